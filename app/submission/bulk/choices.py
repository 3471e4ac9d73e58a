"""The form's own answers, found by the words people put into cells."""

import re
from collections.abc import Mapping

from flask_babel import gettext as _

from app.shared.forms import Option
from app.submission.answers import sent_form
from app.submission.bulk.column import Column
from app.submission.bulk.columns import folded
from app.submission.sections import SECTIONS

YES = {"yes", "y", "true", "1", "x", "tick", "ticked", "ok", "✓", "✔"}
NO = {"no", "n", "false", "0", "none", "-", ""}
# By field: what people write instead of our words.
MEANS: Mapping[str, Mapping[str, str]] = {
    "format": {
        "face to face": "in_person",
        "physical": "in_person",
        "offline": "in_person",
        "no": "in_person",
        "virtual": "online",
        "zoom": "online",
        "teams": "online",
        "webinar": "online",
        "yes": "online",
        "both": "hybrid",
        "tbc": "not_stated",
    },
    "cost": {
        "no": "free",
        "0": "free",
        "00": "free",
        "0 00": "free",
        "none": "free",
        "no cost": "free",
        "yes": "paid",
        "ticketed": "paid",
        "donation": "what_you_can",
        "pay what you like": "what_you_can",
        "tbc": "not_stated",
    },
    "booking": {
        "yes": "required",
        "y": "required",
        "booking required": "required",
        "essential": "required",
        "no": "turn_up",
        "n": "turn_up",
        "drop in": "turn_up",
        "not needed": "turn_up",
        "tbc": "not_stated",
    },
    "languages": {"bsl": "bfi", "cymraeg": "cy"},
    "audience": {"all": "everyone", "carers": "unpaid_carers", "anyone": "everyone", "public": "everyone"},
    "week": {"no": "", "none": "", "not part of a week": ""},
}
STATE = re.compile(
    r"(yes|no|on request|not known yet|not known|unknown|tbc|y|n|\?)(?!\w)[\s:;,.(–—-]*(.*)", re.I | re.S
)
STATES = {"yes": "yes", "y": "yes", "no": "no", "n": "no", "on request": "on_request"}
MONEY = re.compile(r"£\s?\d.*")


class Choices:
    """The options of every choice of the form, read once for a whole file."""

    def __init__(self) -> None:
        forms = {section.code: sent_form(section, {}) for section in SECTIONS}
        self.options: dict[tuple[str, str], list[Option]] = {
            (code, field.name): list(field.options)
            for code, form in forms.items()
            for field in form
            if hasattr(field, "options")
        }

    def of(self, column: Column) -> list[Option]:
        """What a column takes, as the form offers it."""
        return self.options.get((column.section, column.field), [])

    def find(self, column: Column, text: str) -> str | None:
        """The value that a text means, or None."""
        wanted = folded(text)
        for option in self.of(column):
            if wanted in {folded(str(option.value)), folded(str(option.text))}:
                return option.value
        meant = MEANS.get(column.field, {}).get(wanted)
        if meant is None and column.field == "cost" and MONEY.match(text):
            meant = "free" if not re.search(r"[1-9]", text) else "paid"
        return meant

    def one(self, column: Column, text: str) -> str:
        """One answer. Raises ValueError with what may be said."""
        found = self.find(column, text)
        if found is None:
            raise ValueError(self.offered(column))
        return found

    def several(self, column: Column, text: str) -> list[str]:
        """Any number of answers, with semicolons between them; commas where no answer has one. Raises ValueError."""
        found: list[str] = []
        for part in filter(None, map(str.strip, re.split(r"[;|\n]", text))):
            whole = self.find(column, part)
            parts = [whole] if whole is not None else [self.find(column, piece) for piece in part.split(",")]
            if None in parts:
                raise ValueError(self.offered(column))
            found += [one for one in parts if one]
        return found

    def offered(self, column: Column) -> str:
        """The message that names the answers."""
        words = "; ".join(str(option.text) for option in self.of(column) if option.value)
        return str(_("Choose from these answers: %(answers)s", answers=words))


def ticked(text: str) -> bool:
    """Whether a cell says yes. Raises ValueError."""
    word = text.strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(_("Say yes or no"))


def access_of(text: str) -> tuple[str, str]:
    """State and note of "Yes: a lift from the street". Raises ValueError."""
    found = STATE.fullmatch(text.strip())
    if found is None:
        raise ValueError(_("Start with Yes, No, On request or Not known yet; then tell people more"))
    note = found[2].strip()
    if note.endswith(")") and "(" not in note:
        note = note[:-1]
    return STATES.get(found[1].lower(), "unknown"), note


def phone_of(text: str) -> str:
    """A number whose first 0 a spreadsheet took away has it back."""
    digits = text.replace(" ", "")
    if re.fullmatch(r"[1-37]\d{9}", digits):
        return f"0{text}"
    return f"+{text}" if re.fullmatch(r"44\d{10}", digits) else text
