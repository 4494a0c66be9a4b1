"""Decides by their first bytes what files are, takes the few kinds that are allowed, and redraws pictures.

A picture is drawn anew from its pixels, so nothing that hid in its file (place and owner, scripts, a second file behind
the first) reaches the other side. Everything else either is plainly what it should be, or is refused.
"""

from __future__ import annotations

import asyncio
import io
import re
import warnings
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.errors import FileRefused
from core.files import Looked

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS_MAX = 50_000_000
SIDE_MAX = 2_560
"""What is shown is drawn at most this large; the original keeps its size."""
RATIO_MAX = 19
"""A picture that is longer than this is sent as a document: chats do not take it as a photo."""
TEXT_BYTES_MAX = 5 * 1024 * 1024
PDF_TAIL_BYTES = 64
QUALITY = 88
AT_ONCE = 2
"""Large pictures take some hundred megabytes while they are drawn."""

_ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"PK\x07\x08",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\x28\xb5\x2f\xfd",
    b"\x04\x22\x4d\x18",
    b"MSCF",
    b"xar!",
    b"!<arch>",
    b"\x1f\x9d",
    b"LZIP",
)
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\x00asm",
    b"#!",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1", b"avif", b"avis")
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|svg|script|head|body|iframe|object|\?xml|\?php|%)", re.IGNORECASE)
_LIVE_PDF = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z])")
_LOCKED_PDF = re.compile(rb"/Encrypt(?![A-Za-z])")
_PDF_OBJECTS = re.compile(rb"/ObjStm\b")
_PDF_STREAM = re.compile(rb"\bstream\r?\n")
_PDF_HEAD_BYTES = 2_000
"""How far before its content the description of a stream begins at most, as far as we look."""
_PDF_OBJECTS_BYTES_MAX = 16 * 1024 * 1024
"""All packed objects of a PDF may unpack to so much; pages and pictures are not among them."""
_PDF_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ZIP_END = b"PK\x05\x06"
_TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
"""What every scanner agrees to find, so that people can try whether one is at work."""


class ContentInspector:
    """`core.ports.files.Inspector` over Pillow and the first bytes. The work is done in a thread."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def look_into(self, content: bytes, name: str) -> Looked:
        """See the port."""
        async with self._turns:
            return await asyncio.to_thread(look_into, content, name)


def look_into(content: bytes, name: str) -> Looked:
    """What a file is. Raises FileRefused."""
    if not content:
        raise _refused("empty", name)
    if _TEST_VIRUS in content:
        raise _refused("infected", name)
    head = content[:32]
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture(content, name)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _picture(content, name)
    if head.startswith(b"%PDF-"):
        return _pdf(content, name)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        raise _refused("heic", name)
    if head.startswith(_ARCHIVES) or content[257:262] == b"ustar":
        raise _refused("archive", name)
    if head.startswith(_PROGRAMS):
        raise _refused("program", name)
    return _text(content, name)


def _refused(why: str, name: str) -> FileRefused:
    return FileRefused(why=why, name=name)


def _picture(content: bytes, name: str) -> Looked:
    """The picture's size is read from its head before a single pixel is unpacked."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as found:
                width, height = found.size
                if width * height > PIXELS_MAX:
                    raise _refused("too-many-pixels", name)
                mime = str(Image.MIME[str(found.format)])
                found.draft("RGB", (SIDE_MAX, SIDE_MAX))
                upright = ImageOps.exif_transpose(found)
                upright.thumbnail((SIDE_MAX, SIDE_MAX))
                drawn = io.BytesIO()
                _on_white(upright).save(drawn, "JPEG", quality=QUALITY, optimize=True)
    except FileRefused:
        raise
    except Image.DecompressionBombError as fault:
        raise _refused("too-many-pixels", name) from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as fault:
        raise _refused("broken", name) from fault
    long, short = max(width, height), max(1, min(width, height))
    return Looked("photo" if long <= RATIO_MAX * short else "document", mime, drawn.getvalue())


def _on_white(picture: Image) -> Image:
    """Without transparency, which JPEG has none of."""
    from PIL import Image

    if picture.mode in ("RGB", "L"):
        return picture
    layered = picture.convert("RGBA")
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground


def _pdf(content: bytes, name: str) -> Looked:
    """A PDF from its first byte to its last, without anything that acts by itself or is hidden in it."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise _refused("broken", name)
    if len(content) - end - 5 > PDF_TAIL_BYTES or _ZIP_END in content[-66_000:]:
        raise _refused("two-in-one", name)
    names = _plain_names(content)
    if _LOCKED_PDF.search(names):
        raise _refused("locked", name)
    if _LIVE_PDF.search(names) or any(_LIVE_PDF.search(_plain_names(part)) for part in _packed(content, names, name)):
        raise _refused("active", name)
    return Looked("document", "application/pdf", content)


def _plain_names(content: bytes) -> bytes:
    """PDF may write every letter of a name as a number."""
    return _PDF_HEX.sub(lambda found: bytes([int(found[1], 16)]), content)


def _packed(content: bytes, names: bytes, name: str) -> Iterator[bytes]:
    """Objects that stand packed in streams, where names can not be read as they are. Raises FileRefused for what unpacks
    without end, and for what is packed in a way that we can not look into."""
    if not _PDF_OBJECTS.search(names):
        return
    left = _PDF_OBJECTS_BYTES_MAX
    for found in _PDF_STREAM.finditer(content):
        head = _plain_names(content[max(0, found.start() - _PDF_HEAD_BYTES) : found.start()])
        head = head[max(0, head.rfind(b" obj")) :]
        if not _PDF_OBJECTS.search(head):
            continue
        if b"/FlateDecode" not in head or head.count(b"Decode") != 1 + head.count(b"/DecodeParms"):
            raise _refused("active", name)
        try:
            part = zlib.decompressobj().decompress(content[found.end() :], left)
        except zlib.error:
            raise _refused("broken", name) from None
        left -= len(part)
        if left <= 0:
            raise _refused("too-large", name)
        yield part


def _text(content: bytes, name: str) -> Looked:
    """Plain words in UTF-8 (or UTF-16 with its mark), with nothing that a browser or a shell would run."""
    if len(content) > TEXT_BYTES_MAX:
        raise _refused("too-large", name)
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            words = content.decode("utf-16")
        else:
            words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused("unknown-type", name) from None
    if _CONTROL.search(words):
        raise _refused("unknown-type", name)
    start = words.lstrip()[:4096].encode()
    if b"<svg" in start.lower():
        raise _refused("svg", name)
    if _MARKUP.search(start):
        raise _refused("markup", name)
    ending = name.rpartition(".")[2].lower()
    return Looked("document", "text/csv" if ending in ("csv", "tsv") else "text/plain", content)
