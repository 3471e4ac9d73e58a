"""Files to upload: pictures as cameras and attackers make them."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

SECRET = b"GPS 53.80083 N 1.54846 W"


def a_picture(form: str = "JPEG", size: tuple[int, int] = (900, 600), mode: str = "RGB", **how: Any) -> bytes:
    """A picture, red on the left and blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.convert(mode).save(out, form, **how)
    return out.getvalue()


def with_secrets(orientation: int = 6) -> bytes:
    """A photograph from a phone held sideways: its place in EXIF, a comment, bytes after the end."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET.decode()
    return a_picture(exif=exif, comment=SECRET) + b"<script>alert(1)</script>" + SECRET


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def opened(data: bytes) -> Image.Image:
    """The image in our own bytes."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
