"""Every page of this room, and every page again with its errors, in a real browser: nobody objects to any of them."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from app.accounts.models import Purpose
from app.accounts.services import add_moderator, console_link
from app.extensions import db
from app.moderation.services import request_changes
from app.registry.organiser import Organiser
from app.shared.clock import now
from app.submission import limits, links
from app.submission import services as submission
from app.submission.afterwards import people_routes, services
from app.submission.bulk import routes as bulk_routes
from tests.browser import chromium
from tests.programs import chromium_path
from tests.registry.factory import A_MODERATOR, approved, edited, submitted
from tests.submission.answers import PAGES, SIMPLEST
from tests.submission.bulk.files import csv_file, good
from tests.submission.looking import Looker, Site, looked_at, own_pages

__all__ = ["chromium", "chromium_path"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
SECTIONS = list(PAGES)
PUBLIC, ASKED, FAIR = "CW-PPPPPP", "CW-QQQQQQ", "CW-FFFFFF"
OLU = "olu@example.org"
NOTES = {"where": "Which room?", "where.postcode": "Is it LS1?", "where.area_only": "Is it a home?"}
# What is answered wrongly on a page whose errors do not come from leaving it empty.
WRONG: dict[str, dict[str, str]] = {
    "where": {"format": "in_person", "postcode": "ZZ1 1ZZ", "latitude": "fifty"},
    "access": {
        "contact_role": "Events team",
        "access_checked_on-day": "99",
        "nearest_step_free_stop_note": "x" * 301,
    },
    "together": {"roles": "none_yet", "left_out": "x" * 1001},
}


def fill(organiser: Organiser) -> None:
    """A public event with a change, one with notes to answer, a festival that is asked."""
    fair = approved({"reference": FAIR}, kind="festival", title="The Fair", sections_done=SECTIONS)
    public = approved({"reference": PUBLIC}, sections_done=SECTIONS)
    asking = approved(title="A walk", festival_id=fair.id)
    asking.agreed_festival_id = None
    asked = submitted({"reference": ASKED}, sections_done=SECTIONS)
    request_changes(asked, A_MODERATOR, "A few things.", now(), notes=NOTES)
    for event in (fair, public, asked):
        event.organisers.append(organiser)
    services.edit(public, now())
    public.latest.summary, public.latest.cost = "Other words for the same circle.", "paid"
    submission.reopen(asked, now())
    edited(approved(title="Changing"), title="Changed")


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with Olu's events and Mo."""

    def made() -> None:
        fill(submission.remember(OLU, now()))
        add_moderator("mo@example.org", "Mo")

    with looked_at(tmp_path_factory.mktemp("every-page"), made) as found:
        yield found


def astray(olu: Looker, draft: str) -> None:
    """A pin that does not agree with the town, one that nobody can check, and a town nobody knows."""
    olu.open(f"{draft}/where", again=True)
    olu.answer({"town": "Leeds", "postcode": "", "latitude": "51.5", "longitude": "-0.1"})
    olu.press("Continue")
    olu.sees("The pin is about", "do not agree")
    olu.answer({"town": "", "postcode": "BT1 5GS", "latitude": "54.596", "longitude": "-5.93"})
    olu.press("Continue")
    olu.sees("We cannot check the pin for you")
    olu.answer({"town": "Nowhere at all", "postcode": "", "latitude": "", "longitude": ""})
    olu.press("Continue")
    olu.sees("We could not find “Nowhere at all” on the map")


def many_dates(olu: Looker, draft: str) -> None:
    """Five dates in a line each; one opened; all of them wrong."""
    olu.open(f"{draft}/when", again=True)
    until = {"repeat_until-day": "4", "repeat_until-month": "8", "repeat_until-year": "2027"}
    olu.answer({**SIMPLEST["when"], "repeat_every": "week", **until})
    olu.press("Make these dates")
    olu.sees("4 dates added", "Change date 5")
    olu.answer({f"sessions-{number}-start_time": "teatime" for number in range(5)})
    olu.press("Change date 5")
    olu.press("Continue")
    olu.sees("Date 5: Enter a time", "Date 4: not finished", "Date 3: not finished")


def the_form(olu: Looker, site: Site) -> str:
    """Every page of the form, empty, wrong, and right; the address of the draft."""
    olu.open(f"{site.url}/submit")
    olu.spring_the_trap("Start")
    olu.open(f"{site.url}/submit", again=True)
    olu.press("Start")
    draft = olu.page.url.removesuffix("/about")
    for code in PAGES:
        olu.open(f"{draft}/{code}", again=True)
        olu.answer(WRONG.get(code, {}))
        olu.press("Continue")
        if code in ("about", "contacts"):
            olu.open(f"{draft}/{code}/picture")
            olu.press("Keep this picture")
        if code == "where":
            astray(olu, draft)
        if code == "when":
            many_dates(olu, draft)
        with site.app.app_context():  # what is wrong and kept is not cleared box by box
            event = links.queries.event_with(draft.rpartition("/")[2])
            assert event is not None
            event.latest.unfinished = {}
            db.session.commit()
        olu.open(f"{draft}/{code}", again=True)
        olu.answer(SIMPLEST[code])
        olu.press("Continue", look=code == "about")
    olu.sees("Before you send it", "Have you told us about this already?", "Also on those days")
    return draft


def leaving_and_sending(olu: Looker, site: Site, draft: str, patch: pytest.MonkeyPatch) -> None:
    """The overview, two tabs, coming back later, sending, confirming; links that work and that do not."""
    reference = draft.rpartition("/")[2]
    olu.open(draft)
    olu.open(f"{draft}/about", again=True)
    olu.page.evaluate("document.querySelector('[name=seen]').value = '0.another'")
    olu.answer({"title": "Typed in an older tab"})
    olu.press("Continue")
    olu.sees("This page was changed somewhere else")
    olu.open(f"{draft}/later")
    olu.answer({"email": ""})
    olu.press("Email me the link")
    olu.answer({"email": OLU})
    olu.press("Email me the link")
    with patch.context() as tight:
        tight.setattr(limits, "LINKS_PER_ADDRESS", 0)
        olu.open(f"{draft}/later", again=True)
        olu.press("Email me the link")
    olu.open(f"{draft}/check", again=True)
    olu.spring_the_trap("Send your event")
    olu.open(f"{draft}/check", again=True)
    olu.press("Send your event")
    confirm = site.mailed("confirm")
    olu.open(site.link("/return", Purpose.RETURN_TO_EVENT, reference, email=OLU))
    olu.open(confirm)
    olu.press("Confirm my address")
    olu.open(confirm)
    olu.sees("This link has been used")
    olu.open(f"{site.url}/return/nobody-made-this")
    olu.open(site.link("/return", Purpose.RETURN_TO_EVENT, reference, is_old=True, email=OLU))
    olu.sees("This link is too old")


def coming_home(olu: Looker, site: Site, patch: pytest.MonkeyPatch) -> None:
    """Asking for a link to one's own events, and using it."""
    olu.context.clear_cookies()
    olu.open(f"{site.url}/my-events")
    olu.press("Email me a link")
    olu.answer({"email": OLU})
    olu.press("Email me a link")
    with patch.context() as tight:
        tight.setattr(links, "LINKS_PER_HOUR", 0)
        olu.open(f"{site.url}/my-events", again=True)
        olu.answer({"email": OLU})
        olu.press("Email me a link")
    olu.open(site.link("/my-events", Purpose.ORGANISER_SIGN_IN, "1", email=OLU))
    olu.press("See my events")


def afterwards(olu: Looker, site: Site, patch: pytest.MonkeyPatch) -> None:
    """What can be done with events that were sent."""
    for path in (PUBLIC, ASKED, *(f"{PUBLIC}/{deed}" for deed in ("copy", "discard")), f"{FAIR}/joining"):
        olu.open(f"{site.url}/my-events/{path}")
    for path in (f"{PUBLIC}/check", f"{ASKED}/where", ASKED):
        olu.open(f"{site.url}/submit/{path}")
    for path, button in (("happening", "Tell everyone"), ("withdraw", "Withdraw it"), ("people", "Mail them a link")):
        olu.open(f"{site.url}/my-events/{PUBLIC}/{path}")
        olu.answer({"to": "cancelled"} if path == "happening" else {})
        olu.press(button)
        olu.sees("There is a problem")
    olu.answer({"email": "ada@example.org", "what": "share"})
    olu.press("Mail them a link")
    with patch.context() as tight:
        tight.setattr(people_routes, "MOST_INVITATIONS", 0)
        olu.open(f"{site.url}/my-events/{PUBLIC}/people", again=True)
        olu.answer({"email": "ada@example.org", "what": "share"})
        olu.press("Mail them a link")
    invited = {"email": "ada@example.org", "name": "Ada", "what": "share", "by": 1}
    olu.open(site.link("/manage", Purpose.MANAGE_EVENT, PUBLIC, **invited))


def many_at_once(olu: Looker, site: Site, patch: pytest.MonkeyPatch) -> None:
    """A file with a row that is right and one that is not."""
    file = csv_file([good(1, Date="5/7/2027"), good(2, Date="31/2/2027", Cost="Maybe")])
    olu.context.clear_cookies()
    olu.open(f"{site.url}/submit/many/columns")
    olu.open(f"{site.url}/submit/many")
    olu.press("Upload and check")
    olu.attach("#file", "events.csv", file)
    olu.answer({"organisation": "The Circle", "your_name": "Olu", "your_email": "new@example.org"})
    olu.press("Upload and check")
    olu.sees("1 is ready, 1 needs work", "There is no such day")
    olu.open(f"{olu.page.url}?rows=right")
    olu.press("Create these drafts")
    olu.press("Send this event")
    olu.open(site.mailed("confirm-many"))
    with patch.context() as tight:
        tight.setattr(bulk_routes, "MOST_UPLOADS", 0)
        olu.open(f"{site.url}/submit/many", again=True)
        olu.attach("#file", "events.csv", file)
        olu.answer({"organisation": "The Circle", "your_name": "Olu", "your_email": "new@example.org"})
        olu.press("Upload and check")


def for_somebody(mo: Looker, site: Site, patch: pytest.MonkeyPatch) -> None:
    """Mo enters an event for somebody on the phone; and a limit on beginning."""
    with site.app.app_context(), site.app.test_request_context():
        link = console_link(add_moderator("nina@example.org", "Nina"))
        db.session.commit()
    mo.open(site.url + "/sign-in/" + link.rpartition("/")[2], again=True)
    mo.press(mo.page.locator("main button").first.inner_text(), look=False)
    mo.open(f"{site.url}/moderation/on-behalf")
    mo.press("Begin")
    mo.answer({"name": "Ada Smallbone", "phone": "0113 496 0999", "tell": "phone"})
    mo.press("Begin", look=False)
    for code in PAGES:
        mo.answer(SIMPLEST[code])
        mo.press("Continue", look=False)
    mo.press("Send your event")
    with patch.context() as tight:
        tight.setattr(limits, "STARTS_PER_NETWORK", 0)
        mo.open(f"{site.url}/submit", again=True)
        mo.press("Start")


def forgetting(olu: Looker, site: Site) -> None:
    """Last of all, because nothing is left afterwards."""
    olu.context.clear_cookies()
    olu.open(site.link("/my-events", Purpose.ORGANISER_SIGN_IN, "1", email=OLU), again=True)
    olu.press("See my events", look=False)
    olu.open(f"{site.url}/my-events/my-details")
    olu.press("Delete my details")
    olu.answer({"sure": "yes"})
    olu.press("Delete my details")


def test_nobody_objects_to_any_page_or_error(chromium: Browser, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    olu = Looker(chromium)
    stories: list[Callable[..., None]] = [coming_home, afterwards, many_at_once, for_somebody]
    draft = the_form(olu, site)
    leaving_and_sending(olu, site, draft, monkeypatch)
    for story in stories:
        story(olu, site, monkeypatch)
    forgetting(olu, site)
    olu.context.close()
    elsewhere = own_pages("submission/calendars")  # which has a story of its own
    assert own_pages("submission") - elsewhere - site.rendered == set(), "pages nobody looked at"
    assert site.can_err - site.erred == set(), "pages whose errors nobody looked at"
