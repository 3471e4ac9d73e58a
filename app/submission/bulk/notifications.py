"""One letter for all the events of an upload, not one for each."""

from collections.abc import Iterable

from app.accounts.links import issue_link
from app.accounts.models import Purpose
from app.notifications.addresses import absolute
from app.notifications.letters import letter
from app.notifications.outbox import queue
from app.registry.event import Event
from app.registry.lifecycle import State
from app.registry.organiser import PrivateContact
from app.submission import queries
from app.submission.notifications import CONFIRM_WITHIN, contact_of

MOST_NAMED = 300  # events in one letter; a mailbox takes no endless ones


def mail_sent(events: list[Event], key: str) -> list[str]:
    """After "Send": one letter to each address named in the drafts (nearly always one); the addresses."""
    for address, some in by_address(events).items():
        waiting = [event for event in some if event.latest.state == State.UNCONFIRMED]
        entered = [event for event in some if event.latest.state == State.SUBMITTED]
        if waiting:
            token = issue_link(Purpose.CONFIRM_ADDRESS, key, CONFIRM_WITHIN, email=address)
            link = absolute("submission.confirm_many", token=token)
            write("confirm-many", waiting, address=link, days=CONFIRM_WITHIN.days)
        if entered:
            mail_received(entered)
    return list(by_address(events))


def mail_received(events: list[Event]) -> None:
    """All of them are in the queue: their references, once."""
    for some in by_address(events).values():
        write("received-many", some, waiting=queries.waiting_count(), address=absolute("submission.my_events"))


def by_address(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Events by the address they were sent with."""
    found: dict[str, list[Event]] = {}
    for event in events:
        if address := contact_of(event).email.lower():
            found.setdefault(address, []).append(event)
    return found


def write(kind: str, events: list[Event], **facts: object) -> None:
    """Queue one letter about several events to their private contact, in their language."""
    contact: PrivateContact = contact_of(events[0])
    words = letter(
        f"submission/mail/{kind.replace('-', '_')}.txt",
        contact.language,
        name=contact.name,
        events=events[:MOST_NAMED],
        number=len(events),
        others=max(0, len(events) - MOST_NAMED),
        **facts,
    )
    queue(contact.email, words.subject, words.text, html=words.html, kind=kind, language=words.language)
