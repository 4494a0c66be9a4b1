"""Files of ours go to people on both platforms: kept ones and made ones, with words, edited, and fetched as they were."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from adapters.sandbox import cast
from core.ports.chat import Button, Do, Line, Media, Place, Receipt, Screen
from tests.scenarios.players import OnTelegram, Player
from tests.scenarios.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

PDF = b"%PDF-1.7\n%%EOF\n"


def picture(colour: str) -> bytes:
    """A small PNG."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, "PNG")
    return made.getvalue()


async def _reader(world: World, channel: str) -> tuple[Player, Place]:
    if channel == "slack":
        chat = await world.slack_channel(str(cast.IDA.id))
        return world.ida, Place("slack", str(cast.HANSA.team_id), chat)
    person = await world.person("Petra Post")
    await person.types("start")
    assert isinstance(person, OnTelegram)
    seats = world.query("SELECT tenant, chat FROM chat_identities WHERE channel = 'telegram' ORDER BY created_at DESC")
    return person, Place("telegram", *seats[0])


def _screen(words: str, *media: Media) -> Screen:
    button = Button("Look", Do("ho"))
    return Screen("file", (Line("head", "Files"), Line("text", words)), ((button,),), media)


async def _bytes_of(world: World, player: Player) -> list[bytes]:
    """Everything that a person can download in their chat."""
    found: list[str] = []
    for each in await player.messages():
        raw = each.raw
        named = [raw[kind] for kind in ("photo", "document") if raw.get(kind)]
        named += [file["url"] for file in raw.get("files", [])]
        named += [
            f"/slack/_files/{block['slack_file']['id']}" for block in raw.get("blocks", []) if "slack_file" in block
        ]
        found += named
    return [
        (await world._http.get(url if url.startswith("http") else world.base_url + url)).raise_for_status().content
        for url in found
    ]


@pytest.mark.parametrize("channel", ["telegram", "slack"])
async def test_a_photo_and_a_document_arrive_with_their_words(world: World, channel: str) -> None:
    market = world.market
    player, place = await _reader(world, channel)
    red, blue = picture("red"), picture("blue")
    photo, paper = await market.files.keep(red), await market.files.keep(PDF)
    platform = market.platforms[channel]
    media = (Media("photo", photo, "red.png", alt="A red card"), Media("document", paper, "contract.pdf"))
    receipt = await platform.show(place, _screen("Both of them", *media))
    await player.sees("Both of them", "Look")
    assert sorted(await _bytes_of(world, player)) == sorted([red, PDF])

    another = Media("photo", await market.files.keep(blue), "blue.png")
    shown = await platform.show(place, _screen("Only a card", Media("photo", photo)), None)
    shown = await platform.show(place, _screen("Another card", another), shown)
    await player.sees("Another card")
    await player.does_not_see("Only a card")
    assert blue in await _bytes_of(world, player)
    assert receipt.digest
    assert isinstance(shown, Receipt)
