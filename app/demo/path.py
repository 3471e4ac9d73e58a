"""Takes answers through the real path: each form's validation, the draft, sending, confirming, a decision."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from flask import current_app

from app.extensions import db
from app.moderation.services import Decider, accept, make_public
from app.registry.event import REFERENCE_LETTERS, Event
from app.shared.clock import now
from app.submission import services
from app.submission.answers import Answers, Forms, Refused, checked_form, forms_as_they_are
from app.submission.forms.about import AboutForm
from app.submission.queries import all_weeks
from app.submission.sections import SECTIONS

REUSED = ("about", "access", "together", "joining", "contacts")
LISTINGS = UUID("6a1f0f4e-6a53-4a39-9d3f-3d8c8f7d9b11")


def forms_for_past_events() -> Forms:
    """The forms, with every Week there is now on offer: past and example events join Weeks that take nothing more."""
    weeks = all_weeks()

    class PastAboutForm(AboutForm):
        """The first page, as it is for them."""

        weeks = staticmethod(lambda: weeks)

    forms = {**forms_as_they_are(), "about": PastAboutForm}
    return {**forms, **{code: Refilled(forms[code]) for code in REUSED}}


class Refilled:
    """A form that is made once and filled again and again: of one with 130 fields, making it is most of the work."""

    def __init__(self, kind: Callable[..., Any]) -> None:
        self.kind = kind
        self.form: Any = None

        self.filled: set[str] = set()

    def __call__(self, *, formdata: Any, **others: Any) -> Any:
        """The form with new answers in it and nothing of the old ones. What was and stays empty is not read again."""
        filled = {name.partition("-")[0] for name in formdata}
        if self.form is None:
            self.form = self.kind(formdata=formdata, **others)
        else:
            for name in filled | self.filled:
                if name in self.form:
                    self.form[name].process(formdata)
        self.filled = filled
        return self.form


class Identities:
    """Who each listing is: the same UID and reference whenever it is loaded. ``owners`` has the UID by reference."""

    def __init__(self, owners: Mapping[str, str]) -> None:
        self.owners = dict(owners)

    def of(self, origin: str, name: str, source_url: str = "") -> services.Provenance:
        """A listing's identity. Of 10,000 references two are often the same: the later listing takes its next one."""
        uid = uuid5(LISTINGS, f"{origin}/{name}")
        candidates = (letters_of(uuid5(uid, str(again)) if again else uid) for again in count())
        reference = next(one for one in candidates if self.owners.setdefault(one, str(uid)) == str(uid))
        return services.Provenance(origin=origin, source_url=source_url, uid=str(uid), reference=reference)


def letters_of(uid: UUID) -> str:
    """The reference a UID would like to have."""
    number, letters = uid.int, ""
    for _ in range(6):
        number, place = divmod(number, len(REFERENCE_LETTERS))
        letters += REFERENCE_LETTERS[place]
    return f"CW-{letters}"


US = Decider("the registry")
Listing = tuple[services.Provenance, Answers, datetime]


@dataclass(frozen=True)
class Loader:
    """Sends listings and decides on them: those who run the site, as organiser and as moderator."""

    forms: Forms = field(default_factory=forms_for_past_events)

    def draft(self, source: services.Provenance, answers: Answers, at: datetime) -> Event:
        """A draft with every page answered, not in the database yet. Raises Refused for an answer no form takes."""
        pages = [(one, checked_form(one, answers.get(one.code, {}), self.forms)) for one in SECTIONS]
        event = services.begin(None, at, source)
        for section, form in pages:
            services.save(event, section, form, at)
        for number, row in enumerate(event.latest.sessions):
            row.uid = str(uuid5(UUID(event.uid), str(number)))
        return event

    def publish(self, listings: Iterable[Listing]) -> list[str]:
        """Publish listings, all in the caller's transaction. Instants are UTC. Returns what the forms refused.

        Those that are part of a festival come after it, and in another call.
        """
        drafts, refused = [], []
        with db.session.no_autoflush:  # each step flushes what it needs; in between it would only cost
            for source, answers, at in listings:
                try:
                    drafts.append((self.draft(source, answers, at), at))
                except Refused as reason:
                    refused.append(f"{answers['about']['title']}: {reason}")
            db.session.flush()
            organiser = services.remember(current_app.config["CONTACT_EMAIL"], now())
            accepted = []
            for event, at in drafts:
                services.send(event, at, confirmed=organiser)
                accepted.append(accept(event, US, at, joins_festival=True))
            make_public(accepted)
        return refused


def our_own_contact() -> dict[str, str]:
    """The private contact of listings nobody submitted: those who run the site."""
    return {"your_name": current_app.config["SITE_NAME"], "your_email": current_app.config["CONTACT_EMAIL"]}
