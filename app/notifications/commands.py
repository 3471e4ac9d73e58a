"""``flask worker`` and ``flask outbox``."""

import logging
import signal
from datetime import timedelta
from threading import Event
from types import FrameType

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from app.extensions import db
from app.notifications.delivery import count_by_status, retry
from app.notifications.languages import missing_words
from app.notifications.models import OutboxMessage
from app.notifications.stuck import is_stuck
from app.notifications.transports import transport_for
from app.notifications.worker import Job, add_job, deliver_mail, work

outbox = AppGroup("outbox", help="Mail that waits, went or failed.")


def open_notifications(app: Flask) -> None:
    """Add the commands, and delivering mail to the worker's jobs; say so where letters cannot be as people asked."""
    app.cli.add_command(worker)
    app.cli.add_command(outbox)
    add_job(app, Job("mail", timedelta(seconds=0), deliver_mail))
    with app.app_context():
        for words in missing_words():
            app.logger.warning(words)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due and stop.")
@with_appcontext
def worker(once: bool) -> None:
    """Deliver mail and run the other regular jobs until told to stop (Ctrl-C or SIGTERM)."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        transport_for(current_app.config)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    stop = Event()

    def finish(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, finish)
    work(current_app._get_current_object(), stop, once=once)  # type: ignore[attr-defined]


@outbox.command()
def status() -> None:
    """How many messages wait, are on their way, went, perhaps went, and failed."""
    for name, number in count_by_status().items():
        click.echo(f"{number:6} {name}")


@outbox.command()
def failed() -> None:
    """List the messages that could not be delivered, or perhaps were not, and why."""
    for row in db.session.scalars(select(OutboxMessage).where(is_stuck()).order_by(OutboxMessage.id)):
        click.echo(
            f"{row.id}  {row.status}  {row.recipient}  {row.kind}  {row.event_reference or '-'}  {row.last_error}"
        )


@outbox.command("retry")
@click.argument("message_id", type=int, required=False)
@click.option("--all", "everything", is_flag=True, help="Every failed message.")
def try_again(message_id: int | None, everything: bool) -> None:
    """Put failed messages back in the queue; a doubtful one by its number, when you know that it did not arrive."""
    if (message_id is None) != everything:
        raise click.UsageError("Give the number of one message (see flask outbox failed), or --all.")
    number = retry(message_id)
    db.session.commit()
    click.echo(f"{number} put back in the queue.")
