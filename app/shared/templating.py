"""What every template can use: our own folder first, then the GOV.UK component macros."""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from app.shared.assets import serve_assets
from app.shared.components import component
from app.shared.time_of_day import format_time


class Templates(Environment):
    """Flask's, with a template's globals in one dictionary.

    Jinja chains two, so that loaded templates see what is added later, which we do not need. Each import inside a
    component compares the chain with them key by key: an eighth of a form's page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Everybody's and the template's own."""
        return {**self.globals, **(d or {})}


def prepare(app: Flask) -> None:
    """Let templates import ``govuk_frontend_jinja`` macros, name built files and show our fields."""
    app.jinja_environment = Templates
    own = app.jinja_loader
    assert own is not None
    app.jinja_loader = ChoiceLoader(
        [own, PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["component_params"] = component
    app.jinja_env.filters["clock"] = format_time
    serve_assets(app)
