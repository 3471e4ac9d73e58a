"""What every template can use: our own folder first, then the GOV.UK component macros."""

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader


def prepare(app: Flask) -> None:
    """Let templates import ``govuk_frontend_jinja`` macros."""
    own = app.jinja_loader
    assert own is not None
    app.jinja_loader = ChoiceLoader([own, PackageLoader("govuk_frontend_jinja")])
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
