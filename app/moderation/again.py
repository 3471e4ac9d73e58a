"""Trying once more when two moderators made the same thing at the same moment."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from app.extensions import db

T = TypeVar("T")
TRIES = 3


def again_if_raced(act: Callable[[], T]) -> T:
    """Do ``act`` (which commits). When a unique constraint refuses it, roll back and do it again, reading anew.

    On PostgreSQL two approvals at once can both find an address free, or an organisation unknown. The second
    is refused when the first commits; trying again, it sees what the first made. A refusal that stays is raised.
    """
    for _try in range(TRIES - 1):
        try:
            return act()
        except IntegrityError:
            db.session.rollback()
    return act()
