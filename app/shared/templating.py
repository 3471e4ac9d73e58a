"""What every template can use: our own folder first, then the GOV.UK component macros."""

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from app.shared.assets import serve_assets
from app.shared.components import component
from app.shared.time_of_day import format_time


def prepare(app: Flask) -> None:
    """Let templates import ``govuk_frontend_jinja`` macros, name built files and show our fields."""
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
