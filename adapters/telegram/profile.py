"""A bot's profile as people see it before they ever talk to it: set where it differs, so that it can be run at any time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.telegram.calling import Caller

NAME_LENGTH_MAX, DESCRIPTION_LENGTH_MAX, SHORT_LENGTH_MAX = 64, 512, 120
ADMIN_RIGHTS = {
    "is_anonymous": False,
    "can_manage_chat": False,
    "can_delete_messages": False,
    "can_manage_video_chats": False,
    "can_restrict_members": False,
    "can_promote_members": False,
    "can_change_info": False,
    "can_invite_users": False,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
    "can_manage_topics": True,
}
"""What a moderators' group is asked to grant: pinning a card and a topic per case, nothing about its members."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How the bot introduces itself in one language; `lang` is "" for everybody else's. `menu` is (word, description)."""

    lang: str
    name: str
    description: str
    short_description: str
    menu: Sequence[tuple[str, str]]
    group_menu: Sequence[tuple[str, str]] = ()


async def set_up_profile(caller: Caller, profiles: Sequence[Profile]) -> list[str]:
    """Bring Telegram's copy up to date; says which calls that took, none at the second time.

    Raises `CallRefused` and `CallLost`.
    """
    changed: list[str] = []
    for profile in profiles:
        scope = {"language_code": profile.lang} if profile.lang else {}
        for what, key, words in (
            ("Name", "name", profile.name[:NAME_LENGTH_MAX]),
            ("Description", "description", profile.description[:DESCRIPTION_LENGTH_MAX]),
            ("ShortDescription", "short_description", profile.short_description[:SHORT_LENGTH_MAX]),
        ):
            known = await caller.call(f"getMy{what}", scope)
            if not isinstance(known, Mapping) or known.get(key) != words:
                await caller.call(f"setMy{what}", {key: words, **scope})
                changed.append(f"setMy{what} {profile.lang}".strip())
        for place, menu in (("all_private_chats", profile.menu), ("all_group_chats", profile.group_menu)):
            changed += await _menu(caller, menu, {"scope": {"type": place}, **scope}, f"{place} {profile.lang}".strip())
    changed += await _rights(caller)
    return changed


async def _menu(caller: Caller, menu: Sequence[tuple[str, str]], scope: Mapping[str, Any], named: str) -> list[str]:
    wanted = [{"command": word, "description": text[:256]} for word, text in menu[:100]]
    known = await caller.call("getMyCommands", scope)
    if known == wanted:
        return []
    if wanted:
        await caller.call("setMyCommands", {"commands": wanted, **scope})
    else:
        await caller.call("deleteMyCommands", scope)
    return [f"setMyCommands {named}"]


async def _rights(caller: Caller) -> list[str]:
    known = await caller.call("getMyDefaultAdministratorRights", {})
    if isinstance(known, Mapping) and all(bool(known.get(key)) == wanted for key, wanted in ADMIN_RIGHTS.items()):
        return []
    await caller.call("setMyDefaultAdministratorRights", {"rights": ADMIN_RIGHTS})
    return ["setMyDefaultAdministratorRights"]
