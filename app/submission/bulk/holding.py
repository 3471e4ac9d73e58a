"""Whose upload this is: this browser's, or the signed-in organiser's. Its drafts go with it."""

from flask import abort, session

from app.registry.event import Event
from app.registry.upload import Upload
from app.submission.bulk.services import upload_with

MOST = 10  # keys; a cookie holds 4 kB


def allow_upload(key: str) -> None:
    """Let this browser see an upload and edit its drafts. The newest ten are kept."""
    session["uploads"] = [*(other for other in held() if other != key), key][-MOST:]


def held() -> list[str]:
    """The keys of this browser's uploads."""
    return [str(key) for key in session.get("uploads", [])]


def own_upload(key: str, organiser_id: int | None) -> Upload:
    """An upload of this browser or organiser; for everybody else there is none (404)."""
    upload = upload_with(key)
    if upload is None:
        abort(404)
    mine = organiser_id is not None and upload.organiser_id == organiser_id
    if upload.key not in held() and not mine:
        abort(404)
    return upload


def is_from_own_upload(event: Event) -> bool:
    """Whether the draft was made from an upload of this browser."""
    key, colon, _row = (event.submission_key or "").partition(":")
    return bool(colon) and key in held()
