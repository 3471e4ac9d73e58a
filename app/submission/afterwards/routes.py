"""One event in /my-events: where it stands, and what its organiser does about it. GET never changes anything."""

from collections.abc import Callable
from secrets import token_urlsafe

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from app.accounts.organiser_session import allow_event
from app.catalogue.happening import announce
from app.extensions import db
from app.registry.event import Event
from app.registry.happening import NotPublic, Withdrawn
from app.registry.review import AlreadyDecided
from app.registry.vocabularies.kinds import Happening
from app.shared.clock import now
from app.submission.afterwards import notes, presenters, queries, services
from app.submission.afterwards.forms import HappeningForm, PressForm, WithdrawForm
from app.submission.afterwards.managing import managed_event
from app.submission.afterwards.notifications import mail_happening
from app.submission.blueprint import submission
from app.submission.ownership import signed_in
from app.submission.services import THE_ORGANISER

OWN = "/my-events/<reference:reference>"  # the tokens of sign-in links stand at the same place


@submission.get(OWN)
def my_event(reference: str) -> ResponseReturnValue:
    """Where it stands and what can be done."""
    event = managed_event(reference)
    return render_template(
        "submission/afterwards/event.html",
        event=event,
        standing=presenters.standing(event),
        deeds=presenters.deeds(event, knows_who=signed_in() is not None),
        asked=notes.request_for_changes(event),
        sending=notes.sending(event),
        declined=presenters.words_of_moderator(event),
        numbers=queries.numbers(event),
        is_public=services.is_public(event),
    )


@submission.post(f"{OWN}/edit")
def edit_event(reference: str) -> ResponseReturnValue:
    """Open a draft to change it in; however often the button is pressed, one."""
    event = managed_event(reference)
    return opened(event, lambda: services.edit(event, now()))


@submission.post(f"{OWN}/take-back")
def take_back(reference: str) -> ResponseReturnValue:
    """Take it out of the queue, to change it."""
    event = managed_event(reference)
    return opened(event, lambda: services.take_back(event, now()))


def opened(event: Event, act: Callable[[], object]) -> ResponseReturnValue:
    """Do what opens a draft, and go to its pages; where that cannot be done any more, back to where it stands."""
    address = url_for(".overview", reference=event.reference)
    own = home(event)
    try:
        act()
        db.session.commit()
    except (services.NotNow, AlreadyDecided):
        db.session.rollback()
        return redirect(own, 303)
    except IntegrityError:  # the other press was first by a hair
        db.session.rollback()
    return redirect(address, 303)


def home(event: Event) -> str:
    """The page of an event in /my-events."""
    return url_for(".my_event", reference=event.reference)


@submission.route(f"{OWN}/discard", methods=["GET", "POST"])
def discard(reference: str) -> ResponseReturnValue:
    """Throw a change of a public event away, after a question."""
    event = managed_event(reference)
    if not services.is_public(event) or event.latest.state not in services.UNDECIDED:
        return redirect(home(event), 303)
    if request.method == "GET":
        facts = {"title": presenters.title_of(event), "sending": notes.sending(event)}
        return render_template("submission/afterwards/discard.html", event=event, form=PressForm(), **facts)
    try:
        services.discard(event, now())
        db.session.commit()
    except (services.NotNow, AlreadyDecided):
        db.session.rollback()
    return redirect(home(event), 303)


@submission.route(f"{OWN}/happening", methods=["GET", "POST"])
def happening(reference: str) -> ResponseReturnValue:
    """Say whether it goes ahead. Public at once."""
    event = managed_event(reference)
    if not services.is_public(event):
        return redirect(home(event), 303)
    form = HappeningForm()
    if request.method == "GET":
        form = HappeningForm(formdata=None, to=event.happening, reason=event.happening_reason)
    if request.method == "GET" or not form.validate():
        facts = {"title": presenters.title_of(event), "has_error": bool(form.errors)}
        return render_template("submission/afterwards/happening.html", event=event, form=form, **facts)
    try:
        said = announce(event, Happening(form.to.data), form.reason.data, THE_ORGANISER, now())
        if said is not None:
            mail_happening(event)
        db.session.commit()
    except (NotPublic, Withdrawn):
        db.session.rollback()
    return redirect(home(event), 303)


@submission.route(f"{OWN}/withdraw", methods=["GET", "POST"])
def withdraw_event(reference: str) -> ResponseReturnValue:
    """Take it away for good, after saying what that means."""
    event = managed_event(reference)
    is_public = services.is_public(event)
    if services.is_withdrawn(event) or not (is_public or event.latest.state in services.UNDECIDED):
        return redirect(home(event), 303)
    form = WithdrawForm() if is_public else PressForm()
    if request.method == "GET" or not form.validate():
        facts = {"title": presenters.title_of(event), "is_public": is_public, "has_error": bool(form.errors)}
        return render_template("submission/afterwards/withdraw.html", event=event, form=form, **facts)
    try:
        said = services.withdraw(event, form.reason.data if is_public else "", now())
        if said is not None:
            mail_happening(event)
        db.session.commit()
    except (services.NotNow, AlreadyDecided, ValueError):
        db.session.rollback()
    return redirect(home(event), 303)


@submission.route(f"{OWN}/copy", methods=["GET", "POST"])
def copy_event(reference: str) -> ResponseReturnValue:
    """A new draft that says the same, but for its dates; the same press twice makes one."""
    event = managed_event(reference)
    form = PressForm()
    week = queries.coming_week((event.approved or event.latest).campaign, now())
    if request.method == "GET" or not form.validate():
        form = PressForm(formdata=None, key=token_urlsafe(24))
        facts = {"title": presenters.title_of(event), "week": week}
        return render_template("submission/afterwards/copy.html", event=event, form=form, **facts)
    key = f"copy-{form.key.data or token_urlsafe(24)}"[:64]

    def act() -> Event:
        made = services.copy(event, key, signed_in(), week.id if week else None, now())
        db.session.commit()
        return made

    try:
        made = act()
    except IntegrityError:  # the other press was first by a hair
        db.session.rollback()
        made = act()
    if made.copied_from_id != event.id:  # somebody else's key
        return redirect(home(event), 303)
    allow_event(made.reference)
    return redirect(url_for(".section", reference=made.reference, code="when"), 303)
