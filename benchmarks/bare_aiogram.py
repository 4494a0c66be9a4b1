"""The baseline of a press: a bare aiogram bot that edits the pressed message once and stores nothing."""

from __future__ import annotations

import json

from benchmarks.canned_telegram import TOKEN, Keyboard


class BareBot:
    """Shows the given words and buttons on every press, with aiogram's own types, the way its guide teaches."""

    def __init__(self) -> None:
        from aiogram import Bot, Dispatcher
        from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

        self.text = ""
        self.keyboard: Keyboard = ()
        self._bot = Bot(TOKEN)
        self._dispatcher = Dispatcher()

        @self._dispatcher.callback_query()
        async def pressed(query: CallbackQuery) -> None:
            rows = [
                [InlineKeyboardButton(text=button["text"], callback_data=button["callback_data"]) for button in row]
                for row in self.keyboard
            ]
            if isinstance(query.message, Message):
                await query.message.edit_text(
                    self.text, parse_mode="HTML", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows)
                )

    async def handle(self, raw: bytes) -> None:
        """One update as the webhook brings it."""
        await self._dispatcher.feed_raw_update(self._bot, json.loads(raw))

    async def close(self) -> None:
        await self._bot.session.close()
