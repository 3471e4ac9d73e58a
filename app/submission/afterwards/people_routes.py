"""Who manages an event: inviting, taking on, leaving; and deleting one's details."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.limits import network_of, within_limit
from app.accounts.link_pages import answer_link, gone
from app.accounts.links import LinkState, find_link
from app.accounts.models import OneTimeLink, Purpose
from app.accounts.organiser_session import forget, sign_in_organiser
from app.extensions import db
from app.registry.organiser import Organiser
from app.registry.review import AlreadyDecided
from app.shared.clock import now
from app.submission import queries
from app.submission.afterwards import people as services
from app.submission.afterwards.forms import ForgetForm, InviteForm, LettersForm, PressForm
from app.submission.afterwards.managing import colleague_of
from app.submission.afterwards.notifications import mail_invitation, mail_taken_on
from app.submission.afterwards.presenters import title_of
from app.submission.afterwards.queries import people_of_organisation
from app.submission.afterwards.routes import OWN
from app.submission.blueprint import submission
from app.submission.letters_in import choose
from app.submission.ownership import signed_in

MOST_INVITATIONS = 10
WITHIN = timedelta(hours=1)
GONE = "submission/link_gone.html"


@submission.route(f"{OWN}/people", methods=["GET", "POST"])
def people(reference: str) -> ResponseReturnValue:
    """Who manages it, and a form to invite a colleague."""
    event, organiser = colleague_of(reference)
    form = InviteForm()
    if services.may_share_organisation(organiser, event) and event.organisation is not None:
        form.offer_organisation(event.organisation.name)
        form.process(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return render_template(
            "submission/afterwards/people.html",
            event=event,
            title=title_of(event),
            organiser=organiser,
            form=form,
            press=PressForm(formdata=None),
            of_organisation=[one for one in people_of_organisation(event) if one not in event.organisers],
            can_leave=services.can_leave(event, organiser),
            has_error=bool(form.errors),
        )
    allowed = within_limit("invitations", str(organiser.id), MOST_INVITATIONS, WITHIN)
    allowed = allowed and within_limit("invitations-network", network_of(request.remote_addr), 40, WITHIN)
    if allowed:
        mail_invitation(event, organiser, form.email.data, form.name.data, form.what.data)
    db.session.commit()
    if not allowed:
        return render_template("submission/too_often.html", most=MOST_INVITATIONS), 429
    return render_template("submission/afterwards/invited.html", event=event, email=form.email.data)


@submission.post(f"{OWN}/leave")
def leave_event(reference: str) -> ResponseReturnValue:
    """Manage it no more, where somebody else stays."""
    event, organiser = colleague_of(reference)
    if services.can_leave(event, organiser):
        services.leave(event, organiser, now())
    db.session.commit()
    return redirect(url_for(".my_events"), 303)


@submission.route("/manage/<token>", methods=["GET", "POST"])
def take_on(token: str) -> ResponseReturnValue:
    """A button; pressing it makes whoever was invited an organiser of the event."""
    link = find_link(token, Purpose.MANAGE_EVENT)
    event = queries.event_with(link.subject) if link else None
    facts = {"event": event, "title": title_of(event) if event else "", "what": link.data["what"] if link else ""}
    return answer_link(
        token,
        Purpose.MANAGE_EVENT,
        taken_on,
        button_page="submission/afterwards/take_on.html",
        gone_page=GONE,
        **facts,
    )


def taken_on(link: OneTimeLink) -> ResponseReturnValue:
    """Add them, tell whoever invited them, sign them in."""
    event = queries.event_with(link.subject)
    if event is None:
        db.session.rollback()
        return gone(LinkState.UNKNOWN, GONE)
    inviter = db.session.get(Organiser, link.data["by"])
    try:
        new = services.accept(link, event, now())
    except services.NotTheirs:
        db.session.rollback()
        return gone(LinkState.EXPIRED, GONE)
    assert inviter is not None
    mail_taken_on(event, inviter, link.data["what"], new)
    db.session.flush()
    sign_in_organiser(new.id)
    db.session.commit()
    return redirect(url_for(".my_event", reference=event.reference), 303)


@submission.route("/my-events/my-details", methods=["GET", "POST"])
def my_details() -> ResponseReturnValue:
    """What we know about the organiser signed in here, how we write to them, and a way to have it deleted."""
    organiser = signed_in()
    if organiser is None:
        return redirect(url_for(".my_events"), 303)
    form = ForgetForm()
    if request.method == "GET" or not form.validate():
        facts = {"events": queries.events_of(organiser), "title_of": title_of, "has_error": bool(form.errors)}
        facts["letters"] = LettersForm(formdata=None, letters_in=organiser.language)
        return render_template("submission/afterwards/details.html", organiser=organiser, form=form, **facts)
    try:
        services.forget_details(organiser, now())
        db.session.commit()
    except AlreadyDecided:  # a moderator decided at the same moment: read and try again
        db.session.rollback()
        return redirect(url_for(".my_details"), 303)
    forget()
    return render_template("submission/afterwards/forgotten.html")


@submission.post("/my-events/my-details/letters")
def letters_language() -> ResponseReturnValue:
    """Write to the organiser signed in here in the language they chose."""
    organiser, form = signed_in(), LettersForm()
    if organiser is None:
        return redirect(url_for(".my_events"), 303)
    if not form.validate() or not form.letters_in.data:  # no button of ours sends that
        return redirect(url_for(".my_details"), 303)
    choose(organiser, form.letters_in.data)
    db.session.commit()
    return redirect(url_for(".my_details", letters="saved"), 303)
