"""``flask moderator``: who may decide, managed by whoever has the server's shell."""

from datetime import timedelta

import click
from email_validator import EmailNotValidError, validate_email
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import select

from app.accounts import services
from app.accounts.limits import forget_old_requests
from app.accounts.links import forget_old_links
from app.accounts.models import Moderator
from app.accounts.routes import accounts
from app.extensions import db
from app.notifications.worker import Job, add_job

moderator = AppGroup("moderator", help="Who may decide about events.")


def open_accounts(app: Flask) -> None:
    """Add the pages, the commands, and a daily tidying to the worker's jobs."""
    app.register_blueprint(accounts)
    app.cli.add_command(moderator)
    add_job(app, Job("tidy links", timedelta(days=1), lambda _stopping: tidy()))


def tidy() -> None:
    """Forget links and counts that nothing looks at any more."""
    forget_old_links()
    forget_old_requests()
    db.session.commit()


def known(email: str) -> Moderator:
    """The moderator with this address, or a message that says there is none."""
    found = services.find_moderator(email)
    if found is None:
        raise click.ClickException(f"No moderator has the address {email}. See flask moderator list.")
    return found


@moderator.command()
@click.argument("email")
@click.argument("name")
def add(email: str, name: str) -> None:
    """Let somebody decide."""
    try:
        address = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise click.ClickException(str(error)) from error
    if not name.strip() or len(name) > 120 or not name.isprintable():
        raise click.ClickException("Give a name of 1 to 120 characters.")
    added = services.add_moderator(address, name)
    db.session.commit()
    click.echo(f"{added.name} <{added.email}> is a moderator. They sign in at /sign-in.")


@moderator.command()
@click.argument("email")
@click.option("--minutes", type=click.IntRange(1, 24 * 60), default=30, show_default=True)
def link(email: str, minutes: int) -> None:
    """Print an address that signs a moderator in once, without a code."""
    found = known(email)
    if not found.active:
        raise click.ClickException(f"{found.email} was removed. Add them again first.")
    address = services.console_link(found, timedelta(minutes=minutes))
    db.session.commit()
    click.echo(address)


@moderator.command("list")
def show() -> None:
    """List moderators, their state and when they were last here."""
    for found in db.session.scalars(select(Moderator).order_by(Moderator.email)):
        state = "active" if found.active else "removed"
        code = "code set up" if found.totp_secret else "no code yet"
        last = f"{found.last_signed_in_at:%Y-%m-%d %H:%M} UTC" if found.last_signed_in_at else "never"
        click.echo(f"{found.email}  {found.name}  {state}  {code}  last signed in: {last}")


@moderator.command()
@click.argument("email")
def remove(email: str) -> None:
    """Stop somebody deciding, at once."""
    found = known(email)
    services.remove_moderator(found)
    db.session.commit()
    click.echo(f"{found.email} is no longer a moderator.")


@moderator.command("forget-code")
@click.argument("email")
def forget_code(email: str) -> None:
    """For a lost phone: the next sign-in sets up a new one."""
    found = known(email)
    services.forget_second_factor(found)
    db.session.commit()
    click.echo(f"{found.email} sets up a new code when they next sign in.")
