"""A picture goes with an event: through the pages, safely, and into the public page."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue.document import document
from app.catalogue.models import Publication
from app.extensions import db
from app.pictures import unused
from app.pictures.unused import forget_unused
from app.registry.event import Event
from app.registry.picture import Picture
from app.shared.clock import now
from tests.client import Visitor
from tests.pictures.made import SECRET, a_picture, png_that_says, with_secrets
from tests.registry.factory import approved, make_event
from tests.submission.answers import answer, fill_in, start

ReadEvent = Callable[[str], Event]
KEEP = "Keep this picture"
GOOD = {"alt": "Six people laugh around a table", "consent": True}


def file(data: bytes | None = None, name: str = "party.svg") -> tuple[io.BytesIO, str]:
    """What a browser sends. The name says nothing."""
    return io.BytesIO(data or a_picture()), name


def at_the_picture(olu: Visitor) -> str:
    reference = start(olu)
    olu.submit("Continue and add a picture", kind="event", title="Sharing circle", summary="An open circle.")
    assert olu.path == f"/submit/{reference}/about/picture"
    return reference


def test_a_picture_is_added_shown_described_and_taken_away(olu: Visitor, event_of: ReadEvent) -> None:
    reference = at_the_picture(olu)
    olu.submit(KEEP, picture=file(with_secrets()), **GOOD)
    assert olu.path == f"/submit/{reference}/about"
    draft = event_of(reference).latest
    assert (draft.image_alt, draft.image_consent) == (GOOD["alt"], True)
    assert draft.image.endswith("-600x900.jpg")
    image = olu.page.soup.select_one("picture img")
    assert image is not None
    assert (image["alt"], image["width"], image["height"]) == (GOOD["alt"], "600", "900")
    olu.submit("Continue and change the picture").has("The picture we have").submit("Take the picture away")
    assert event_of(reference).latest.image == ""
    olu.has("Continue and add a picture")


def test_the_picture_is_among_the_answers_to_check(olu: Visitor) -> None:
    reference = fill_in(olu)
    olu.get(f"/submit/{reference}/about/picture").submit(KEEP, picture=file(), **GOOD)
    olu.get(f"/submit/{reference}/check").has("A picture of your event", str(GOOD["alt"]))
    assert olu.link("Change A picture of your event") == f"/submit/{reference}/about/picture"


def test_every_file_of_a_picture_is_served_for_ever_to_anybody_without_a_cookie(app: Flask, olu: Visitor) -> None:
    at_the_picture(olu)
    olu.submit(KEEP, picture=file(with_secrets()), **GOOD)
    found = set(re.findall(r"/pictures/[\w.-]+", olu.page.html))
    assert len(found) == 3
    vi = Visitor(app, keeps_cookies=False)
    for address in found:
        answered = vi.ask("GET", address)
        assert answered.status_code == 200
        assert answered.headers["Content-Type"] == ("image/jpeg" if address.endswith("jpg") else "image/webp")
        assert answered.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answered.headers["X-Content-Type-Options"] == "nosniff"
        assert SECRET not in answered.data
        assert vi.ask("GET", address, headers={"If-None-Match": answered.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("name", ["x", "..%2f..%2fsecret_key", "a" * 40 + "-1x1.jpg", "a" * 40 + "-1x1.svg", "%00"])
def test_nothing_else_is_served(app: Flask, name: str) -> None:
    Visitor(app).get(f"/pictures/{name}", 404)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "We cannot read that file"),
        (png_that_says(50_000, 10), "50,000 by 10 pixels"),
        (a_picture() + b"\0" * (10 * 1024 * 1024), "smaller than 10 MB"),
        (b"hello", "We cannot read that file"),
    ],
)
def test_what_is_no_picture_is_refused_with_words_and_the_words_typed_stay(
    olu: Visitor, data: bytes, said: str
) -> None:
    at_the_picture(olu)
    olu.submit(KEEP, 422, picture=file(data, "a.jpg"), **GOOD).has(said, "There is a problem")
    assert str(GOOD["alt"]) in olu.page.html

    close(olu)


def close(olu: Visitor) -> None:
    """The file in which the test client wrote a large request."""
    olu.response.request.environ["wsgi.input"].close()


def test_a_good_picture_is_not_asked_for_again_when_an_answer_is_missing(olu: Visitor, event_of: ReadEvent) -> None:
    reference = at_the_picture(olu)
    olu.submit(KEEP, 422, picture=file()).has("Describe the picture", "Tick to say that everyone")
    olu.has("The picture we have")
    assert event_of(reference).latest.image == ""
    olu.submit(KEEP, **GOOD)
    assert event_of(reference).latest.image_alt == GOOD["alt"]
    olu.get(f"/submit/{reference}/about/picture").submit(KEEP, 422, alt="").has("Describe the picture")


@pytest.mark.parametrize("kept", ["a" * 40 + "-9x9.jpg", "../secret_key", "", "x" * 200])
def test_a_picture_nobody_sent_cannot_be_named(olu: Visitor, event_of: ReadEvent, kept: str) -> None:
    reference = at_the_picture(olu)
    box: dict[str, Any] = {"alt": "Something", "consent": "yes", "kept": kept, "csrf_token": token(olu)}
    olu.post(f"/submit/{reference}/about/picture", box, 422).has("There is a problem")
    assert event_of(reference).latest.image == ""


def token(olu: Visitor) -> str:
    box = olu.page.soup.select_one("main input[name=csrf_token]")
    assert box is not None
    return str(box["value"])


def test_only_the_picture_page_takes_more_than_a_megabyte(olu: Visitor) -> None:
    reference = at_the_picture(olu)
    big = {"csrf_token": token(olu), "picture": (io.BytesIO(b"\0" * 2_000_000), "a.jpg")}
    olu.post(f"/submit/{reference}/about", big, 413).has("That was too big to send", "1 MB")
    close(olu)
    huge = {
        "csrf_token": token(olu) if olu.get("/submit") else "",
        "picture": (io.BytesIO(b"\0" * (33 << 20)), "a.jpg"),
    }
    olu.post(f"/submit/{reference}/about/picture", huge, 413).has("32 MB")
    close(olu)


def test_a_stranger_finds_no_picture_page(olu: Visitor, stranger: Visitor) -> None:
    reference = at_the_picture(olu)
    stranger.get("/submit")
    for path in (f"/submit/{reference}/about/picture", "/submit/CW-ZZZZZZ/about/picture"):
        stranger.get(path, 404)
        stranger.get("/submit").post(path, {"csrf_token": token(stranger), "remove": "1"}, 404)


def test_a_logo_needs_words_and_no_consent(olu: Visitor, event_of: ReadEvent) -> None:
    reference = start(olu)
    answer(olu, "about")
    olu.get(f"/submit/{reference}/contacts/picture").lacks("Did everyone in it agree")
    olu.submit(KEEP, picture=file(a_picture("PNG", mode="RGBA")), alt="A circle of hands")
    assert event_of(reference).latest.organisation_logo.endswith("-900x600.jpg")


def test_the_public_sees_only_a_picture_with_words_and_consent(app: Flask) -> None:
    said = {"image": "a" * 40 + "-900x600.jpg", "image_alt": "Six people laugh"}
    draft = make_event(**said).latest
    assert document(draft.event, draft)["image"] is None
    draft.image_consent = True
    expected = {"key": said["image"], "alt": "Six people laugh", "width": 900, "height": 600}
    assert document(draft.event, draft)["image"] == expected
    approved(**said, image_consent=True)
    db.session.commit()
    slug = db.session.scalars(select(Publication.slug)).one()
    page = Visitor(app, keeps_cookies=False).get(f"/events/{slug}").page
    assert page.soup.select_one("picture img[alt='Six people laugh']") is not None


def test_a_picture_nobody_names_is_forgotten_after_a_day(
    app: Flask, olu: Visitor, event_of: ReadEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = at_the_picture(olu)
    olu.submit(KEEP, picture=file(a_picture(size=(77, 55))), **GOOD)
    old = event_of(reference).latest.image
    olu.submit("Continue and change the picture").submit(KEEP, picture=file(a_picture(size=(78, 55))), **GOOD)
    shown = event_of(reference).latest.image
    forget_unused(lambda: False)
    assert len(db.session.scalars(select(Picture)).all()) == 2
    later = now() + timedelta(days=2)
    monkeypatch.setattr(unused, "now", lambda: later)
    forget_unused(lambda: False)
    assert db.session.scalars(select(Picture.key)).all() == [shown]
    folder = Path(app.config["INSTANCE_PATH"]) / "pictures"
    assert not (folder / old).exists()
    assert (folder / shown).exists()
