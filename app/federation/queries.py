"""What federated addresses show: announced events, and numbers."""

import re
from collections.abc import Sequence

from sqlalchemy import Row, func, select

from app.catalogue.models import Publication, PublishedWeek
from app.extensions import db
from app.federation.models import Announcement, Follower

PER_PAGE = 20
KEY = re.compile("[0-9a-f]{32}")


def announcement(key: str) -> Announcement | None:
    """What was announced under a key."""
    return db.session.get(Announcement, key) if KEY.fullmatch(key) else None


def publication(announced: Announcement) -> Publication | None:
    """The event of an announcement as it is public now."""
    return db.session.scalars(select(Publication).where(Publication.uid == announced.event_uid)).first()


def how_many_live(week: str | None = None) -> int:
    """How many events of a Week, or of all, are announced."""
    counted = select(func.count()).select_from(Announcement).where(Announcement.gone_at.is_(None))
    if week is not None:
        counted = counted.where(Announcement.week == week)
    return db.session.scalar(counted) or 0


def page_of_live(week: str, number: int) -> Sequence[Row[tuple[Announcement, Publication]]]:
    """One page of a Week's announced events, the newest first."""
    chosen = (
        select(Announcement, Publication)
        .join(Publication, Publication.uid == Announcement.event_uid)
        .where(Announcement.week == week, Announcement.gone_at.is_(None))
        .order_by(Announcement.made_at.desc(), Announcement.key)
    )
    return db.session.execute(chosen.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()


def how_many_followers(week: str) -> int:
    """How many follow a Week."""
    of_week = (Follower.week == week, Follower.accepted_at.is_not(None))
    return db.session.scalar(select(func.count()).select_from(Follower).where(*of_week)) or 0


def how_many_weeks() -> int:
    """How many Weeks can be followed."""
    return db.session.scalar(select(func.count()).select_from(PublishedWeek)) or 0
