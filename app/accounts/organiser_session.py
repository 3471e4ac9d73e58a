"""What this browser may edit. Organisers have no account: the signed cookie holds it, and forgets it when asked."""

from flask import session

MOST = 40  # references; a cookie holds 4 kB


def allow_event(reference: str) -> None:
    """Let this browser edit an event. The newest forty are kept."""
    others = [other for other in editable_events() if other != reference]
    session["may_edit"] = [*others, reference][-MOST:]


def may_edit(reference: str) -> bool:
    """Whether this browser made the event or used a link to it."""
    return reference in editable_events()


def editable_events() -> list[str]:
    """The references this browser may edit, oldest first."""
    return list(session.get("may_edit", []))


def sign_in_organiser(organiser_id: int) -> None:
    """Remember which organiser used an emailed link in this browser."""
    session["organiser"] = organiser_id


def signed_in_organiser() -> int | None:
    """The id of the organiser who used an emailed link in this browser."""
    organiser = session.get("organiser")
    return organiser if isinstance(organiser, int) else None


def forget() -> None:
    """Take every right of an organiser from this browser."""
    session.pop("may_edit", None)
    session.pop("organiser", None)
