"""The manifest asks for what the code uses, and for nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from adapters.slack import manifest as made_by
from adapters.slack.manifest import EVENTS, METHODS, SCOPES, SHORTCUTS, as_text, manifest
from bot.screens.usage import hint
from bot.text import Texts
from bot.text.words import LANGUAGES

NAMES = {word: (Texts().say("en")(f"shortcut-{word}"), "D" * 200) for word in SHORTCUTS}
FOLDER = Path(made_by.__file__).parent
_METHOD = re.compile(r'"((?:auth|bookmarks|chat|conversations|files|pins|reactions|team|users|views)\.[a-zA-Z.]+)"')
_TABLES = {"pacing.py", "manifest.py"}
_SCOPE_OF_EVENT = {"app_mention": "app_mentions:read", "link_shared": "links:read", "message.im": "im:history"}


def _called() -> set[str]:
    return {
        method
        for path in FOLDER.glob("*.py")
        if path.name not in _TABLES
        for method in _METHOD.findall(path.read_text(encoding="utf-8"))
    }


def test_every_method_that_is_called_has_its_scope_and_every_scope_its_use() -> None:
    assert _called() == set(METHODS)
    used = {scope for scope in METHODS.values() if scope} | {_SCOPE_OF_EVENT.get(event, "commands") for event in EVENTS}
    assert used == set(SCOPES)


def test_with_sockets_no_address_is_named_and_with_an_address_no_socket() -> None:
    given = {"name": "N" * 50, "description": "D" * 500, "command_words": hint(Texts().say("en")), "shortcuts": NAMES}
    sockets, posted = manifest(**given), manifest(**given, public_url="https://market.example/")
    assert sockets["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(sockets)
    assert posted["settings"]["socket_mode_enabled"] is False
    assert posted["settings"]["event_subscriptions"]["request_url"] == "https://market.example/slack/events"
    assert posted["features"]["slash_commands"][0]["url"] == "https://market.example/slack/events"
    assert len(posted["display_information"]["name"]) <= 35
    hinted = posted["features"]["slash_commands"][0]["usage_hint"]
    assert all(word in hinted for word in ("pay [deal]", "ship [deal] [carrier]", "help [word]"))
    assert len(hinted) <= 1000
    assert len(posted["display_information"]["description"]) <= 140


def test_the_text_gives_a_reason_for_each_scope_before_the_manifest() -> None:
    text = as_text(
        manifest(name="Parley", description="A market", command_words="", shortcuts=NAMES, links_to="market.example")
    )
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert len(comments) == len(SCOPES) + 1
    body = text[text.index("{") :]
    assert json.loads(body)["oauth_config"]["scopes"]["bot"] == list(SCOPES)


def test_links_are_asked_for_where_they_lead_to_us_and_only_there() -> None:
    given = {"name": "P", "description": "D", "command_words": "", "shortcuts": NAMES}
    without, with_links = manifest(**given), manifest(**given, links_to="market.example")
    assert with_links["features"]["unfurl_domains"] == ["market.example"]
    assert "link_shared" in with_links["settings"]["event_subscriptions"]["bot_events"]
    assert set(SCOPES) - set(without["oauth_config"]["scopes"]["bot"]) == {"links:read", "links:write"}
    assert "unfurl_domains" not in without["features"]
    assert "link" not in json.dumps(without["settings"]["event_subscriptions"])
    assert "links:" not in as_text(without)


def test_shortcuts_stand_for_commands_and_fit_into_slacks_menus() -> None:
    shown = manifest(name="Parley", description="A market", command_words="", shortcuts=NAMES)["features"]["shortcuts"]
    assert {each["type"] for each in shown} == {"global", "message"}
    for lang in LANGUAGES:
        assert all(len(Texts().say(lang)(f"shortcut-{word}")) <= 24 for word in SHORTCUTS)
    assert all(len(each["description"]) <= 150 for each in shown)
    assert len({each["callback_id"] for each in shown}) == len(shown) <= 10


def test_an_app_that_is_installed_by_others_says_where_they_come_back_to() -> None:
    made = manifest(
        name="P", description="D", command_words="", shortcuts=NAMES, installed_from="https://market.example/"
    )
    assert made["oauth_config"]["redirect_urls"] == ["https://market.example/slack/oauth_redirect"]
    assert made["settings"]["org_deploy_enabled"] is True
    assert made["settings"]["token_rotation_enabled"] is True
    assert "redirect_urls" not in manifest(name="P", description="D", command_words="", shortcuts=NAMES)["oauth_config"]


@pytest.mark.parametrize("scope", SCOPES)
def test_no_scope_reads_channels_or_addresses(scope: str) -> None:
    assert scope not in {"channels:history", "groups:history", "mpim:history", "users:read.email", "admin"}
