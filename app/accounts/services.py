"""What changes moderators, and the links they are sent."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.limits import within_limit
from app.accounts.links import issue_link
from app.accounts.models import Moderator, Purpose
from app.accounts.notifications import mail_sign_in_link
from app.extensions import db
from app.notifications.addresses import absolute
from app.shared.clock import now

MAILED_LIFETIME = timedelta(minutes=15)
HOUR = timedelta(hours=1)
MOST_PER_ADDRESS = 5
MOST_PER_NETWORK = 30


def normal_address(email: str) -> str:
    """The form an address is compared in."""
    return email.strip().lower()


def find_moderator(email: str) -> Moderator | None:
    """Whoever has this address, active or not."""
    return db.session.scalar(select(Moderator).where(Moderator.email == normal_address(email)))


def add_moderator(email: str, name: str) -> Moderator:
    """A new moderator, or the one with this address made active again and renamed."""
    moderator = find_moderator(email)
    if moderator is None:
        moderator = Moderator(email=normal_address(email), session_number=1, created_at=now())
        db.session.add(moderator)
    moderator.name = name.strip()
    moderator.active = True
    return moderator


def remove_moderator(moderator: Moderator) -> None:
    """Deactivate: decisions keep their decider, and every session ends at once."""
    moderator.active = False
    moderator.session_number += 1


def forget_second_factor(moderator: Moderator) -> None:
    """For a lost phone: the next sign-in sets up a new one, and every session ends at once."""
    moderator.totp_secret = None
    moderator.last_totp_step = None
    moderator.session_number += 1


def ask_for_link(email: str, network: str, next_path: str) -> bool:
    """Mail a sign-in link if the address is an active moderator's. False, known or not, when asked too often."""
    if not within_limit("link-network", network, MOST_PER_NETWORK, HOUR):
        return False
    if not within_limit("link-address", normal_address(email), MOST_PER_ADDRESS, HOUR):
        return False
    moderator = find_moderator(email)
    if moderator is not None and moderator.active:
        token = issue_link(Purpose.MODERATOR_SIGN_IN, str(moderator.id), MAILED_LIFETIME, next=next_path)
        mail_sign_in_link(moderator, absolute("accounts.use_link", token=token), MAILED_LIFETIME)
    return True


def console_link(moderator: Moderator, lifetime: timedelta = timedelta(minutes=30)) -> str:
    """A whole address that signs in by itself: whoever has the server's shell needs no second factor."""
    db.session.flush()
    token = issue_link(Purpose.MODERATOR_SIGN_IN, str(moderator.id), lifetime, console=True)
    return absolute("accounts.use_link", token=token)
