"""What comes in is a file; what is kept is a picture of our own making."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from app.pictures.drawn import Drawn
from app.pictures.reading import MOST_BYTES, NotAPicture, read_picture
from tests.pictures.made import SECRET, a_picture, opened, png_that_says, with_secrets

pytestmark = pytest.mark.usefixtures("words")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FORMS = [
    ("JPEG", "RGB"),
    ("JPEG", "L"),
    ("JPEG", "CMYK"),
    ("PNG", "RGBA"),
    ("PNG", "P"),
    ("WEBP", "RGB"),
    ("GIF", "P"),
]


def smallest(drawn: Drawn) -> Image.Image:
    return opened(drawn.files[drawn.key.replace(".jpg", "-card.jpg")])


@pytest.mark.parametrize(("form", "mode"), FORMS)
def test_every_kind_becomes_two_sizes_in_two_formats(form: str, mode: str) -> None:
    drawn = read_picture(a_picture(form, (2000, 1000), mode))
    assert (drawn.width, drawn.height) == (1280, 640)
    sizes = {name.partition("-")[2]: opened(data) for name, data in drawn.files.items()}
    assert {name: image.size for name, image in sizes.items()} == {
        "1280x640.jpg": (1280, 640),
        "1280x640.webp": (1280, 640),
        "1280x640-card.jpg": (640, 320),
        "1280x640-card.webp": (640, 320),
    }
    assert {image.format for image in sizes.values()} == {"JPEG", "WEBP"}
    if mode == "L":
        return
    red, _, blue = smallest(drawn).convert("RGB").getpixel((20, 20))
    assert red > 200
    assert blue < 60


def test_a_small_picture_is_not_made_larger() -> None:
    drawn = read_picture(a_picture(size=(30, 20)))
    assert (drawn.width, drawn.height) == (30, 20)


def test_nothing_but_the_pixels_is_kept() -> None:
    drawn = read_picture(with_secrets())
    for name, data in drawn.files.items():
        assert SECRET not in data, name
        assert b"<script>" not in data, name
        assert b"Exif" not in data, name
        image = opened(data)
        assert not image.getexif()
        assert not {"comment", "icc_profile", "exif", "xmp"} & set(image.info), name


@pytest.mark.parametrize(("held", "size", "red_at"), [(1, (900, 600), (5, 300)), (6, (600, 900), (300, 5))])
def test_a_picture_stands_as_the_camera_was_held(held: int, size: tuple[int, int], red_at: tuple[int, int]) -> None:
    drawn = read_picture(with_secrets(held))
    assert (drawn.width, drawn.height) == size
    assert opened(drawn.files[drawn.key]).getpixel(red_at)[0] > 200


def test_all_eight_ways_to_hold_a_camera_are_pillows() -> None:
    from PIL import ImageOps

    for held in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = held
        data = a_picture("PNG", (40, 20), exif=exif)
        drawn = opened(read_picture(data).files[read_picture(data).key.replace(".jpg", ".webp")])
        expected = ImageOps.exif_transpose(opened(data))
        assert drawn.size == expected.size
        for at in ((2, 2), (drawn.width - 3, drawn.height - 3)):
            assert abs(drawn.convert("RGB").getpixel(at)[0] - expected.getpixel(at)[0]) < 40, held


def test_transparency_is_kept_or_made_white() -> None:
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    drawn = read_picture(out.getvalue())
    assert min(opened(drawn.files[drawn.key]).getpixel((20, 20))) > 250
    assert opened(drawn.files[drawn.key.replace(".jpg", ".webp")]).getpixel((20, 20))[3] == 0


def test_colours_of_another_profile_are_put_into_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert read_picture(a_picture(icc_profile=profile)).width == 900
    assert read_picture(a_picture(icc_profile=b"not a profile")).width == 900


def test_only_the_first_frame_of_a_film_is_kept() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    drawn = read_picture(out.getvalue())
    assert opened(drawn.files[drawn.key]).getpixel((20, 20))[0] > 200
    assert getattr(opened(drawn.files[drawn.key.replace(".jpg", ".webp")]), "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (SVG, "We cannot read that file as a picture"),
        (b"GIF89a<script>", "We cannot read that file as a picture"),
        (b"%PDF-1.7", "We cannot read that file as a picture"),
        (a_picture("BMP"), "We cannot read that file as a picture"),
        (a_picture("TIFF"), "We cannot read that file as a picture"),
        (a_picture()[:-2000], "We cannot read that file as a picture"),
        (a_picture() + b"\xff\xda" * 300, "We cannot read that file as a picture"),
        (a_picture() + b"\0" * MOST_BYTES, "smaller than 10 MB"),
        (png_that_says(50_000, 10), "50,000 by 10 pixels"),
        (png_that_says(10_000, 10_000), "too many pixels"),
        (png_that_says(60_000, 60_000), "too many pixels"),
    ],
)
def test_what_is_no_picture_or_too_large_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(NotAPicture, match=words):
        read_picture(data)


def test_the_same_picture_has_the_same_key() -> None:
    first, again, other = (read_picture(a_picture(size=size)) for size in ((90, 60), (90, 60), (90, 62)))
    assert first.key == again.key
    assert first.files == again.files
    assert other.key != first.key


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damaged_bytes_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]))
    whole = bytearray(a_picture(form, (30, 20)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        drawn = read_picture(bytes(whole))
    except NotAPicture:
        return
    assert max(opened(file).size[0] for file in drawn.files.values()) <= 1280
