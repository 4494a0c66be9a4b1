"""Methods that read updates and answer queries: getUpdates, webhooks, callback and inline answers, files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from adapters.sandbox.telegram_entities import read_formatted
from adapters.sandbox.telegram_keyboards import read_keyboard
from adapters.sandbox.telegram_limits import (
    ANSWER_MAX,
    INLINE_ID_BYTES_MAX,
    INLINE_RESULTS_MAX,
    QUERY_ANSWER_SECONDS,
)
from adapters.sandbox.telegram_markup import utf16_length
from adapters.sandbox.telegram_refusals import POLLING_WITH_WEBHOOK, QUERY_TOO_OLD, bad_request, conflict
from adapters.sandbox.telegram_sending import checked_text
from adapters.sandbox.telegram_world import Call, Method

TOASTS_KEPT = 50


async def get_updates(call: Call) -> Any:
    account = call.account
    if account.webhook.url:
        raise conflict(POLLING_WITH_WEBHOOK)
    account.updates.allow(call.given.get("allowed_updates"))
    batch = await account.updates.poll(
        call.given.get("offset", 0), call.given.get("limit", 100), call.given.get("timeout", 0)
    )
    return [update.wire() for update in batch]


async def set_webhook(call: Call) -> Any:
    account, given = call.account, call.given
    await account.webhook.set(
        given["url"], given.get("secret_token", ""), given.get("max_connections", 40), given.get("ip_address")
    )
    account.updates.stop_polling("terminated by setWebhook request")
    account.updates.allow(given.get("allowed_updates"))
    if given.get("drop_pending_updates"):
        account.updates.clear()
    return True


async def delete_webhook(call: Call) -> Any:
    await call.account.webhook.set("", "", 40, None)
    if call.given.get("drop_pending_updates"):
        call.account.updates.clear()
    return True


async def get_webhook_info(call: Call) -> Any:
    return call.account.webhook.info()


async def answer_callback_query(call: Call) -> Any:
    query = call.account.callback_queries.get(call.given["callback_query_id"])
    text = call.given.get("text", "")
    if utf16_length(text) > ANSWER_MAX:
        raise bad_request("MESSAGE_TOO_LONG")
    if (url := call.given.get("url")) and f"t.me/{call.bot.username}?start=" not in url:
        raise bad_request("URL_INVALID")
    if query is None or query.expired:
        raise bad_request(QUERY_TOO_OLD)
    if call.now - query.at > timedelta(seconds=QUERY_ANSWER_SECONDS):
        raise bad_request(QUERY_TOO_OLD)
    del call.account.callback_queries[query.id]
    toast = {"text": text, "alert": bool(call.given.get("show_alert")), "at": call.now.isoformat()}
    query.chat.toasts.append(toast | {"user": query.person.id, "callback_query_id": query.id, "url": url})
    del query.chat.toasts[:-TOASTS_KEPT]
    query.chat.touch()
    return True


async def answer_inline_query(call: Call) -> Any:
    results = call.given["results"]
    if len(results) > INLINE_RESULTS_MAX:
        raise bad_request("too many inline query results specified")
    if len(call.given.get("next_offset", "").encode()) > INLINE_ID_BYTES_MAX:
        raise bad_request("NEXT_OFFSET_INVALID")
    ids = [result["id"] for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        _check_result(result)
    query = call.account.inline_queries.get(call.given["inline_query_id"])
    if query is None or query.results is not None:
        raise bad_request(QUERY_TOO_OLD)
    if call.now - query.at > timedelta(seconds=QUERY_ANSWER_SECONDS):
        raise bad_request(QUERY_TOO_OLD)
    query.results = results
    query.next_offset = call.given.get("next_offset", "")
    query.answered.fire()
    return True


def _check_result(result: dict[str, Any]) -> None:
    if not 1 <= len(result["id"].encode()) <= INLINE_ID_BYTES_MAX:
        raise bad_request("RESULT_ID_INVALID")
    read_keyboard(result.get("reply_markup"), private=False)
    content = result.get("input_message_content")
    if content is not None:
        text = read_formatted(content["message_text"], content.get("parse_mode"), content.get("entities"))
        checked_text(text, "MESSAGE_TOO_LONG")
    elif result["type"] == "article":
        raise bad_request("input message content is not specified")


async def get_file(call: Call) -> Any:
    return call.world.files.link(call.given["file_id"])


METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "getFile": get_file,
}
