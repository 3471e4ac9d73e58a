"""From whatever somebody uploads to a picture of our own making: other bytes, no metadata, bounded in every way."""

import io
from hashlib import sha256
from threading import Lock

from flask_babel import gettext as _
from PIL import Image, ImageCms

from app.pictures.drawn import Drawn, draw

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # recognised by their first bytes, never by the file's name
MOST_BYTES = 10 * 1024 * 1024
MOST_SIDE = 12_000  # pixels
MOST_MEGAPIXELS = {"JPEG": 50, "PNG": 25, "WEBP": 25, "GIF": 25}
MOST_SCANS = 200  # a progressive JPEG has about ten; thousands of empty ones would keep a processor busy for minutes
PAGE_SIDE = 1280
SHRINKABLE = {"L", "LA", "RGB", "RGBA", "CMYK"}
ORIENTATION = 0x0112  # EXIF's tag
TURNS = {
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_270],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_90],
}
# One at a time in each process: what decoding needs at most (about 150 MB) is needed once.
one_at_a_time = Lock()


class NotAPicture(ValueError):
    """What was uploaded cannot be taken; the words say why and what to do."""


def read_picture(data: bytes) -> Drawn:
    """The picture in uploaded bytes, upright, at most 1280 pixels each way. Raises NotAPicture."""
    if not data:
        raise NotAPicture(_("The file is empty. Choose another picture"))
    if len(data) > MOST_BYTES:
        raise NotAPicture(_("The picture must be smaller than 10 MB. Most phones can send a smaller copy"))
    with one_at_a_time:
        try:
            image = decoded(data)
            return draw(image, sha256(image.tobytes()).hexdigest()[:40])
        except NotAPicture:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise NotAPicture(too_many_pixels()) from None
        except Exception:  # decoders of four formats may raise anything for bytes that somebody made up
            raise NotAPicture(unreadable()) from None


def decoded(data: bytes) -> Image.Image:
    """The first frame's pixels, in RGB or RGBA and without anything else. Sizes are checked before decoding."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        check_size(image)
        if image.format == "JPEG":
            if data.count(b"\xff\xda") > MOST_SCANS:
                raise NotAPicture(unreadable())
            image.draft("RGB", (PAGE_SIDE, PAGE_SIDE))  # decodes at a half or less of the size, where that is enough
        turns = TURNS.get(orientation(image), [])
        profile = image.info.get("icc_profile")
        if image.mode in SHRINKABLE:
            image.thumbnail((PAGE_SIDE, PAGE_SIDE))  # before anything copies it
        see_through = "transparency" in image.info or image.mode in {"RGBA", "LA", "PA", "La", "RGBa"}
        plain = image if image.mode == "RGB" else image.convert("RGBA" if see_through else "RGB")
        plain.thumbnail((PAGE_SIDE, PAGE_SIDE))
        for turn in turns:
            plain = plain.transpose(turn)
        return bare(in_srgb(plain, profile) if profile and image.mode == "RGB" else plain)


def check_size(image: Image.Image) -> None:
    """Refuse what would need too much memory to decode. Only the header has been read yet."""
    width, height = image.size
    if max(width, height) > MOST_SIDE:
        words = {"width": f"{width:,}", "height": f"{height:,}", "most": f"{MOST_SIDE:,}"}
        raise NotAPicture(
            _("The picture is %(width)s by %(height)s pixels. Make it at most %(most)s wide and high", **words)
        )
    if width * height > MOST_MEGAPIXELS[str(image.format)] * 1_000_000:
        raise NotAPicture(too_many_pixels())


def orientation(image: Image.Image) -> int:
    """How the camera was held, as EXIF says; 1 (upright) where it says nothing that can be read."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # a damaged note beside the picture is no reason to refuse the picture
        return 1


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The same colours in sRGB, which is what a picture without a profile is taken for."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except Exception:  # a profile that cannot be used is left out
        return image
    return made or image


def bare(image: Image.Image) -> Image.Image:
    """The pixels alone: writers would copy comments and profiles from an image that was read."""
    fresh = Image.new(image.mode, image.size)
    fresh.paste(image)
    return fresh


def too_many_pixels() -> str:
    """What is said of a picture that would need too much memory."""
    return str(_("The picture has too many pixels for us. Make it at most 5,000 pixels wide and high"))


def unreadable() -> str:
    """What is said of a file that is no picture we know."""
    return str(_("We cannot read that file as a picture. Choose a JPEG, PNG, WebP or GIF"))
