"""``flask demo``: real past events, example events, and as many as a benchmark wants."""

from collections.abc import Iterator
from datetime import timedelta

import click
from flask.cli import AppGroup
from sqlalchemy import select

from app.accounts.services import add_moderator, find_moderator
from app.demo import archive, generator
from app.demo.path import Identities, Loader
from app.demo.weeks import coming_week, load_past_weeks
from app.extensions import db
from app.operations.greeting import DEMONSTRATION_MODERATOR
from app.registry.event import Event
from app.registry.times import start_of, today
from app.registry.vocabularies.kinds import Origin
from app.shared.clock import now
from app.submission.answers import Answers
from app.submission.services import Provenance

demo = AppGroup("demo", help="Past, example and generated events, taken through the real path.")
EXAMPLES = 60
BATCH = 100
Listing = tuple[Provenance, Answers]


@demo.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing where past events are loaded already.")
def load(if_empty: bool) -> None:
    """Load the real past events and the Weeks they were part of."""
    if if_empty and db.session.scalars(select(Event.id).where(Event.origin == Origin.ARCHIVE).limit(1)).first():
        return
    load_past_weeks()
    listings, left_out, identities = [], [], Identities(references())
    for record in archive.records():
        try:
            answers = archive.answers(record)
        except ValueError as missing:
            left_out.append(f"{record['id']} {record['title']}: {missing}")
            continue
        listings.append((identities.of(Origin.ARCHIVE, record["id"], record["source_url"] or ""), answers))
    left_out += publish_all(iter(listings), len(listings), "Loading past events")
    for line in left_out:
        click.echo(f"Not published: {line}")


@demo.command("examples")
def examples() -> None:
    """Publish sixty example events of the coming Week, and a moderator to look round as."""
    if find_moderator(DEMONSTRATION_MODERATOR) is None:
        add_moderator(DEMONSTRATION_MODERATOR, "Mo (demonstration)")
    if db.session.scalars(select(Event.id).where(Event.origin == Origin.EXAMPLE).limit(1)).first() is None:
        run(EXAMPLES, seed=1, label="Publishing example events", in_the_week=True)
    db.session.commit()


@demo.command("generate")
@click.argument("count", type=click.IntRange(1, 100_000))
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same events.")
def generate(count: int, seed: int) -> None:
    """Publish COUNT varied example events around the coming Week."""
    run(count, seed=seed, label=f"Generating {count} events", in_the_week=False)


def run(count: int, *, seed: int, label: str, in_the_week: bool) -> None:
    """Publish generated events."""
    load_past_weeks()
    coming = coming_week(today(now()))
    assert coming.first_day is not None
    assert coming.last_day is not None
    week = generator.WeekDays(coming.slug, coming.first_day, coming.last_day)
    db.session.commit()
    listings = generator.listings(count, seed, week, Identities(references()), in_the_week=in_the_week)
    for line in publish_all(listings, count, label):
        click.echo(f"Not published: {line}")


def references() -> dict[str, str]:
    """The UID behind each reference there is."""
    return dict(db.session.execute(select(Event.reference, Event.uid)).tuples().all())


def publish_all(listings: Iterator[Listing], count: int, label: str) -> list[str]:
    """Publish each listing that is not there yet, some to a transaction. What the forms refuse is returned."""
    refused = []
    at = start_of(today(now()))
    loader = Loader()
    with click.progressbar(length=count, label=label) as bar:
        for batch in batches(listings):
            known = set(db.session.scalars(select(Event.uid).where(Event.uid.in_([s.uid for s, _a in batch]))))
            refused += loader.publish(
                (source, answers, at - timedelta(seconds=BATCH - number))
                for number, (source, answers) in enumerate(batch)
                if source.uid not in known
            )
            db.session.commit()
            db.session.expunge_all()
            bar.update(len(batch))
    return refused


def batches(listings: Iterator[Listing]) -> Iterator[list[Listing]]:
    """At most BATCH at a time, a festival never together with what is part of it."""
    batch: list[Listing] = []
    for source, answers in listings:
        festival = answers["about"].get("festival")
        if len(batch) == BATCH or (festival and festival in {known.reference for known, _answers in batch}):
            yield batch
            batch = []
        batch.append((source, answers))
    if batch:
        yield batch
