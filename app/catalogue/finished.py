"""The finished pieces of one event that data faces are joined from, and those that a Week's archive keeps for ever.

Contacts are pieces of their own, because they are shown only until a month after the event; ``vevents_kept`` are its
calendar entries without them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app.catalogue import news, record, spreadsheet
from app.catalogue.contacts import without_contacts
from app.catalogue.document import Document, SessionDocument
from app.catalogue.vevent import vevents


def finished(row: Mapping[str, Any], site: str, url: str, gone: Sequence[SessionDocument]) -> dict[str, bytes | None]:
    """The deferred columns, from the others. ``gone``: sessions that were public once; ``url``: the event's page."""
    document: Document = row["document"]
    event = record.record(row, site, url)
    contacts = record.contacts(document)
    kept = row["vevents"]
    if contacts:
        about = {"created": row["first_published_at"], "changed": row["changed_at"], "url": url}
        kept = vevents(without_contacts(document), gone=gone, sequence=row["sequence"], **about)
    return {
        "record": record.compact(event),
        "record_contacts": record.compact(contacts) if contacts else None,
        "sheet_rows": spreadsheet.rows(event, document["sessions"]),
        "sheet_contacts": spreadsheet.contact_cells(contacts) if contacts else None,
        "news_entry": news.entry(event),
        "vevents_kept": kept,
    }
