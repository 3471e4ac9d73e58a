"""Makes an application ready to be served."""

from flask import Flask

from app.serving import files, health
from app.serving.edition import edition


def open_serving(app: Flask) -> None:
    """Work out the edition and open the addresses for built files and for health checks."""
    app.extensions["edition"] = edition(app.config)
    app.register_blueprint(files.blueprint)
    app.register_blueprint(health.blueprint)
