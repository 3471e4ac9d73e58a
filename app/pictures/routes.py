"""The bytes of a picture. Its address is the digest of its pixels, so it never changes and cannot be guessed.

That is enough for a draft's picture too: only pages of the organiser and of moderators name it before it is public,
and somebody who can work the digest out has the very picture already.
"""

import re

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from app.pictures.drawn import MEDIA_TYPES
from app.pictures.storage import StorageDown, storage

blueprint = Blueprint("pictures", __name__)
NAME = re.compile(r"[0-9a-f]{40}-[1-9][0-9]{0,3}x[1-9][0-9]{0,3}(-card)?\.(jpg|webp)")
FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/pictures/<name>")
def picture(name: str) -> ResponseReturnValue:
    """One file of a picture, to be kept for a year by whoever asks."""
    match = NAME.fullmatch(name)
    if match is None:
        abort(404)
    try:
        data = storage().get(name)
    except StorageDown:
        abort(503)
    if data is None:
        abort(404)
    answer = Response(data, mimetype=MEDIA_TYPES[match[2]])
    answer.headers["Cache-Control"] = FOR_EVER
    answer.headers["Content-Disposition"] = "inline"
    answer.set_etag(name)
    return answer.make_conditional(request)
