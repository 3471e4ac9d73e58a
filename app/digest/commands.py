"""``flask digest``: how many letters go out, and ending somebody's who wrote to us instead."""

import click
from flask import Flask
from flask.cli import AppGroup

from app.catalogue.wording import long_day
from app.digest import queries, services
from app.digest.jobs import open_digest_jobs
from app.digest.routes import blueprint
from app.digest.weekly import next_day
from app.extensions import db
from app.shared.clock import now

digest = AppGroup("digest", help="Weekly letters about what is on.")


def open_digest(app: Flask) -> None:
    """Add the pages, the commands, and the letters to the worker's jobs."""
    app.register_blueprint(blueprint)
    app.cli.add_command(digest)
    open_digest_jobs(app)


@digest.command()
def status() -> None:
    """How many letters go to how many addresses, and when next."""
    letters, addresses = queries.counts()
    click.echo(f"{letters} letters to {addresses} addresses.")
    click.echo(f"The next go on {long_day(next_day(now()))} at 8am in London.")


@digest.command()
@click.argument("email")
def forget(email: str) -> None:
    """End every weekly letter to an address, and delete it."""
    number = services.forget_person(email)
    db.session.commit()
    click.echo(f"{number} ended." if number else "Nothing goes to this address.")
