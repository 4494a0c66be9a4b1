"""Hostile files are refused with the reason, honest ones are taken; what others are shown holds nothing hidden."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from adapters.files.inspection import SIDE_MAX, ContentInspector, look_into
from core.errors import FileRefused
from core.files import NAME_LENGTH_MAX, clean_name
from tests.adapters.files.hostile import NAMES, REFUSED, SCRIPT, TAKEN, archive, photo_with_a_place, picture


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) >= 60


@pytest.mark.parametrize(("name", "content", "why"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_hostile_files_are_refused(name: str, content: bytes, why: str) -> None:
    began = time.thread_time()
    with pytest.raises(FileRefused) as refused:
        look_into(content, name)
    assert (refused.value.fields["why"], refused.value.fields["name"]) == (why, name)
    assert time.thread_time() - began < 2


@pytest.mark.parametrize(("name", "content", "kind", "mime"), TAKEN, ids=[name for name, *_ in TAKEN])
def test_honest_files_are_taken(name: str, content: bytes, kind: str, mime: str) -> None:
    looked = look_into(content, name)
    assert (looked.kind, looked.mime) == (kind, mime)
    if mime.startswith("image/"):
        with Image.open(io.BytesIO(looked.display)) as shown:
            assert shown.format == "JPEG"
    else:
        assert looked.display is content


@pytest.mark.parametrize("hidden", [SCRIPT, archive()])
def test_what_hides_behind_a_picture_is_not_shown(hidden: bytes) -> None:
    assert hidden not in look_into(picture() + hidden, "x.jpg").display


def test_a_photo_loses_where_it_was_taken_and_by_whom_and_stands_upright() -> None:
    looked = look_into(photo_with_a_place(), "x.jpg")
    assert b"secret" not in looked.display
    with Image.open(io.BytesIO(looked.display)) as shown:
        assert not shown.getexif()
        assert shown.size == (48, 64)


def test_what_is_transparent_becomes_white() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(made, "PNG")
    with Image.open(io.BytesIO(look_into(made.getvalue(), "x.png").display)) as shown:
        assert shown.getpixel((4, 4)) == (255, 255, 255)


async def test_a_large_picture_is_shown_smaller() -> None:
    looked = await ContentInspector().look_into(picture(size=(4_000, 3_000)), "x.jpg")
    with Image.open(io.BytesIO(looked.display)) as shown:
        assert max(shown.size) == SIDE_MAX


@pytest.mark.parametrize(("name", "mime", "expected"), NAMES)
def test_names_lead_nowhere(name: str, mime: str, expected: str) -> None:
    found = clean_name(name, mime)
    assert found == expected
    assert len(found) <= NAME_LENGTH_MAX
