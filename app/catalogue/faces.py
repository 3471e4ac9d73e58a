"""What is made of one event for each face, apart from the others: one that cannot be made stops nothing else.

Every face's finished bytes go through here at publication. What raises, or does not pass the face's own check, is
left out of that face, logged, and kept as a LeftOut row for moderators until the event publishes well again.
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger(__name__)
LONGEST_REASON = 300
EVERYWHERE, CALENDAR, MAP, DATA = "everywhere", "calendar", "map", "data"

Made = TypeVar("Made")


class Malformed(ValueError):
    """Finished bytes that are not what their format asks for."""


class Faces:
    """The faces of one event while it is published. ``problems`` has a reason for each that could not be made."""

    def __init__(self, event_id: int) -> None:
        self.event_id = event_id
        self.problems: dict[str, str] = {}

    def make(self, face: str, maker: Callable[[], Made], check: Callable[[Made], None] | None = None) -> Made | None:
        """What ``maker`` makes; None where it or ``check`` raises. A database's refusal is not caught."""
        try:
            made = maker()
            if check is not None:
                check(made)
        except SQLAlchemyError:
            raise
        except Exception as reason:
            log.exception("event %s is left out of %s", self.event_id, face)
            self.problems[face] = f"{type(reason).__name__}: {reason}".replace("\x00", "")[:LONGEST_REASON]
            return None
        return made

    def rows(self) -> list[dict[str, Any]]:
        """What could not be made, as LeftOut rows."""
        return [{"event_id": self.event_id, "face": face, "reason": reason} for face, reason in self.problems.items()]
