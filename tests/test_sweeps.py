"""Every address, called as everybody. An endpoint that nobody has placed in the table fails."""

import re
from io import BytesIO
from pathlib import Path
from urllib.robotparser import RobotFileParser
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.accounts.services import add_moderator, console_link
from app.catalogue.models import CatalogueState
from app.catalogue.publish import publish_week
from app.extensions import db
from app.registry.vocabularies.kinds import EventKind
from tests.client import Visitor
from tests.registry.factory import (
    SECRET_EMAIL,
    SECRET_NAME,
    SECRET_PHONE,
    a_place,
    a_week,
    approved,
    make_event,
    submitted,
)

ROOT = Path(__file__).resolve().parent.parent
PRIVATE = (SECRET_NAME, SECRET_EMAIL, SECRET_PHONE, "meet.example", "unticked", "Flat 4", "7TD", "53.8099")
PUBLIC = {
    *("events.home", "events.events", "events.event", "events.festival"),
    *("feeds.event", "feeds.events", "feeds.festival", "feeds.organisation", "feeds.subscribe", "feeds.week"),
    *("feeds.shortlist", "feeds.shortlist_calendar"),
    *("gatherings.changes", "gatherings.festivals", "gatherings.organisation", "gatherings.organisations"),
    *("gatherings.week", "gatherings.weeks"),
    *("map.show", "archive.week", "api.guide", "api.openapi"),
    *("syndication.atom", "syndication.event", "syndication.festival", "syndication.geojson"),
    *("syndication.records", "syndication.sheet"),
    *("standing.about", "standing.accessibility", "standing.privacy"),
    *("crawlers.robots", "crawlers.sitemap"),
}
FILES = {"static", "pictures.picture"}
HEALTH = {"health.healthz", "health.readyz"}
ORGANISER = {
    *("submission.begin", "submission.change", "submission.check", "submission.come_back", "submission.confirm"),
    *(
        "submission.later",
        "submission.leave",
        "submission.my_events",
        "submission.overview",
        "submission.section",
        "submission.send",
    ),
    *("submission.sent", "submission.start", "submission.use_own_link"),
    *("submission.my_event", "submission.edit_event", "submission.take_back", "submission.discard"),
    *("submission.happening", "submission.withdraw_event", "submission.copy_event", "submission.joining_festival"),
    *("submission.picture", "submission.organisations", "submission.many", "submission.take_file"),
    *("submission.columns", "submission.template", "submission.looked_at", "submission.create_many"),
    *("submission.many_drafts", "submission.send_many", "submission.confirm_many"),
    *("submission.bring", "submission.calendars", "submission.calendar", "submission.look", "submission.follow"),
    *("submission.stop", "submission.news"),
    *("submission.people", "submission.leave_event", "submission.take_on", "submission.my_details"),
    "submission.letters_language",
}
SIGNING_IN = {
    *("accounts.ask", "accounts.code", "accounts.leave", "accounts.send", "accounts.sent", "accounts.set_up"),
    "accounts.use_link",
}
WEEKLY_LETTER = {"digest.ask", "digest.confirm", "digest.leave", "digest.sent"}
OWN_RIGHT = {"digest.leave"}  # its address is the right to use it: RFC 8058 §3.1 asks for no cookie and no token
MODERATOR = {
    *("moderation.changes_wanted", "moderation.decide", "moderation.decided", "moderation.queue", "moderation.read"),
    *("moderation.letters", "moderation.settle"),
    *("submission.bring_for", "submission.moderated_calendars", "submission.moderated_calendar"),
    *("submission.moderated_look", "submission.moderated_follow", "submission.moderated_stop"),
    "submission.moderated_news",
    *("moderation.happening", "submission.on_behalf", "submission.acknowledgement"),
}
TABLE = {
    "public": PUBLIC,
    "files": FILES,
    "health": HEALTH,
    "organiser": ORGANISER,
    "signing in": SIGNING_IN,
    "weekly letter": WEEKLY_LETTER,
    "moderator": MODERATOR,
}


@pytest.fixture
def town(app: Flask) -> dict[str, str]:
    """A site with something of everything; what to put into addresses."""
    week = a_week()
    publish_week(week)
    festival = approved(kind=EventKind.FESTIVAL, campaign=week, title="Festival of care")
    home = a_place(venue="Flat 4", postcode="LS9 7TD", latitude=53.80991, area_only=True)
    online = {"format": "hybrid", "online_url": "https://meet.example/room", "contact_phone": "unticked"}
    event = approved(festival=festival, title="Sharing circle", places=[home], **online)
    draft = make_event(title="A draft")
    waiting = submitted(title="It waits")
    db.session.commit()
    assert event.slug
    assert festival.slug
    assert event.organisation is not None
    return {
        "event": event.slug,
        "festival": festival.slug,
        "organisation": event.organisation.slug,
        "week": week.slug,
        "reference": draft.reference,
        "waiting": waiting.reference,
    }


def path_of(rule: Rule, town: dict[str, str]) -> str:
    """An address of a rule that leads somewhere."""
    kind = rule.endpoint.rpartition(".")[2]
    reference = town["waiting" if rule.endpoint in MODERATOR else "reference"]
    values = {
        "slug": town.get(kind, ""),
        "reference": reference,
        "code": "about",
        "token": "x",
        "key": "no-such-upload",
    }
    values |= {"name": "licences.txt", "filename": "favicon.svg", "ending": "csv", "number": "1"}
    path = re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda found: values[found[1]], rule.rule)
    assert "<" not in path, path
    return path


def rules(app: Flask, names: set[str], method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint in names and method in (rule.methods or set())]


def organiser(app: Flask) -> Visitor:
    """A browser in which a draft was begun."""
    return Visitor(app).get("/submit").submit("Start")


def moderator(app: Flask) -> Visitor:
    """Mo, signed in."""
    link = console_link(add_moderator("mo@example.org", "Mo"))
    db.session.commit()
    mo = Visitor(app)
    mo.get(mo.ours(link))
    button = mo.page.soup.select_one("main form button")
    assert button is not None
    return mo.submit(button.get_text(strip=True))


def everybody(app: Flask) -> list[Visitor]:
    return [Visitor(app), organiser(app), moderator(app)]


def counts() -> dict[str, int]:
    """How many rows are in every table, and the catalogue's version."""
    db.session.rollback()
    found = {t.name: db.session.scalar(select(func.count()).select_from(t)) or 0 for t in db.metadata.sorted_tables}
    return found | {"version": db.session.scalar(select(CatalogueState.version)) or 0}


def test_every_endpoint_is_in_the_table_once(app: Flask) -> None:
    placed = [name for names in TABLE.values() for name in names]
    assert sorted(placed) == sorted({rule.endpoint for rule in app.url_map.iter_rules()})


def test_no_get_fails_or_changes_anything_whoever_asks(app: Flask, town: dict[str, str]) -> None:
    people = everybody(app)
    before = counts()
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()):
            continue
        for person in people:
            response = person.ask("GET", path_of(rule, town))
            is_well = (
                response.status_code < 500 or rule.endpoint == "health.readyz"
            )  # tests have tables, not migrations
            assert is_well, (rule.endpoint, response.status)
            response.close()
    assert counts() == before


def unpacked(answer: TestResponse) -> bytes:
    """The body; of a zip what its files say."""
    if answer.mimetype != "application/zip":
        return answer.data
    with ZipFile(BytesIO(answer.data)) as files:
        return b"".join(files.read(name) for name in files.namelist())


def test_public_pages_are_the_same_for_everybody(app: Flask, town: dict[str, str]) -> None:
    people = everybody(app)
    for rule in rules(app, PUBLIC, "GET"):
        answers = [person.ask("GET", path_of(rule, town)) for person in people]
        for answer in answers:
            assert answer.status_code == 200, rule.endpoint
            assert "Set-Cookie" not in answer.headers, rule.endpoint
            assert answer.headers["ETag"], rule.endpoint
            assert answer.headers["Cache-Control"].startswith("public"), rule.endpoint
            said = unpacked(answer).decode()
            assert [secret for secret in PRIVATE if secret in said] == [], rule.endpoint
        assert len({answer.data for answer in answers}) == 1, rule.endpoint


def test_private_pages_are_kept_by_nobody(app: Flask, town: dict[str, str]) -> None:
    for person in everybody(app):
        for rule in rules(app, ORGANISER | SIGNING_IN | WEEKLY_LETTER | MODERATOR, "GET"):
            answer = person.ask("GET", path_of(rule, town))
            if rule.endpoint in SIGNING_IN and answer.status_code == 303:
                continue
            assert "no-store" in answer.headers.get("Cache-Control", ""), (rule.endpoint, answer.status)


def test_only_moderators_see_moderation(app: Flask, town: dict[str, str]) -> None:
    stranger, olu, mo = everybody(app)
    for rule in rules(app, MODERATOR, "GET"):
        path = path_of(rule, town)
        for person in (stranger, olu):
            answer = person.ask("GET", path)
            assert answer.status_code == 303, rule.endpoint
            assert answer.headers["Location"].startswith("/sign-in"), rule.endpoint
        assert mo.ask("GET", path).status_code in {200, 404}, rule.endpoint


def test_robots_are_kept_from_what_is_private_and_from_nothing_else(app: Flask, town: dict[str, str]) -> None:
    told = RobotFileParser()
    told.parse(Visitor(app).ask("GET", "/robots.txt").text.splitlines())
    for rule in rules(app, ORGANISER | SIGNING_IN | MODERATOR, "GET"):
        path = path_of(rule, town)
        assert told.can_fetch("any", path) == (path == "/submit"), path
    for rule in rules(app, PUBLIC | FILES, "GET"):
        assert told.can_fetch("any", path_of(rule, town)), rule.rule


def test_every_post_needs_its_token(app: Flask, town: dict[str, str]) -> None:
    people = everybody(app)
    before = counts()
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or set()):
            for person in people:
                answer = person.ask("POST", path_of(rule, town), data={"title": "x"})
                assert answer.status_code == (404 if rule.endpoint in OWN_RIGHT else 400), rule.endpoint
    assert counts() == before


UNKNOWN = (
    *("/nowhere", "/events/nowhere", "/events/nowhere.ics", "/festivals/x", "/organisations/x", "/weeks/x", "/%00"),
    *("/events/%00", "/organisations/%00", "/festivals/%00.ics", "/weeks/%00", "/events/%ED%A0%80"),
)


@pytest.mark.parametrize("path", [*UNKNOWN, "/events/" + "x" * 3000], ids=range(len(UNKNOWN) + 1))
def test_an_unknown_address_is_helped(app: Flask, path: str) -> None:
    for person in (Visitor(app), organiser(app)):
        person.get(path, 404)
        assert person.page.soup.select_one('main a[href="/events"]') is not None


def test_odd_references_and_questions_do_not_break_moderation(app: Flask) -> None:
    mo = moderator(app)
    for reference in ("%00", "%ED%A0%80", "x" * 3000, "ß" * 12):
        mo.get(f"/moderation/{reference}", 404)
    for after in ("%00", "%ED%A0%80", "x" * 3000):
        mo.get(f"/moderation?after={after}")


FACES = ("/events", "/map", "/events.ics", *(f"/events.{ending}" for ending in ("geojson", "json", "atom", "csv")))


@pytest.mark.parametrize(
    "name", ["q", "near", "within", "from", "to", "week", "nation", "access", "page", "sort", "x"]
)
def test_odd_questions_are_answered(app: Flask, town: dict[str, str], name: str) -> None:
    vi = Visitor(app, keeps_cookies=False)
    for value in ("%00", "%ED%A0%80", "x" * 3000, "-1", "9" * 30, "31/2/2027", "%27%22%3Cscript%3E", "%F0%9F%8E%89"):
        for face in FACES:
            assert vi.ask("GET", f"{face}?{name}={value}").status_code == 200, f"{face}?{name}={value}"


@pytest.mark.parametrize("face", ["/shortlist", "/shortlist.ics", "/calendar"])
def test_odd_shortlists_are_answered(app: Flask, town: dict[str, str], face: str) -> None:
    vi = Visitor(app, keeps_cookies=False)
    many = "&event=".join(f"CW-{letter}{other}CCCC" for letter in "CDFGHJKLMN" for other in "CDFGHJKLMN")
    for value in ("", "%00", "%ED%A0%80", "x" * 3000, "CW-", "%27%22%3Cscript%3E", "%F0%9F%8E%89", many):
        assert vi.ask("GET", f"{face}?event={value}").status_code == 200, value[:40]


def test_a_moderator_is_no_organiser(app: Flask, town: dict[str, str]) -> None:
    mo = moderator(app)
    mo.get(f"/submit/{town['reference']}", 404)
    mo.lacks("A draft")


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    config = (ROOT / "config.py").read_text()
    read = set(re.findall(r"""(?:env(?:iron\.get)?|whole_number|switched_on)\(\s*"([A-Z_]+)\"""", config))
    assert len(read) > 10
    listed = set(re.findall(r"`([A-Z_]+)`", "\n".join(line for line in readme.splitlines() if line.startswith("|"))))
    assert read - listed == set()


TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
NO_WORDS = re.compile(r"[\W\d_]*")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT / "templates")))
def test_templates_have_nothing_inline_and_no_words_of_their_own(file: Path) -> None:
    source = file.read_text()
    soup = BeautifulSoup(JINJA.sub(" ", source), "html.parser")
    assert soup.select("[style], style") == []
    assert not re.search(r"<[^>]*\son[a-z]+=", JINJA.sub(" ", source))
    for script in soup.select("script:not([src])"):
        assert script.get("type") == "application/ld+json"
    words = [text for text in soup.find_all(string=True) if not NO_WORDS.fullmatch(text)]
    assert [w for w in words if type(w).__name__ == "NavigableString"] == []
    for tag in soup.select("[aria-label], [alt], [title], [placeholder]"):
        for name in ("aria-label", "alt", "title", "placeholder"):
            assert NO_WORDS.fullmatch(str(tag.get(name, ""))), f"{name} of {tag}"
