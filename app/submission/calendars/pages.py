"""The acts behind the pages about calendars, the same for an organiser and for moderators."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.limits import network_of, within_limit
from app.extensions import db
from app.fetching.given import target_of
from app.fetching.refused import Refused
from app.registry.calendar_source import CalendarSource, Following, Proposal
from app.registry.review import AlreadyDecided
from app.shared.clock import now
from app.submission import services
from app.submission.afterwards.services import NotNow
from app.submission.bulk.bounds import Unreadable
from app.submission.bulk.holding import allow_upload
from app.submission.calendars import following, presenters, proposals
from app.submission.calendars.desk import Desk
from app.submission.calendars.entries import source_for
from app.submission.calendars.forms import DAILY, AnswerForm, BringForm
from app.submission.calendars.jobs import look
from app.submission.calendars.looking import take_in, waiting_table
from app.submission.calendars.questions import fingerprint, questions
from app.submission.calendars.seeing import see

HOUR = timedelta(hours=1)
MOST_BROUGHT = 12  # an hour from one network: each may keep us busy for half a minute
MOST_LOOKS = 6  # an hour at one calendar
FOLDER = "submission/calendars"


def bring(form: BringForm, desk: Desk) -> ResponseReturnValue:
    """Fetch, read and check a calendar, and show what was read. Nothing is made of it."""
    if request.method == "GET" or not form.validate():
        return bring_page(form, desk, 200 if request.method == "GET" else 422)
    allowed = within_limit("bring", network_of(request.remote_addr), MOST_BROUGHT, HOUR)
    db.session.commit()
    if not allowed:
        return too_often(MOST_BROUGHT)
    try:
        source = brought(form, desk)
    except (Refused, Unreadable) as reason:
        db.session.rollback()
        form.fail("address", reason)
        return bring_page(form, desk, 422)
    table = waiting_table(source)
    db.session.commit()
    if table is None:
        return redirect(desk.address("calendar", key=source.key), 303)
    if not desk.is_moderators:
        allow_upload(table.key)
    return redirect(url_for("submission.looked_at", key=table.key), 303)


def brought(form: BringForm, desk: Desk) -> CalendarSource:
    """The calendar, read and with its table of new entries. Raises Refused and Unreadable, with words."""
    address = target_of(form.address.data).address
    db.session.rollback()  # nothing of the database is held while somebody else's server is waited for
    seen = see(address)
    source = source_for(address, seen.name, desk.organiser, desk.moderator, now())
    take_in(source, seen, form.sender(), now())
    if waiting_table(source) is None and not desk.knows_who:
        raise Unreadable(_("There is nothing to come in this calendar"))
    if form.often.data == DAILY and desk.knows_who:
        if is_full(desk, source):
            raise Unreadable(_("You follow %(most)s calendars already. Stop one first", most=following.MOST_FOLLOWED))
        following.follow(source, vars(form.sender()), now())
    return source


def is_full(desk: Desk, source: CalendarSource) -> bool:
    """Whether as many calendars are followed here as may be, without this one."""
    others = [one for one in desk.sources() if one.following != Following.ONCE and one.id != source.id]
    return len(others) >= following.MOST_FOLLOWED


def bring_page(form: BringForm, desk: Desk, status: int) -> ResponseReturnValue:
    """The form."""
    return render_template(f"{FOLDER}/bring.html", form=form, has_error=bool(form.error_list()), desk=desk), status


def too_often(most: int) -> ResponseReturnValue:
    """Why there is a limit."""
    return render_template(f"{FOLDER}/too_often.html", most=most), 429, {"Retry-After": "3600"}


def calendars(desk: Desk) -> ResponseReturnValue:
    """Every calendar of this desk."""
    rows = [presenters.listed(source, desk) for source in desk.sources()]
    return render_template(f"{FOLDER}/calendars.html", rows=rows, desk=desk)


def calendar(desk: Desk, key: str) -> ResponseReturnValue:
    """One calendar and what it has to answer."""
    source = desk.source(key)
    return render_template(f"{FOLDER}/calendar.html", row=presenters.listed(source, desk), source=source, desk=desk)


def look_now(desk: Desk, key: str) -> ResponseReturnValue:
    """Look now."""
    source = desk.source(key)
    address, source_id = desk.address("calendar", key=key), source.id
    allowed = within_limit("look", key, MOST_LOOKS, HOUR)
    db.session.commit()
    if not allowed:
        return too_often(MOST_LOOKS)
    look(source_id, now(), tell=False)
    return redirect(address, 303)


def follow(desk: Desk, key: str) -> ResponseReturnValue:
    """Look every day from now on."""
    source = desk.source(key)
    if not is_full(desk, source):
        following.follow(source, vars(following.sender_of(source)), now())
    db.session.commit()
    return redirect(desk.address("calendar", key=key), 303)


def stop(desk: Desk, key: str) -> ResponseReturnValue:
    """Look no more."""
    following.stop(desk.source(key))
    db.session.commit()
    return redirect(desk.address("calendar", key=key), 303)


def news(desk: Desk, key: str, number: int) -> ResponseReturnValue:
    """One proposal: what the event says, what the calendar says, and what to do about it."""
    source = desk.source(key)
    entry, event = desk.entry(source, number)
    asked = questions(entry, event, now()) if entry.proposal == Proposal.CHANGE else []
    form = AnswerForm(asked=asked)
    home = desk.address("calendar", key=key)
    if request.method == "POST" and form.validate():
        names = [] if "decline" in request.form else list(form.names.data or [])
        try:
            drafted = proposals.answer(entry, form.seen.data, names, now())
            db.session.commit()
        except (proposals.SeenBefore, NotNow, AlreadyDecided, services.NotADraft):
            db.session.rollback()
            return redirect(desk.address("news", key=key, number=number, changed="yes"), 303)
        if not drafted:
            return redirect(home, 303)
        page = "overview" if services.missing(event.latest) else "check"
        return redirect(url_for(f"submission.{page}", reference=event.reference), 303)
    form = AnswerForm(formdata=None, asked=asked, names=[one.name for one in asked if not one.is_own])
    form.seen.process_data(fingerprint(entry, event))
    facts = {"event": event, "entry": entry, "asked": asked, "home": home, "source": source}
    facts |= presenters.heading(event)
    facts |= {"ways": presenters.ways(event, desk), "waits": event.latest.state in ("submitted", "unconfirmed")}
    return render_template(f"{FOLDER}/news.html", form=form, desk=desk, **facts)
