"""``flask catalogue``: make the public rows again."""

import hashlib
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import func, select

from app.catalogue import publish
from app.catalogue.models import CatalogueState, LeftOut
from app.extensions import db
from app.registry.event import Event

catalogue = AppGroup("catalogue", help="What is public: made from revisions and decisions.")
ROOMS_THAT_WRITE = ("catalogue", "registry/vocabularies")


@catalogue.command("rebuild")
def rebuild() -> None:
    """Make every public row again, in one transaction. The same history gives the same bytes."""
    count = db.session.scalar(select(func.count()).select_from(Event).where(Event.slug.is_not(None))) or 0
    with click.progressbar(length=count, label="Rebuilding the catalogue") as bar:
        for done in publish.rebuild(made_for()):
            bar.update(done)
    db.session.commit()
    click.echo(f"{count} events.")
    missing = select(Event.reference, LeftOut.face, LeftOut.reason).join(LeftOut, LeftOut.event_id == Event.id)
    for reference, face, reason in db.session.execute(missing.order_by(Event.id, LeftOut.face)):
        click.echo(f"{reference} is missing from {face}: {reason}")


@catalogue.command("ensure")
@click.pass_context
def ensure(context: click.Context) -> None:
    """Rebuild only when the site's address or the code that writes the catalogue has changed."""
    if db.session.scalar(select(CatalogueState.made_for)) != made_for():
        context.invoke(rebuild)


def made_for() -> str:
    """What the rows depend on besides history: the site's address and the code that writes them."""
    root = Path(__file__).resolve().parent.parent
    code = hashlib.sha256()
    for room in ROOMS_THAT_WRITE:
        for file in sorted((root / room).glob("*.py")):
            code.update(file.read_bytes())
    return f"{current_app.config['SITE_URL']} {code.hexdigest()[:16]}"
