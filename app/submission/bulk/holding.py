"""Whose upload this is: this browser's, or the signed-in organiser's. Its drafts go with it."""

from flask import abort, session
from sqlalchemy import select

from app.accounts.models import Moderator
from app.accounts.moderator_session import current_moderator
from app.extensions import db
from app.registry.event import Event
from app.registry.upload import Upload

MOST = 10  # keys; a cookie holds 4 kB


def allow_upload(key: str) -> None:
    """Let this browser see an upload and edit its drafts. The newest ten are kept."""
    session["uploads"] = [*(other for other in held() if other != key), key][-MOST:]


def held() -> list[str]:
    """The keys of this browser's uploads."""
    return [str(key) for key in session.get("uploads", [])]


def upload_with(key: str) -> Upload | None:
    """An upload by its key. Keys are ours: anything else is not asked of the database."""
    if not key.isascii() or not key.replace("-", "").replace("_", "").isalnum() or len(key) > 64:
        return None
    return db.session.scalars(select(Upload).where(Upload.key == key)).first()


def own_upload(key: str, organiser_id: int | None) -> Upload:
    """An upload of this browser or organiser, or of the moderators; for everybody else there is none (404)."""
    upload = upload_with(key)
    if upload is None:
        abort(404)
    mine = organiser_id is not None and upload.organiser_id == organiser_id
    if upload.key not in held() and not mine and moderator_of(upload) is None:
        abort(404)
    return upload


def moderator_of(upload: Upload) -> Moderator | None:
    """The moderator at this browser, for what moderators bring on somebody's behalf; else None."""
    if upload.source is None or upload.source.moderator_id is None:
        return None
    try:
        return current_moderator()
    except LookupError:
        return None


def is_from_own_upload(event: Event) -> bool:
    """Whether the draft was made from an upload of this browser."""
    key, colon, _row = (event.submission_key or "").partition(":")
    return bool(colon) and key in held()
