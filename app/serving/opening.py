"""Makes an application ready to be served."""

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.serving import health
from app.serving.edition import edition
from app.serving.kept import keep_answers

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def open_serving(app: Flask) -> None:
    """Work out the edition and open the addresses of the health checks."""
    app.extensions["edition"] = edition(app.config)
    app.register_blueprint(health.blueprint)


def served(app: Flask) -> "WSGIApplication":
    """What a WSGI server loads: the application behind the layer that keeps answers.

    TRUSTED_PROXIES says how many reverse proxies in front may be believed about address, host and scheme.
    """
    layer: WSGIApplication = keep_answers(app)
    proxies = app.config.get("TRUSTED_PROXIES", 0)
    # Outermost, so that what is kept is kept under the host that was asked for.
    return ProxyFix(layer, x_for=proxies, x_proto=proxies, x_host=proxies) if proxies else layer
