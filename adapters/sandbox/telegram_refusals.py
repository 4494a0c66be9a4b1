"""How the sandbox's Bot API says no: one exception, carrying what the platform would answer."""

from __future__ import annotations

from typing import Any

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
POLLING_WITH_WEBHOOK = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Refused(Exception):
    """A call that the platform answers with ok=false; `parameters` is its ResponseParameters object."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON answer, as the platform words it."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(text: str, **parameters: Any) -> Refused:
    """400: the call itself is wrong."""
    return Refused(400, f"Bad Request: {text}", **parameters)


def forbidden(text: str) -> Refused:
    """403: the bot may not do this here."""
    return Refused(403, f"Forbidden: {text}")


def conflict(text: str) -> Refused:
    """409: somebody else reads this bot's updates."""
    return Refused(409, f"Conflict: {text}")


def too_many_requests(retry_after_seconds: int) -> Refused:
    """429: stay away for so many seconds."""
    return Refused(429, f"Too Many Requests: retry after {retry_after_seconds}", retry_after=retry_after_seconds)


def whole(value: object) -> int:
    """An id from a control request; raises ControlRefused where it is none."""
    if isinstance(value, int | str):
        try:
            return int(value)
        except ValueError:
            pass
    raise ControlRefused(404, f"nothing has the id {value!r}")


class ControlRefused(Exception):
    """An act of a person that the sandbox cannot play, answered as plain JSON with an HTTP status."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error
