"""Every sentence a person can read: Fluent files by language, and money, dates and quantities in the reader's habit."""

from bot.text.words import Say, Texts, file_name

__all__ = ["Say", "Texts", "file_name"]
