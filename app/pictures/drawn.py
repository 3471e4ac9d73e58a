"""A picture as we keep it: two sizes, each in WebP and in JPEG."""

import io
from dataclasses import dataclass

from PIL import Image

from app.registry.picture import picture_key

CARD_SIDE = 640  # pixels
PAPER = (255, 255, 255)  # JPEG has no transparency; what is see-through becomes white
MEDIA_TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}


@dataclass(frozen=True)
class Drawn:
    """``key`` is the name of the JPEG as the page shows it; ``files`` are all the bytes to keep, by name."""

    key: str
    width: int
    height: int
    files: dict[str, bytes]


def draw(image: Image.Image, digest: str) -> Drawn:
    """Write an RGB or RGBA image in every size and format."""
    width, height = image.size
    key = picture_key(digest, width, height)
    card = image.copy()
    card.thumbnail((CARD_SIDE, CARD_SIDE))
    page_jpg, page_webp, card_jpg, card_webp = names(key)
    files = {
        page_jpg: as_jpeg(image),
        page_webp: as_webp(image),
        card_jpg: as_jpeg(card),
        card_webp: as_webp(card),
    }
    return Drawn(key, width, height, files)


def names(key: str) -> tuple[str, str, str, str]:
    """The names of a picture's files: page in JPEG and WebP, card in JPEG and WebP."""
    stem = key.removesuffix(".jpg")
    return key, f"{stem}.webp", f"{stem}-card.jpg", f"{stem}-card.webp"


def as_jpeg(image: Image.Image) -> bytes:
    """JPEG on white."""
    flat = image
    if image.mode == "RGBA":
        flat = Image.new("RGB", image.size, PAPER)
        flat.paste(image, mask=image.getchannel("A"))
    return written(flat, "JPEG", quality=82, optimize=True, progressive=True)


def as_webp(image: Image.Image) -> bytes:
    """WebP, which is about a third smaller and keeps transparency."""
    return written(image, "WEBP", quality=80, method=4)


def written(image: Image.Image, form: str, **how: object) -> bytes:
    """An image as bytes."""
    out = io.BytesIO()
    image.save(out, form, **how)
    return out.getvalue()
