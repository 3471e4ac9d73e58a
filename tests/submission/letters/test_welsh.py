"""Whoever asked for Welsh gets Welsh: every letter, every sentence of it, whatever page it was written from."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale, ngettext

from app.catalogue.publish import rebuild
from app.extensions import db
from app.notifications import letters
from app.notifications.letters import letter
from app.notifications.models import OutboxMessage
from app.notifications.rfc5322 import as_email
from tests.catalogue.contents import contents
from tests.registry.factory import approved
from tests.submission.letters.welsh import OWN, listen, mail_everything, subjects

ROOT = Path(__file__).resolve().parents[3]
TO_ORGANISERS = ("submission", "moderation")
REFERENCE, LINK = re.compile(r"CW-[A-Z0-9]{6}"), re.compile(r"https?://\S+")


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The templates that were written from."""
    names: set[str] = set()
    real = letters.letter

    def noting(template: str, *wish: str, **facts: object) -> letters.Letter:
        names.add(template)
        return real(template, *wish, **facts)

    for module in ("submission", "submission.afterwards", "submission.bulk", "submission.calendars", "moderation"):
        monkeypatch.setattr(f"app.{module}.notifications.letter", noting)
    return names


def said(row: OutboxMessage) -> list[str]:
    """The lines of a letter, alike for whichever event."""
    lines = [row.subject, *row.text_body.splitlines()]
    return [LINK.sub("", REFERENCE.sub("CW", line)).strip() for line in lines]


def words_of_ours(lines: list[str]) -> set[str]:
    """Lines that are not only what somebody typed."""
    return {line for line in lines if line and line not in OWN and not re.fullmatch(r"CW( +.*)?", line)}


def test_every_letter_is_in_welsh_and_nothing_of_it_in_english(
    app: Flask, monkeypatch: pytest.MonkeyPatch, written: set[str]
) -> None:
    about = subjects("cy")
    untranslated, in_english = listen(monkeypatch, "cy"), listen(monkeypatch, "en")
    welsh = mail_everything(about, monkeypatch)
    assert untranslated.words == []
    assert in_english.words == [], "said before the letter was begun, in the language of the page"
    folders = [ROOT / "templates" / room / "mail" for room in TO_ORGANISERS]
    every = {path.relative_to(ROOT / "templates").as_posix() for folder in folders for path in folder.glob("*.txt")}
    assert written == every
    db.session.rollback()
    english = mail_everything(subjects("en"), monkeypatch)
    assert [row.kind for row in welsh] == [row.kind for row in english]
    for ours, theirs in zip(welsh, english, strict=True):
        assert (ours.language, theirs.language) == ("cy", "en")
        assert words_of_ours(said(ours)) & words_of_ours(said(theirs)) == set(), ours.kind


def test_a_new_sentence_without_its_welsh_is_found(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail."""
    untranslated = listen(monkeypatch, "cy")
    with force_locale("cy"):
        app.jinja_env.from_string("{{ _('Hello,') }} {{ _('A sentence nobody has translated.') }}").render()
        ngettext("%(num)s new thing", "%(num)s new things", 2)
    assert untranslated.words == ["A sentence nobody has translated.", "%(num)s new thing"]


@pytest.mark.parametrize(("page", "language", "hello"), [("cy", "en", "Hello"), ("en", "cy", "Helo")])
def test_the_language_of_the_page_is_not_that_of_the_letter(
    app: Flask, page: str, language: str, hello: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moderator's request, or another organiser's, in whatever language."""
    with force_locale(page):
        rows = mail_everything(subjects(language), monkeypatch)
    assert all(row.text_body.startswith(hello) for row in rows)
    tag = {"en": "en-GB", "cy": "cy"}[language]
    assert {as_email(row, "hello@example.org")["Content-Language"] for row in rows} == {tag}
    assert all((row.html_body or "").startswith(f'<!doctype html>\n<html lang="{tag}">') for row in rows)


def test_what_is_public_is_the_same_whoever_publishes_it(app: Flask) -> None:
    with force_locale("cy"):
        approved(title="Sharing circle", access={"hearing_loop": {"state": "yes", "note": ""}})
    db.session.commit()
    published = contents()
    for _ in rebuild():
        pass
    assert contents() == published


def test_dates_and_times_are_welsh(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        line for row in mail_everything(subjects("cy"), monkeypatch) if row.kind == "tomorrow" for line in said(row)
    ]
    for line in (
        "Dydd Mercher 7 Gorffennaf 2027, 10am i 11:30am",
        "Dydd Mercher 7 Gorffennaf 2027, hanner nos i hanner dydd",
        "Dydd Mercher 7 Gorffennaf 2027, o 9:30am ymlaen (galwch heibio unrhyw bryd)",
        "Dydd Mercher 7 Gorffennaf – Dydd Llun 9 Awst 2027",
        "Rhwng Dydd Mercher 7 a Dydd Gwener 9 Gorffennaf 2027, union ddiwrnod i’w gadarnhau",
    ):
        assert line in lines


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 digwyddiad"), (1, "1 digwyddiad"), (2, "2 ddigwyddiad"), (3, "3 digwyddiad"), (6, "6 digwyddiad")],
)
def test_two_events_mutate(app: Flask, number: int, words: str) -> None:
    with force_locale("cy"):
        assert ngettext("Please confirm: %(num)s event", "Please confirm: %(num)s events", number).endswith(words)


def test_the_site_has_a_name_in_welsh(app: Flask) -> None:
    signed = letter("submission/mail/own_list.txt", "cy", address="https://example.org/my-events/x").text
    assert signed.endswith("Wythnos Cyd-gynhyrchu\nhello@example.org\n")


def test_english_letters_say_that_they_are_british(app: Flask) -> None:
    wrote = letter("submission/mail/own_list.txt", address="https://example.org/my-events/x")
    assert '<html lang="en-GB">' in wrote.html
    assert letter("submission/mail/own_list.txt", "xx", address="").language == "en"
