"""Whole trades played over the sandbox's wire by scripted people, and what is checked when they end."""
