"""Pictures that nothing names any more, such as one that was replaced because somebody in it did not agree."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from app.extensions import db
from app.pictures.services import forget_picture
from app.registry.organisation import Organisation
from app.registry.picture import Picture
from app.registry.revision import Revision
from app.shared.clock import now

SPARED = timedelta(days=1)  # a page may be open that is about to name it
NAMED_BY = (Revision.image, Revision.organisation_logo, Organisation.logo)


def unused(at: datetime) -> list[Picture]:
    """Pictures older than a day that no revision and no organisation names. ``at`` is UTC."""
    query = select(Picture).where(Picture.created_at < at - SPARED).order_by(Picture.key)
    for column in NAMED_BY:
        query = query.where(~select(column).where(column == Picture.key).exists())
    return list(db.session.scalars(query))


def forget_unused(stopping: Callable[[], bool]) -> None:
    """Delete them, one by one. A job of the worker."""
    for row in unused(now()):
        if stopping():
            return
        forget_picture(row)
        db.session.commit()
