"""From an upload to drafts, and from drafts to the queue: each once, however often a button is pressed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import delete, or_, select, update

from app.accounts.models import Moderator
from app.extensions import db
from app.registry.calendar_source import CalendarEntry, CalendarSource, Following
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organiser import Organiser
from app.registry.review import AlreadyDecided
from app.registry.upload import Upload
from app.shared.characters import clean, one_line
from app.submission import services
from app.submission.answers import as_sent, sent_form
from app.submission.bulk.checking import Checked
from app.submission.bulk.columns import BY_CODE
from app.submission.calendars.entries import entries_of, give, note_taken
from app.submission.calendars.entries import hold as hold_source
from app.submission.sections import SECTIONS, Section

UNUSED_FOR = timedelta(days=7)
USED_FOR = timedelta(days=60)
LONGEST_NAME = 120
MOST_FORMS = 60


def keep(
    checked: list[Checked],
    notes: list[str],
    file_name: str,
    organiser: Organiser | None,
    at: datetime,
    *,
    source: CalendarSource | None = None,
) -> Upload:
    """Remember what was read and checked; nothing else is made. ``source`` is its calendar, ``at`` is UTC."""
    upload = Upload(
        source_id=source.id if source else None,
        key=token_urlsafe(24),
        organiser_id=organiser.id if organiser else None,
        file_name=one_line(clean(file_name)[0])[:200],
        rows=[{"notes": notes}, *({**vars(row)} for row in checked)],
        references=[],
        created_at=at,
    )
    db.session.add(upload)
    return upload


def rows_of(upload: Upload) -> list[Checked]:
    """The rows of an upload, as they were checked. Once drafts are made, only those that need work."""
    return [Checked(**row) for row in upload.rows[1:]]


def notes_of(upload: Upload) -> list[str]:
    """What there is to say about the whole file."""
    return list(upload.rows[0]["notes"]) if upload.rows else []


def hold(upload: Upload) -> None:
    """Keep the upload to this request until it commits: of two presses at once, the second waits."""
    db.session.execute(
        update(Upload)
        .where(Upload.id == upload.id)
        .values(file_name=Upload.file_name)
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(upload)


def make_drafts(
    upload: Upload,
    *,
    with_wrong: bool,
    at: datetime,
    also: Collection[int] = (),
    moderator: Moderator | None = None,
) -> int:
    """Make the drafts, once; how many there are. Rows that need work are left out, or made as far as they go.

    Rows that look like events we have are left out but for ``also`` (their numbers), and an entry of a calendar that
    became an event before is never made again. ``moderator`` makes them on somebody's behalf.
    """
    known = have_become(upload.source)  # before the upload, as a look at the calendar holds them in this order
    hold(upload)
    if upload.used_at is not None:
        return len(upload.references)
    maker = Maker(upload, at, moderator)
    rows = rows_of(upload)
    wanted = [row for row in rows if (with_wrong or not row.errors) and (not row.like or row.number in also)]
    made = {row.number: maker.draft(row) for row in wanted if row.uid not in known}
    db.session.flush()
    if upload.source is not None:
        of_calendar = [row for row in rows if row.uid]
        note_taken(
            upload.source,
            ((row.uid, row.facts, row.cells.get("title", ""), made.get(row.number)) for row in of_calendar),
        )
    upload.references = [event.reference for event in made.values()]
    upload.rows = [upload.rows[0], *({**vars(row), "answers": {}} for row in rows if row.errors)]
    upload.used_at = at
    return len(made)


def have_become(source: CalendarSource | None) -> set[str]:
    """The UIDs of a calendar that are events already. The calendar is this request's until it commits."""
    if source is None:
        return set()
    hold_source(source)
    return {uid for uid, entry in entries_of(source).items() if entry.event_id is not None}


class Maker:
    """Makes the drafts of one upload. A form that several rows share is checked once."""

    def __init__(self, upload: Upload, at: datetime, moderator: Moderator | None = None) -> None:
        self.upload, self.at, self.moderator = upload, at, moderator
        self.forms: dict[tuple[str, str], tuple[Any, bool]] = {}

    def draft(self, row: Checked) -> Event:
        """One event. A page that is not right is kept as it was typed, to be finished by hand."""
        with db.session.no_autoflush:
            event = services.begin(draft_key(self.upload, row), self.at)
            if self.upload.source is not None:
                give(event, self.upload.source, self.moderator, self.at)
            unfinished: dict[str, dict[str, list[str]]] = {}
            for section in SECTIONS:
                answers = row.answers.get(section.code, {})
                form, is_valid = self.form(section, answers)
                if is_valid and not is_wrong(section, row):
                    services.save(event, section, form, self.at)
                else:
                    unfinished[section.code] = as_sent(answers).to_dict(flat=False)
            revision = event.latest
            revision.unfinished = unfinished
            revision.title = revision.title or one_line(row.cells.get("title", ""))[:LONGEST_NAME]
        return event

    def form(self, section: Section, answers: dict[str, Any]) -> tuple[Any, bool]:
        """A page with these answers, and whether it takes them."""
        key = (section.code, repr(sorted(answers.items())))
        if key not in self.forms:
            if len(self.forms) > MOST_FORMS:
                self.forms.clear()
            form = sent_form(section, answers)
            self.forms[key] = (form, bool(form.validate()))
        return self.forms[key]


def is_wrong(section: Section, row: Checked) -> bool:
    """Whether a cell of this page meant nothing to us."""
    return any(BY_CODE[code].section == section.code for code in row.errors)


def draft_key(upload: Upload, row: Checked) -> str:
    """What makes a draft of an upload the same however often it is made, and tells whose it is."""
    return f"{upload.key}:{row.number}"


def events_of(upload: Upload) -> list[Event]:
    """The events made from an upload that still are, in the file's order."""
    place = {reference: number for number, reference in enumerate(upload.references)}
    found: list[Event] = []
    for start in range(0, len(upload.references), 400):  # SQLite takes a bounded number of variables
        some = upload.references[start : start + 400]
        found += db.session.scalars(select(Event).where(Event.reference.in_(some)))
    return sorted(found, key=lambda event: place[event.reference])


def ready(events: list[Event]) -> list[Event]:
    """Drafts with every page answered."""
    return [event for event in events if event.latest.state == State.DRAFT and not services.missing(event.latest)]


def send_all(
    upload: Upload, organiser: Organiser | None, at: datetime, moderator: Moderator | None = None
) -> list[Event]:
    """Send every draft that is ready; the events that were sent by this press. ``moderator`` vouches for theirs."""
    hold(upload)
    sent = []
    for event in ready(events_of(upload)):
        try:
            services.send(event, at, confirmed=organiser, vouched=moderator if event.entered_by else None)
        except (services.NotADraft, AlreadyDecided):
            continue  # sent by itself from another window meanwhile
        sent.append(event)
    return sent


def confirm_all(upload: Upload, email: str, at: datetime) -> tuple[Organiser, list[Event]]:
    """The address is theirs: put everything of this upload that was sent with it into the queue."""
    organiser = services.remember(email, at)
    db.session.flush()
    entered = []
    for event in events_of(upload):
        contact = event.private_contact
        if event.latest.state == State.UNCONFIRMED and contact and contact.email.lower() == organiser.email:
            services.confirm(event, organiser.email, at)
            entered.append(event)
    upload.organiser_id = upload.organiser_id or organiser.id
    source = upload.source
    if source is not None and source.organiser_id is None and source.moderator_id is None:
        source.organiser_id = organiser.id
    return organiser, entered


def forget_old_uploads(at: datetime) -> None:
    """Delete uploads that became nothing for a week, and others after two months. Their events stay.

    The table of a followed calendar waits for as long as it is followed: one that does not change is not read again.
    """
    followed = select(CalendarSource.id).where(CalendarSource.following != Following.ONCE)
    done_with = or_(Upload.used_at.is_not(None), Upload.source_id.is_(None), Upload.source_id.not_in(followed))
    unused = (Upload.used_at.is_(None)) & (Upload.created_at < at - UNUSED_FOR)
    old = or_(unused, Upload.created_at < at - USED_FOR)
    db.session.execute(delete(Upload).where(old, done_with).execution_options(synchronize_session=False))
    # Of a calendar that nobody follows and that became nothing, nothing is kept.
    holding = select(Upload.source_id).where(Upload.source_id.is_not(None))
    became = select(CalendarEntry.source_id).where(CalendarEntry.event_id.is_not(None))
    db.session.execute(
        delete(CalendarSource)
        .where(CalendarSource.following == Following.ONCE, CalendarSource.created_at < at - USED_FOR)
        .where(CalendarSource.id.not_in(holding), CalendarSource.id.not_in(became))
        .execution_options(synchronize_session=False)
    )
