"""Every letter an organiser can get, written by the real services, in the language their contact asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import pytest
from flask_babel import force_locale, get_translations
from sqlalchemy import delete, select

from app.extensions import db
from app.fetching import refused
from app.fetching.troubles import Kind, NoAnswer
from app.moderation import notifications as by_moderators
from app.notifications.models import OutboxMessage
from app.registry.calendar_source import CalendarSource
from app.registry.decision import Decision
from app.registry.event import Event
from app.registry.organiser import Organiser, PrivateContact
from app.registry.session import Timing
from app.registry.vocabularies.kinds import HAPPENINGS
from app.registry.vocabularies.pages import PAGES, QUESTIONS
from app.submission import notifications, waiting
from app.submission.afterwards import notifications as afterwards
from app.submission.bulk import notifications as bulk
from app.submission.bulk.bounds import no_events
from app.submission.bulk.notifications import MOST_NAMED
from app.submission.calendars import notifications as calendars
from app.submission.calendars.looking import News
from app.submission.calendars.seeing import no_calendar
from app.submission.jobs import ask
from tests.registry.factory import DECIDED, WRITTEN, a_session, approved, make_event

TITLE, NAME, WORDS, HOST = "Sharing circle", "Olu", "Which room?", "Festival of care"
OWN = {TITLE, NAME, WORDS, HOST, "The Circle", "Leeds Central Library, Leeds", "hello@example.org"}
DAY = date(2027, 7, 7)


class Asked:
    """Stands behind the words of one language and notes what was looked up there and not found."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def gettext(self, words: str) -> str:
        self.words.append(words)
        return words

    ugettext = gettext

    def ngettext(self, one: str, many: str, number: int) -> str:
        self.words.append(one)
        return one if number == 1 else many

    ungettext = ngettext


def listen(monkeypatch: pytest.MonkeyPatch, language: str) -> Asked:
    """Note what is looked up in a language and has no translation there."""
    asked = Asked()
    with force_locale(language):
        monkeypatch.setattr(get_translations(), "_fallback", asked)
    return asked


def contact(language: str, name: str = NAME) -> PrivateContact:
    return PrivateContact(name=name, email="olu@example.org", phone="", language=language)


def organiser(language: str, email: str = "olu@example.org") -> Organiser:
    known = Organiser(email=email, language=language, created_at=WRITTEN, confirmed_at=WRITTEN)
    db.session.add(known)
    db.session.flush()
    return known


def decided(event: Event, reason: str, notes: dict[str, str] | None = None) -> Decision:
    """What a moderator wrote, without its consequences."""
    return Decision(revision_id=event.latest.id, reason=reason, notes=notes)


@dataclass
class Subjects:
    """What letters are about: a public event, two drafts, a festival; and Olu, whom they go to."""

    public: Event
    draft: Event
    unnamed: Event
    festival: Event
    olu: Organiser
    ada: Organiser


def subjects(language: str) -> Subjects:
    """Made beforehand: publishing an event speaks English, whoever does it."""
    found = Subjects(
        public=approved({"private_contact": contact(language)}, title=TITLE),
        draft=make_event({"private_contact": contact(language)}, title=TITLE),
        unnamed=make_event({"private_contact": contact(language, name="")}, title="", sessions=[]),
        festival=approved({"private_contact": contact(language)}, title=HOST, kind="festival"),
        olu=organiser(language),
        ada=organiser(language, "ada@example.org"),
    )
    found.festival.organisers.append(found.olu)
    found.public.latest.festival = found.festival
    db.session.execute(delete(OutboxMessage))
    return found


def mail_everything(about: Subjects, monkeypatch: pytest.MonkeyPatch) -> list[OutboxMessage]:
    """Every kind of letter and every turn it can take; the rows of the outbox."""
    for event in (about.draft, about.unnamed):
        mail_draft(event, monkeypatch)
    for write in (mail_day_before, mail_decisions, mail_happenings):
        write(about.public)
    by_moderators.mail_festival_asks(about.public, about.public.latest)
    for agrees in (True, False):
        afterwards.mail_festival_answer(about.public, about.festival, agrees=agrees)
    mail_people(about)
    mail_many(about.public, about.draft)
    mail_calendar(about.olu)
    rows = list(db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))
    for row in rows:
        db.session.expunge(row)  # to be read when all of this is rolled back
    return rows


def mail_draft(event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is decided: once for each thing that can be said of the wait."""
    notifications.mail_confirmation(event)
    notifications.mail_way_back(event, "olu@example.org")
    notifications.mail_draft_ending(event, DAY)
    for wait in (None, waiting.HOUR, waiting.HOUR * 2, waiting.DAY, waiting.DAY * 2, waiting.DAY * 5):
        with monkeypatch.context() as patch:
            patch.setattr(waiting, "typical_wait", lambda wait=wait: wait)
            notifications.mail_received(event)
    notifications.mail_own_list("olu@example.org")


def mail_day_before(event: Event) -> None:
    """Once for each way a time can be said."""
    at: dict[str, Any] = {"day": date(2027, 7, 7)}
    event.latest.sessions = [
        a_session(**at),
        a_session(**at, at=time(0), until=time(12)),
        a_session(**at, at=time(9, 30), until=None, drop_in=True),
        a_session(**at, at=None),
        a_session(**at, at=None, ends_on=date(2027, 8, 9)),
        a_session(**at, at=None, timing=Timing.TIME_TBC),
        a_session(**at, at=None, timing=Timing.DATE_TBC),
        a_session(**at, at=None, timing=Timing.DATE_TBC, ends_on=date(2027, 7, 9)),
        a_session(**at, at=time(20), until=time(2), ends_on=date(2027, 7, 8)),
        a_session(**at, at=time(20), until=time(0), ends_on=date(2027, 7, 8)),
        a_session(**at, ends_on=date(2027, 7, 9)),
        a_session(**at, until=None, ends_on=date(2027, 7, 9)),
        a_session(**at, timezone="America/New_York"),
    ]
    db.session.flush()
    ask(event, DECIDED.replace(month=7, day=6))


def mail_decisions(event: Event) -> None:
    """With a word and without; about every page and every question of the form."""
    for words in ("", WORDS):
        by_moderators.mail_published(event, event.latest, decided(event, words))
    notes = dict.fromkeys(PAGES, WORDS)
    notes |= {f"{page}.{question}": WORDS for page, some in QUESTIONS.items() for question in some}
    by_moderators.mail_changes_wanted(event, decided(event, "Please look at the pages we wrote about.", notes))
    by_moderators.mail_declined(event, decided(event, WORDS))
    afterwards.mail_wording_published(event)


def mail_happenings(event: Event) -> None:
    """Every state, said by the organiser and by a moderator."""
    for state in HAPPENINGS:
        event.happening, event.happening_reason = state, WORDS
        afterwards.mail_happening(event)
        by_moderators.mail_happening(event)


def mail_people(about: Subjects) -> None:
    """Asking somebody, and hearing that they said yes; of an event that has no name yet, too."""
    for what in ("share", "hand_over", "organisation"):
        for event in (about.public, about.unnamed):
            afterwards.mail_invitation(event, about.olu, about.ada.email, NAME, what)
            afterwards.mail_taken_on(event, about.olu, what, about.ada)


def mail_calendar(olu: Organiser) -> None:
    """What is new in a calendar, and every reason why it cannot be read."""
    source = CalendarSource(key="x", address="https://circle.example/a.ics", name=HOST, organiser=olu, sender={})
    source.created_at = WRITTEN
    for number in (1, 2, 3):
        calendars.mail_news(source, News(new=number, changed=number, gone=number))
    reasons = [refused.in_words(NoAnswer(kind, "why"), 5 * 1024 * 1024) for kind in Kind]
    reasons += [refused.wandering(), *map(refused.unwelcome, (401, 404, 500))]
    for reason in (*reasons, no_calendar("<html>"), no_calendar(""), no_events()):
        calendars.mail_paused(source, reason)


def mail_many(*events: Event) -> None:
    """One event, two, three, six, seven, and more than a letter names."""
    write: Callable[..., None] = bulk.write
    for number in (1, 2, 3, 6, 7, MOST_NAMED + 5):
        some = [*events] * number
        for kind, facts in {"confirm-many": {"days": 7}, "received-many": {"waiting": number}}.items():
            write(kind, some[:number], address="http://127.0.0.1:5000/my-events", **facts)
