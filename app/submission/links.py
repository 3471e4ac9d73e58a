"""What emailed links open: confirming an address, coming back to an event, and one's own list."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from app.accounts.limits import network_of, within_limit
from app.accounts.link_pages import answer_link, gone
from app.accounts.links import LinkState
from app.accounts.models import OneTimeLink, Purpose
from app.accounts.organiser_session import allow_event, forget, sign_in_organiser
from app.extensions import db
from app.registry.lifecycle import State
from app.shared.clock import now
from app.shared.forms import BaseForm, EmailField, required
from app.submission import queries, services
from app.submission.afterwards.presenters import standing
from app.submission.afterwards.queries import typical_wait
from app.submission.blueprint import submission
from app.submission.bulk.notifications import mail_received as mail_received_many
from app.submission.notifications import LINKS_PER_HOUR, LINKS_WITHIN, mail_own_list, mail_received
from app.submission.ownership import signed_in

GONE = "submission/link_gone.html"


class AddressForm(BaseForm):
    """Whose list."""

    email = EmailField(_("Your email address"), validators=[required(_("Enter your email address"))])


@submission.route("/confirm/<token>", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    """A button; pressing it shows that the address is the organiser's, and puts the event into the queue."""
    return answer_link(
        token, Purpose.CONFIRM_ADDRESS, confirmed, button_page="submission/confirm.html", gone_page=GONE
    )


def confirmed(link: OneTimeLink) -> ResponseReturnValue:
    """Remember the organiser, queue the event, say so by mail."""
    event = queries.event_with(link.subject)
    if event is None:
        db.session.rollback()
        return gone(LinkState.UNKNOWN, GONE)
    entered = event.latest.state == State.UNCONFIRMED
    organiser = services.confirm(event, str(link.data["email"]), now())
    db.session.flush()
    if entered and event.latest.state == State.SUBMITTED:
        mail_received(event)
    allow_event(event.reference)
    sign_in_organiser(organiser.id)
    db.session.commit()
    return redirect(url_for(".sent", reference=event.reference), 303)


@submission.route("/return/<token>", methods=["GET", "POST"])
def come_back(token: str) -> ResponseReturnValue:
    """A button; pressing it opens the event in this browser."""
    return answer_link(
        token, Purpose.RETURN_TO_EVENT, came_back, button_page="submission/come_back.html", gone_page=GONE
    )


def came_back(link: OneTimeLink) -> ResponseReturnValue:
    """Open the event: as a new draft where a moderator asked for changes."""
    event = queries.event_with(link.subject)
    if event is None:
        db.session.rollback()
        return gone(LinkState.UNKNOWN, GONE)
    if event.latest.state == State.CHANGES_REQUESTED:
        services.reopen(event, now())
    # The address the link went to, where somebody asked to come back; else only one that was confirmed for this
    # event, as the contact may have been changed since the link was mailed.
    asked_from = link.data.get("email")
    organiser = services.take_on(event, str(asked_from), now()) if asked_from else services.confirmed_contact(event)
    db.session.flush()
    if organiser is not None:
        sign_in_organiser(organiser.id)
    allow_event(event.reference)
    db.session.commit()
    return redirect(url_for(".overview", reference=event.reference), 303)


@submission.route("/my-events", methods=["GET", "POST"])
def my_events() -> ResponseReturnValue:
    """One's own events and where each stands; for somebody not signed in, a form that mails a link."""
    organiser = signed_in()
    if organiser is not None and request.method == "GET":
        events = [standing(event) for event in queries.events_of(organiser)]
        queue = {"waiting": queries.waiting_count(), "usual": typical_wait()}
        return render_template("submission/my_events.html", events=events, organiser=organiser, **queue)
    form = AddressForm()
    if request.method == "GET" or not form.validate():
        return render_template("submission/my_events_ask.html", form=form, has_error=bool(form.errors))
    network = network_of(request.remote_addr)
    allowed = within_limit("organiser-network", network, 4 * LINKS_PER_HOUR, LINKS_WITHIN)
    allowed = allowed and within_limit("organiser-address", form.email.data.lower(), LINKS_PER_HOUR, LINKS_WITHIN)
    if allowed:
        mail_own_list(form.email.data)
    db.session.commit()
    if not allowed:
        return render_template("submission/too_often.html", most=LINKS_PER_HOUR), 429
    return render_template("submission/link_sent.html")


@submission.route("/my-events/<token>", methods=["GET", "POST"])
def use_own_link(token: str) -> ResponseReturnValue:
    """A button; pressing it signs the organiser in."""
    return answer_link(
        token, Purpose.ORGANISER_SIGN_IN, came_home, button_page="submission/come_home.html", gone_page=GONE
    )


def came_home(link: OneTimeLink) -> ResponseReturnValue:
    """Sign in, take over every event sent with this address, and confirm those that wait for it."""
    organiser = services.remember(str(link.data["email"]), now())
    entered = []
    for event in queries.events_sent_with(organiser.email):
        entered += [event] if event.latest.state == State.UNCONFIRMED else []
        services.confirm(event, organiser.email, now())
    for event in queries.drafts_left_with(organiser.email):
        services.take_on(event, organiser.email, now())
    if len(entered) == 1:
        mail_received(entered[0])
    elif entered:
        mail_received_many(entered)
    db.session.flush()
    sign_in_organiser(organiser.id)
    db.session.commit()
    # "next" is ours: it was put into the link when we made it, and is no part of the address that was mailed.
    return redirect(link.data.get("next") or url_for(".my_events"), 303)


@submission.post("/my-events/sign-out")
def leave() -> ResponseReturnValue:
    """Forget this browser."""
    forget()
    return redirect("/", 303)
