"""What is mailed about signing in."""

from datetime import timedelta

from app.accounts.models import Moderator
from app.notifications.letters import letter
from app.notifications.models import OutboxMessage
from app.notifications.outbox import queue


def mail_sign_in_link(moderator: Moderator, address: str, lifetime: timedelta) -> OutboxMessage:
    """The link a moderator asked for."""
    wrote = letter(
        "accounts/mail/sign_in.txt", name=moderator.name, address=address, minutes=int(lifetime.total_seconds() // 60)
    )
    return queue(moderator.email, wrote.subject, wrote.text, html=wrote.html, kind="sign-in")
