"""What is in the database, and what somebody was told."""

from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from tests.federation.fediverse import Fediverse, Person


def how_many(model: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def kinds(fediverse: Fediverse, person: Person) -> list[str]:
    return [one["type"] for one in fediverse.sent_to(person)]
