"""``flask campaign``: the Weeks. Their dates are data, announced when they are announced."""

from datetime import date, datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.catalogue.publish import publish_week
from app.extensions import db
from app.registry.campaign import Campaign
from app.registry.slugs import slugify
from app.registry.vocabularies.places import Nation

campaign = AppGroup("campaign", help="The Weeks that events belong to.")
DAY = click.DateTime(formats=["%Y-%m-%d"])


def as_day(value: datetime | None) -> date | None:
    """click gives midnights; the registry keeps days."""
    return value.date() if value else None


@campaign.command("add")
@click.argument("name")
@click.option("--host", required=True, help="Who runs it.")
@click.option("--year", type=int, required=True)
@click.option("--from", "first", type=DAY, help="First day, 2027-07-05. Leave out while it is not announced.")
@click.option("--to", "last", type=DAY, help="Last day.")
@click.option("--nation", type=click.Choice(list(Nation)), help="Leave out for the whole UK.")
@click.option("--theme", default="")
@click.option("--hashtag", default="")
@click.option("--website", default="")
@click.option("--welsh-name", default="")
@click.option("--open", "opens", type=DAY, help="First day on which events are taken.")
@click.option("--close", "closes", type=DAY, help="Last day on which events are taken.")
def add(name: str, **facts: object) -> None:
    """Add a Week, or change the one of the same name."""
    row = db.session.scalars(select(Campaign).where(Campaign.slug == slugify(name))).first() or Campaign()
    row.slug, row.name, row.name_cy = slugify(name), name, str(facts["welsh_name"])
    row.host, row.year = str(facts["host"]), int(str(facts["year"]))
    row.nation = str(facts["nation"]) if facts["nation"] else None
    row.theme, row.hashtag, row.website = (str(facts[key]) for key in ("theme", "hashtag", "website"))
    days = {key: as_day(value) for key, value in facts.items() if value is None or isinstance(value, datetime)}
    row.first_day, row.last_day = days.get("first"), days.get("last")
    row.submissions_open, row.submissions_close = days.get("opens"), days.get("closes")
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise click.ClickException("Give both days or neither, the last not before the first.") from error
    publish_week(row)
    db.session.commit()
    click.echo(f"{row.name}: /weeks/{row.slug}")


@campaign.command("list")
def show() -> None:
    """Every Week and its dates."""
    for row in db.session.scalars(select(Campaign).order_by(Campaign.year, Campaign.slug)):
        days = f"{row.first_day} to {row.last_day}" if row.first_day else "dates not announced"
        click.echo(f"{row.slug}: {row.name}, {row.host}, {days}")
