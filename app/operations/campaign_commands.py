"""``flask campaign``: the Weeks. Their dates are data, announced when they are announced."""

from datetime import date
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import String, select
from sqlalchemy.exc import IntegrityError

from app.catalogue.publish import publish_week
from app.extensions import db
from app.registry.campaign import Campaign
from app.registry.slugs import slugify
from app.registry.vocabularies.places import Nation
from app.shared.characters import clean, one_line

campaign = AppGroup("campaign", help="The Weeks that events belong to.")


class Words(click.ParamType[str]):
    """One line for a column of a Week, cleaned as what people type is."""

    name = "words"

    def __init__(self, column: str) -> None:
        kind = Campaign.__table__.c[column].type
        assert isinstance(kind, String)
        self.longest = kind.length or 0

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The words. Fails on what cannot be read or kept."""
        text, unreadable = clean(value)
        if unreadable:
            self.fail("Take out the character that cannot be read.", param, ctx)
        if len(line := one_line(text)) > self.longest:
            self.fail(f"At most {self.longest} characters, please; these are {len(line)}.", param, ctx)
        return line


class Day(click.ParamType[date]):
    """A day, 2027-07-05."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails on what is none."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day like 2027-07-05.", param, ctx)


@campaign.command("add")
@click.argument("name", type=Words("name"))
@click.option("--host", type=Words("host"), required=True, help="Who runs it.")
@click.option("--year", type=click.IntRange(2000, 2999), required=True)
@click.option("--from", "first_day", type=Day(), help="First day, 2027-07-05. Leave out while it is not announced.")
@click.option("--to", "last_day", type=Day(), help="Last day.")
@click.option("--no-days", is_flag=True, help="Take the days back: they are not announced any more.")
@click.option("--nation", type=click.Choice([str(one) for one in Nation]), help="Leave out for the whole UK.")
@click.option("--theme", type=Words("theme"))
@click.option("--hashtag", type=Words("hashtag"))
@click.option("--website", type=Words("website"))
@click.option("--welsh-name", "name_cy", type=Words("name_cy"))
@click.option("--open", "submissions_open", type=Day(), help="First day on which events are taken.")
@click.option("--close", "submissions_close", type=Day(), help="Last day on which events are taken.")
def add(name: str, *, no_days: bool, **facts: Any) -> None:
    """Add a Week, or change the one of the same name: what is left out stays as it is."""
    slug = slugify(name)
    if not slug:
        raise click.ClickException("Give the Week a name with letters or numbers in it.")
    row = db.session.scalars(select(Campaign).where(Campaign.slug == slug)).first() or Campaign(slug=slug)
    given = {"name": name} | {column: value for column, value in facts.items() if value is not None}
    if "first_day" in given:
        given["note"] = ""  # of an example, that its days are made up
    if no_days:
        given |= {"first_day": None, "last_day": None}
    for column, value in given.items():
        setattr(row, column, value)
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError as error:
        db.session.rollback()
        raise click.ClickException(
            "Give both days or neither, the last not before the first, and --close not before --open."
        ) from error
    publish_week(row)
    db.session.commit()
    click.echo(f"{row.name}: /weeks/{row.slug}")


@campaign.command("list")
def show() -> None:
    """Every Week and its dates."""
    for row in db.session.scalars(select(Campaign).order_by(Campaign.year, Campaign.slug)):
        days = f"{row.first_day} to {row.last_day}" if row.first_day else "dates not announced"
        click.echo(f"{row.slug}: {row.name}, {row.host}, {days}")
