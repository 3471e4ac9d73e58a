"""The organiser's room."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

submission = Blueprint("submission", __name__)


class ReferenceConverter(BaseConverter):
    """The shape of a reference, tried before anything else that may stand at its place (a link's token)."""

    regex = "[A-Za-z]{2}-[0-9A-Za-z]{6}"
    weight = 50


@submission.record
def know_references(state: BlueprintSetupState) -> None:
    """Let addresses say ``<reference:reference>``."""
    state.app.url_map.converters["reference"] = ReferenceConverter
