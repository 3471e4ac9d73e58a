"""Trying once more when two people made the same thing at the same moment."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import IntegrityError

from app.extensions import db

T = TypeVar("T")
TRIES = 3


def again_if_raced(act: Callable[[], T], *too: type[Exception]) -> T:
    """Do ``act`` (which commits). When a unique constraint refuses it, roll back and do it again, reading anew.

    On PostgreSQL two approvals at once can both find an address free, or an organisation unknown; two links used at
    once can both make the same organiser. The second is refused when the first commits; trying again, it sees what
    the first made. ``too`` are further exceptions that mean the same. A refusal that stays is raised.
    """
    raced: tuple[type[Exception], ...] = (IntegrityError, *too)
    for _try in range(TRIES - 1):
        try:
            return act()
        except raced:
            db.session.rollback()
    return act()
