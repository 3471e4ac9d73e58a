"""A latitude or a longitude as people copy it from a map."""

import math
import re
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.shared.fields import TextField

SHAPE = re.compile(r"([+-]?)([0-9]{1,3}(?:\.[0-9]{0,20})?)\s*°?\s*([NSEW]?)", re.IGNORECASE)
NEGATIVE = {"S", "W"}


class CoordinateField(TextField):
    """Degrees (WGS84) as a decimal number, or None. A letter may stand for the sign: ``1.5° W`` is -1.5."""

    empty = None

    def __init__(self, label: Any, *, least: float, most: float, example: str, **others: Any) -> None:
        hint = _l("For example, %(example)s", example=example)
        super().__init__(label, **{"hint": hint, "max_length": 40, "width": 10, **others})
        self.attributes = {"inputmode": "text", "spellcheck": "false", **self.attributes}
        self.least, self.most, self.example = least, most, example

    def parse(self, text: str) -> float:
        self.data = None
        found = SHAPE.fullmatch(text.replace("−", "-"))
        if found is None:
            raise ValueError(
                _("%(field)s must be a number, like %(example)s", field=self.called, example=self.example)
            )
        number = float(found[2]) * (-1 if found[1] == "-" or found[3].upper() in NEGATIVE else 1)
        if not math.isfinite(number) or not self.least <= number <= self.most:
            words = {"field": self.called, "least": self.least, "most": self.most}
            raise ValueError(_("%(field)s must be between %(least)s and %(most)s, in the UK or Ireland", **words))
        return round(number, 6)

    def print(self, value: Any) -> str:
        return f"{value:.5f}" if isinstance(value, float) else super().print(value)
