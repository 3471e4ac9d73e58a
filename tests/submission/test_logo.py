"""A logo goes with an organisation: through the pages, past a moderator, onto the organisation's page, once."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.catalogue.models import PublishedOrganisation
from app.catalogue.publish import rebuild
from app.extensions import db
from app.registry.organisation import Organisation
from tests.client import Visitor
from tests.moderation.conftest import signed_in
from tests.pictures.made import a_picture
from tests.submission.afterwards.conftest import signs_in
from tests.submission.answers import SIMPLEST, answer, fill_in
from tests.submission.conftest import olu
from tests.submission.test_about_picture import KEEP, file

__all__ = ["olu"]
HANDS = "A circle of hands"


def with_a_logo(olu: Visitor, title: str, alt: str, size: tuple[int, int]) -> str:
    """An event sent with a logo, by the button on the contacts page; its reference."""
    reference = fill_in(olu, about={"title": title})
    olu.get(f"/submit/{reference}/contacts").submit("Continue and add a logo", **SIMPLEST["contacts"])
    assert olu.path == f"/submit/{reference}/contacts/picture"
    olu.submit(KEEP, picture=file(a_picture(size=size)), alt=alt)
    assert olu.path == f"/submit/{reference}/contacts"
    assert olu.page.soup.select_one(f"picture img[alt='{alt}']") is not None
    olu.has("Continue and change the logo")
    answer(olu, "contacts")
    olu.has("Check your answers", alt).submit("Send your event")
    signs_in(olu, "olu@example.org")
    return reference


def alts(visitor: Visitor) -> list[str]:
    """What the pictures of a page say."""
    return [str(image["alt"]) for image in visitor.page.soup.select("picture img")]


def test_the_first_logo_is_the_organisations_and_a_later_one_does_not_replace_it(app: Flask, olu: Visitor) -> None:
    first = with_a_logo(olu, "Sharing circle", HANDS, (60, 40))
    mo, vi = signed_in(app, "Mo"), Visitor(app, keeps_cookies=False)
    mo.get(f"/moderation/{first}").has(HANDS)
    assert alts(mo) == [HANDS]
    mo.submit("Approve and publish")
    slug = db.session.scalars(select(PublishedOrganisation.slug)).one()
    assert alts(vi.get(f"/organisations/{slug}")) == [HANDS]
    second = with_a_logo(olu, "Another evening", "Somebody else’s logo", (50, 40))
    mo.get(f"/moderation/{second}").submit("Approve and publish")
    assert alts(vi.get(f"/organisations/{slug}")) == [HANDS]
    assert db.session.scalars(select(Organisation.logo_alt)).all() == [HANDS]
    for _ in rebuild():
        pass
    db.session.commit()
    assert alts(vi.get(f"/organisations/{slug}")) == [HANDS]


@pytest.mark.parametrize("wrong", [{"organisation_name": ""}, {"your_email": "olu"}])
def test_the_logo_waits_until_the_page_is_right(olu: Visitor, wrong: dict[str, str]) -> None:
    reference = fill_in(olu)
    olu.get(f"/submit/{reference}/contacts").submit(
        "Continue and add a logo", 422, **{**SIMPLEST["contacts"], **wrong}
    )
    olu.has("There is a problem")
    assert olu.path == f"/submit/{reference}/contacts"
