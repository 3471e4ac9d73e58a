"""The second factor: a six-digit code from an app on the moderator's phone (TOTP, RFC 6238)."""

import secrets
from datetime import timedelta

import pyotp
import segno
from flask import current_app
from sqlalchemy import or_, update

from app.accounts.models import Moderator, OneTimeLink
from app.extensions import db
from app.shared.clock import now

STEP = 30  # seconds
DRIFT = 1  # steps a phone's clock may be off, either way
MOST_TRIES = 5
TIME_TO_TYPE = timedelta(minutes=15)  # after the link was used


def may_try(link: OneTimeLink) -> bool:
    """Count one try against the link, before looking at the code, so that guesses in parallel count too."""
    counting = (
        update(OneTimeLink)
        .where(OneTimeLink.id == link.id, OneTimeLink.codes_tried < MOST_TRIES)
        .values(codes_tried=OneTimeLink.codes_tried + 1)
        .returning(OneTimeLink.id)
        .execution_options(synchronize_session=False)
    )
    return db.session.scalar(counting) is not None


def matching_step(secret: str, code: str) -> int | None:
    """The time step whose code this is, or None."""
    present = int(now().timestamp()) // STEP
    totp = pyotp.TOTP(secret, interval=STEP)
    for step in range(present - DRIFT, present + DRIFT + 1):
        if secrets.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            return step
    return None


def use_code(moderator: Moderator, code: str) -> bool:
    """Whether the code is right and new. A code, and any older one, works once (RFC 6238 §5.2)."""
    step = matching_step(moderator.totp_secret, code) if moderator.totp_secret else None
    if step is None:
        return False
    using = (
        update(Moderator)
        .where(
            Moderator.id == moderator.id,
            or_(Moderator.last_totp_step.is_(None), Moderator.last_totp_step < step),
        )
        .values(last_totp_step=step)
        .returning(Moderator.id)
        .execution_options(synchronize_session=False)
    )
    return db.session.scalar(using) is not None


def offer_secret(link: OneTimeLink) -> None:
    """Make the secret a moderator without one is to set up; it waits on the link until a code confirms it."""
    link.data = {**link.data, "totp_secret": pyotp.random_base32()}


def accept_secret(link: OneTimeLink, moderator: Moderator, code: str) -> bool:
    """Keep the offered secret if the code came from it and the moderator still has none."""
    secret = str(link.data.get("totp_secret", ""))
    step = matching_step(secret, code) if secret else None
    if step is None:
        return False
    keeping = (
        update(Moderator)
        .where(Moderator.id == moderator.id, Moderator.totp_secret.is_(None))
        .values(totp_secret=secret, last_totp_step=step)
        .returning(Moderator.id)
        .execution_options(synchronize_session=False)
    )
    kept = db.session.scalar(keeping) is not None
    if kept:
        link.data = {name: value for name, value in link.data.items() if name != "totp_secret"}
    return kept


def qr_code(moderator: Moderator, secret: str) -> str:
    """The secret as a picture for the phone's camera: a data: address of an SVG."""
    address = pyotp.TOTP(secret, interval=STEP).provisioning_uri(
        name=moderator.email, issuer_name=current_app.config["SITE_NAME"]
    )
    return str(segno.make(address, error="m").svg_data_uri(scale=5, light="white"))
