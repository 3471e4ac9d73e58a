"""``flask prepare``: the database as the code of now needs it."""

import os

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

DEMONSTRATION = (("demo", "load", "--if-empty"), ("demo", "examples"))
CATALOGUE = ("catalogue", "ensure")


@click.command()
@with_appcontext
def prepare() -> None:
    """Migrate, load past and example events unless DEMO=0, and bring the public rows up to date.

    What the single commands do, in one process: starting Python takes longer than finding nothing to do.
    """
    click.echo("Preparing the database…")
    try:
        upgrade()
    except OperationalError as error:
        raise click.ClickException(f"The database cannot be reached or changed: {error.orig}") from error
    for step in (*(DEMONSTRATION if os.environ.get("DEMO") != "0" else ()), CATALOGUE):
        current_app.cli.main(step, prog_name="flask", standalone_mode=False)
