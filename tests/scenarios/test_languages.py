"""Everybody is spoken to in their own language: as their platform hints, as they choose, and wherever they look."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from adapters.sandbox import cast
from bot.text.words import LANGUAGES, NAMES, Say
from tests.scenarios.players import OnSlack
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def newcomer(world: World, handle: str, **about: Any) -> OnSlack:
    """Somebody new in the workspace, with Slack in their language."""
    made = await world.post("/slack/_people", team_id=str(cast.HANSA.team_id), name=handle, **about)
    return OnSlack(world, made["id"])


@pytest.mark.parametrize(
    ("hint", "lang"), [("zh-hans", "zh"), ("ar", "ar"), ("es-419", "es"), ("ru", "ru"), ("pt-br", "en"), ("", "en")]
)
async def test_a_stranger_on_telegram_is_greeted_in_their_language(world: World, hint: str, lang: str) -> None:
    person = await world.person("Ming Li", hint)
    await person.says("/start")
    await person.sees(Say(lang)("home-stranger"), Say(lang)("button-register"))


@pytest.mark.parametrize(("locale", "lang"), [("de-DE", "de"), ("zh-TW", "zh"), ("pt-BR", "en")])
async def test_a_stranger_on_slack_is_greeted_in_their_language(world: World, locale: str, lang: str) -> None:
    person = await newcomer(world, f"guest{locale.lower()}", locale=locale)
    await person.types("start")
    await person.sees(Say(lang)("home-stranger"), Say(lang)("button-register"))


async def test_a_language_is_chosen_by_button_and_by_name(world: World) -> None:
    person = await world.person("Kim Park", "ko")
    await person.says("/start")
    await person.presses("Language")
    await person.sees("Choose the language", *NAMES.values())
    await person.presses("Deutsch")
    await person.sees(Say("de")("language-title"), Say("de")("button-home"))
    await person.says("hilfe")
    await person.sees(Say("de")("help-title"))
    await person.says("/language العربية")
    await person.sees(Say("ar")("language-title"))
    await person.says("sprache 中文")
    await person.sees(Say("zh")("language-title"))
    await person.says("/language Klingon")
    await person.sees(Say("zh")("language-choose"))
    await person.presses("Español")
    await person.says("/start")
    await person.sees(Say("es")("home-stranger"))


async def test_the_hint_counts_only_until_something_is_chosen(world: World) -> None:
    """A choice survives a restart, and what Slack says about the person after it."""
    person = await newcomer(world, "olga", locale="ru-RU")
    await person.types("language english")
    await person.sees(Say("en")("language-title"))
    await world.restarts()
    await person.types("help")
    await person.sees(Say("en")("help-title"))


async def test_forms_and_problems_are_in_the_language_of_who_fills_them_in(world: World) -> None:
    person = await newcomer(world, "jorge", locale="es-ES")
    say = Say("es")
    await person.types("start")
    await person.presses(say("button-register"))
    form = await person.form()
    assert form["title"]["text"] == say("register-title")
    problems = await person.fills_badly(full_name="J", company_name="Ruiz S.A.", currency="EUR")
    assert problems == {say("register-ask-name-label"): say("problem-too-short", least=2)}
    await person.fills(full_name="Jorge Ruiz", company_name="Ruiz S.A.", currency="EUR")
    await person.presses(say("button-join"))
    await person.sees(say("home-member", company="Ruiz S.A."))


@pytest.mark.parametrize(("accepts", "lang"), [("de-CH,de;q=0.9", "de"), ("ar", "ar"), ("", "en"), ("fr", "en")])
@pytest.mark.parametrize("paid", [True, False])
async def test_the_page_after_paying_is_in_the_language_of_the_browser(
    world: World, accepts: str, lang: str, paid: bool
) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        page = await http.get(f"{world.market.public_url}/paid?paid={int(paid)}", headers={"accept-language": accepts})
    title = Say(lang)("page-paid") if paid else Say(lang)("page-not-paid")
    assert title in page.text
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page.text
    assert page.headers["content-language"] == lang


async def test_the_command_menu_is_there_in_every_language(world: World) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        for lang in LANGUAGES:
            answer = await http.post(
                f"{world.base_url}/telegram/bot{cast.BOT.token}/getMyCommands", json={"language_code": lang}
            )
            menu = {each["command"]: each["description"] for each in answer.json()["result"]}
            assert menu["browse"] == Say(lang)("menu-browse")
            assert menu["language"] == Say(lang)("menu-language")
