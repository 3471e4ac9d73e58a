"""Letters that did not arrive, or perhaps did not: a moderator says whether they go out again."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.moderator_session import moderator_required
from app.extensions import db
from app.moderation import queries
from app.moderation.presenters import moment
from app.moderation.routes import moderation
from app.notifications.delivery import retry
from app.notifications.models import DeliveryStatus, OutboxMessage
from app.notifications.stuck import let_be, stuck_letters

HIGHEST = 2**63 - 1
DONE = {"again": "sent-again", "leave": "left"}


@moderation.get("/letters")
@moderator_required
def letters() -> ResponseReturnValue:
    """Who was written to, about what, and what went wrong. What a letter says is not shown: it may hold a link."""
    found = stuck_letters()
    readable = queries.readable(letter.event_reference for letter in found if letter.event_reference)
    rows = [row_of(letter, readable) for letter in found]
    return render_template("moderation/letters.html", rows=rows, after=request.args.get("after", ""))


@moderation.post("/letters/<int:number>")
@moderator_required
def settle(number: int) -> ResponseReturnValue:
    """Send it again, or take it off the list. Pressed twice, or settled by somebody else, it is only shown again."""
    asked = request.form.get("do", "")
    settled = 0
    if asked in DONE and number <= HIGHEST:
        settled = retry(number) if asked == "again" else let_be(number)
        db.session.commit()
    return redirect(url_for(".letters", after=DONE[asked] if settled else "settled"), 303)


def row_of(letter: OutboxMessage, readable: set[str]) -> dict[str, Any]:
    """One letter in words, with a way to its event where that is ``readable``."""
    doubtful = letter.status == DeliveryStatus.DOUBTFUL
    return {
        "number": letter.id,
        "recipient": letter.recipient,
        "subject": letter.subject,
        "url": url_for(".read", reference=letter.event_reference) if letter.event_reference in readable else "",
        "reference": letter.event_reference,
        "when": moment(letter.handed_over_at or letter.next_attempt_at),
        "what": _("It may have arrived") if doubtful else _("It did not arrive"),
        "reason": letter.last_error,
        "doubtful": doubtful,
    }
