"""Signing in and out as a moderator."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.forms import CodeForm, SignInForm
from app.accounts.limits import network_of
from app.accounts.link_pages import answer_link, gone, private
from app.accounts.links import LinkState
from app.accounts.models import Moderator, OneTimeLink, Purpose
from app.accounts.moderator_session import half_sign_in, half_signed_in, sign_in, sign_out
from app.accounts.return_path import safe_path
from app.accounts.second_factor import accept_secret, may_try, offer_secret, qr_code, use_code
from app.accounts.services import MOST_PER_ADDRESS, ask_for_link
from app.extensions import db

accounts = Blueprint("accounts", __name__)
GONE = "accounts/link_gone.html"


@accounts.get("/sign-in")
def ask() -> ResponseReturnValue:
    """Ask for an email address."""
    form = SignInForm(next=safe_path(request.args.get("next")))
    return private(render_template("accounts/sign_in.html", form=form))


@accounts.post("/sign-in")
def send() -> ResponseReturnValue:
    """Mail a link, and say the same whether or not the address is known."""
    form = SignInForm()
    if not form.validate():
        return private(render_template("accounts/sign_in.html", form=form))
    sent = ask_for_link(form.email.data, network_of(request.remote_addr), safe_path(form.next.data))
    db.session.commit()
    if not sent:
        return private((render_template("accounts/too_often.html", most=MOST_PER_ADDRESS), 429))
    return redirect(url_for(".sent"), 303)


@accounts.get("/sign-in/sent")
def sent() -> ResponseReturnValue:
    """Say where to look now."""
    return private(render_template("accounts/sent.html"))


@accounts.route("/sign-in/<token>", methods=["GET", "POST"])
def use_link(token: str) -> ResponseReturnValue:
    """Show a button; pressing it uses the link."""
    return answer_link(token, Purpose.MODERATOR_SIGN_IN, after_link, button_page="accounts/link.html", gone_page=GONE)


def after_link(link: OneTimeLink) -> ResponseReturnValue:
    """Straight in for a link from the console; otherwise on to the code, or to setting one up."""
    moderator = db.session.get(Moderator, int(link.subject))
    if moderator is None or not moderator.active:
        db.session.commit()
        return gone(LinkState.UNKNOWN, GONE)
    if link.data.get("console") is True:
        sign_in(moderator)
        db.session.commit()
        return redirect(safe_path(None), 303)
    if moderator.totp_secret is None:
        offer_secret(link)
    db.session.commit()
    half_sign_in(link.id)
    return redirect(url_for(".code" if moderator.totp_secret else ".set_up"), 303)


def waiting_for_code() -> tuple[OneTimeLink, Moderator] | None:
    """The link this browser used and whose it is, while the moderator is active."""
    link_id = half_signed_in()
    link = db.session.get(OneTimeLink, link_id) if link_id else None
    moderator = db.session.get(Moderator, int(link.subject)) if link else None
    return (link, moderator) if link and moderator and moderator.active else None


@accounts.route("/sign-in/code", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """The second factor: a code from the moderator's phone."""
    waiting = waiting_for_code()
    if waiting is None:
        return redirect(url_for(".ask"), 303)
    link, moderator = waiting
    if moderator.totp_secret is None:
        return redirect(url_for(".set_up"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        if not may_try(link):
            return gone(LinkState.USED, GONE, too_many_codes=True)
        if use_code(moderator, form.code.data):
            return signed_in(link, moderator)
        db.session.commit()
        form.fail("code", _("Enter the newest code your app shows. Each code works once, for half a minute"))
    return private(render_template("accounts/code.html", form=form))


@accounts.route("/sign-in/set-up", methods=["GET", "POST"])
def set_up() -> ResponseReturnValue:
    """The first time: put our secret into an app, and show that it works."""
    waiting = waiting_for_code()
    if waiting is None:
        return redirect(url_for(".ask"), 303)
    link, moderator = waiting
    secret = link.data.get("totp_secret")
    if moderator.totp_secret is not None or not secret:
        return redirect(url_for(".code"), 303) if moderator.totp_secret else redirect(url_for(".ask"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        if not may_try(link):
            return gone(LinkState.USED, GONE, too_many_codes=True)
        if accept_secret(link, moderator, form.code.data):
            return signed_in(link, moderator)
        db.session.commit()
        form.fail("code", _("Enter the newest code your app shows for this site"))
    return private(
        render_template("accounts/set_up.html", form=form, secret=secret, picture=qr_code(moderator, secret))
    )


def signed_in(link: OneTimeLink, moderator: Moderator) -> ResponseReturnValue:
    """Both factors were right: begin the session and go where the moderator was going."""
    sign_in(moderator)
    db.session.commit()
    return redirect(safe_path(str(link.data.get("next", ""))), 303)


@accounts.post("/sign-out")
def leave() -> ResponseReturnValue:
    """Sign out, here and everywhere."""
    sign_out()
    db.session.commit()
    return redirect(url_for(".ask"), 303)
