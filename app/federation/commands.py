"""``flask federation``: who follows, what waits, whom to have nothing to do with, and the key."""

import hashlib
import re

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import func, select

from app.extensions import db
from app.federation import addresses, followers, keys
from app.federation.models import Announcement, BlockedDomain, Delivery, Follower, Inbox

federation = AppGroup("federation", help="Weeks that can be followed from Mastodon, Mobilizon and Gancio.")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?")


@federation.command()
def status() -> None:
    """Whether it is on, who follows, what waits and which servers do not answer."""
    is_on = current_app.config["FEDERATION"]
    click.echo("Federation is on." if is_on else "Federation is off. Set FEDERATION=1 to switch it on.")
    if not addresses.site().startswith("https://"):
        click.echo("SITE_URL does not begin with https://, so other servers will not talk to this one.")
    click.echo("There is a key." if keys.public_key() else "There is no key yet: the worker makes it.")
    by_week = select(Follower.week, func.count()).group_by(Follower.week).order_by(Follower.week)
    for week, number in db.session.execute(by_week):
        click.echo(f"{number:6} follow {addresses.handle(week)}")
    live = select(func.count()).select_from(Announcement).where(Announcement.gone_at.is_(None))
    click.echo(f"{db.session.scalar(live):6} events announced")
    click.echo(f"{db.session.scalar(select(func.count()).select_from(Delivery)):6} deliveries waiting")
    for row in db.session.scalars(select(Inbox).where(Inbox.failing_since.is_not(None)).order_by(Inbox.url)):
        click.echo(f"       {addresses.host_of(row.url)} fails since {row.failing_since:%d %B %Y}: {row.last_error}")
    for domain in db.session.scalars(select(BlockedDomain.domain).order_by(BlockedDomain.domain)):
        click.echo(f"       {domain} is blocked")


@federation.command()
@click.argument("domain")
def block(domain: str) -> None:
    """Have nothing to do with a domain and those under it, and forget their followers."""
    gone = followers.block(checked(domain))
    db.session.commit()
    click.echo(f"{checked(domain)} is blocked. {gone} followers are forgotten.")


@federation.command()
@click.argument("domain")
def unblock(domain: str) -> None:
    """Let a domain follow again."""
    row = db.session.get(BlockedDomain, checked(domain))
    if row is None:
        raise click.ClickException(f"{checked(domain)} is not blocked.")
    db.session.delete(row)
    db.session.commit()
    click.echo(f"{row.domain} may follow again.")


@federation.command("keys")
@click.option("--renew", is_flag=True, help="Make another key. Other servers fetch it by themselves.")
def show_keys(renew: bool) -> None:
    """Make the key where there is none, and show its public half."""
    keys.ensure_key()
    if renew:
        keys.renew_key()
        db.session.commit()
    public = keys.public_key() or ""
    click.echo(public)
    click.echo(f"SHA-256 {hashlib.sha256(public.encode()).hexdigest()}")


def checked(domain: str) -> str:
    """A domain as it is kept. Raises UsageError for what is none."""
    plain = domain.strip().lower().rstrip(".")
    if not DOMAIN.fullmatch(plain):
        raise click.UsageError("Give a domain, such as social.example.")
    return plain
