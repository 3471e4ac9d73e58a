"""Opens the room: the commands always, everything else only where the operator said so."""

from datetime import timedelta

from flask import Flask

from app.extensions import csrf
from app.federation.announcing import announce
from app.federation.cleaning import clean
from app.federation.commands import federation
from app.federation.delivering import deliver
from app.federation.routes import blueprint
from app.notifications.worker import Job, add_job


def open_federation(app: Flask) -> None:
    """Add the commands; with FEDERATION also the addresses and the worker's jobs."""
    app.cli.add_command(federation)
    if not app.config["FEDERATION"]:
        return
    csrf.exempt(blueprint)  # other servers have no form; they sign
    app.register_blueprint(blueprint)
    add_job(app, Job("federation announcing", timedelta(seconds=2), announce))
    add_job(app, Job("federation delivering", timedelta(seconds=0), deliver))
    add_job(app, Job("federation cleaning", timedelta(days=1), clean))
