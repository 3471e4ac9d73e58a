"""The description of the data faces (OpenAPI 3.1), made from the code's own vocabularies, query and types."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _

from app.catalogue.record import EventRecord
from app.syndication.envelope import VERSION, EventsRecord
from app.syndication.faces import FACES, Face
from app.syndication.parameters import CURSOR, PARAMETERS, Parameter
from app.syndication.schemas import Schema, Schemas

PROBLEM: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail"],
}
HEADERS: dict[str, Schema] = {
    "ETag": {"schema": {"type": "string"}},
    "Last-Modified": {"schema": {"type": "string"}},
    "Link": {"schema": {"type": "string"}},
}


def description() -> dict[str, Any]:
    """The whole document."""
    settings = current_app.config
    schemas = Schemas()
    page, event = schemas.of(EventsRecord), schemas.of(EventRecord)
    paths = {
        one.path: {"get": operation(one, page if one.media_type == "application/json" else None)} for one in FACES
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("%(site)s: events as data", site=settings["SITE_NAME"]),
            "version": VERSION,
            "description": _("Every public event, read-only. No key is needed. Read more at %(url)s.", url=guide()),
            "license": {"name": settings["LICENCE_NAME"], "url": settings["LICENCE_URL"]},
            "contact": {"email": settings["CONTACT_EMAIL"]},
        },
        "servers": [{"url": settings["SITE_URL"]}],
        "externalDocs": {"url": guide()},
        "paths": paths
        | {"/events/{slug}.json": {"get": one_event(event)}, "/weeks/{slug}/archive.zip": {"get": one_week()}},
        "components": {"schemas": schemas.named | {"ProblemDetails": PROBLEM}},
    }


def guide() -> str:
    """The page for people."""
    return f"{current_app.config['SITE_URL']}/api"


def operation(one: Face, schema: Schema | None) -> Schema:
    """A face of the query."""
    content = {one.media_type: {"schema": schema or one.schema}}
    said: Schema = {
        "operationId": one.name,
        "summary": str(one.words),
        "description": str(one.means),
        "parameters": [parameter(each) for each in PARAMETERS],
        "responses": {
            "200": {"description": str(one.words), "headers": HEADERS | problems_header(), "content": content},
            "304": {"description": _("Nothing has changed since you last asked")},
        },
    }
    if one.is_paged:
        said["parameters"].append(parameter(CURSOR))
        said["responses"]["400"] = {
            "description": _("The cursor cannot be read, or belongs to another list"),
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
        }
    return said


def one_event(schema: Schema) -> Schema:
    """The record of one event."""
    said = by_slug("event", _("One event"), _("The last part of the event’s address, with .json after it."))
    said["responses"] |= answered(_("The event"), "application/json", schema)
    said["responses"] |= {"404": page(_("There is no such event")), "410": page(_("Its organiser has withdrawn it"))}
    return said


def one_week() -> Schema:
    """The archive of one Week."""
    means = _(
        "Spreadsheet, data and calendar of a Week, and a page that explains them, without contact details (zip)."
    )
    said = by_slug("archive", _("A whole Week"), means)
    said["responses"] |= answered(_("The archive"), "application/zip", {"type": "string", "format": "binary"})
    return said | {"responses": said["responses"] | {"404": page(_("There is no such Week"))}}


def by_slug(name: str, summary: str, means: str) -> Schema:
    """Something by the last part of its page's address."""
    slug = {"name": "slug", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z0-9-]+$"}}
    unchanged = {"304": {"description": _("Nothing has changed since you last asked")}}
    return {
        "operationId": name,
        "summary": summary,
        "description": means,
        "parameters": [slug],
        "responses": unchanged,
    }


def answered(words: str, media_type: str, schema: Schema) -> Schema:
    """The answer 200."""
    return {"200": {"description": words, "headers": HEADERS, "content": {media_type: {"schema": schema}}}}


def page(words: str) -> Schema:
    """A page for people that says what is wrong."""
    return {"description": words, "content": {"text/html": {"schema": {"type": "string"}}}}


def parameter(one: Parameter) -> Schema:
    """A parameter. Any text is taken: what we do not know is left out and said, so that old links work for ever."""
    known: Schema = {"type": "string"}
    if one.values:
        known |= {"examples": list(one.values), "x-values": {code: str(words) for code, words in one.values.items()}}
    said: Schema = {"name": one.name, "in": "query", "description": str(one.means), "schema": known}
    if one.repeats:
        said |= {"schema": {"type": "array", "items": known}, "explode": True}
    if one.example:
        said["example"] = one.example
    return said


def problems_header() -> dict[str, Schema]:
    """Names what could not be used."""
    words = _("Parameters that could not be used, with commas between them; only where there are any")
    return {"Problems": {"description": words, "schema": {"type": "string"}}}
