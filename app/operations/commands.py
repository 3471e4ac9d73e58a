"""``flask serve``: the whole site, as ``make run`` starts it."""

import os
import signal
from threading import Event
from types import FrameType

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from app.operations.children import usual_workers, web_server, worker
from app.operations.greeting import greeting
from app.operations.preparing import prepare
from app.operations.readiness import NotReady, port_is_free, wait_until_ready
from app.operations.supervisor import GaveUp, Supervisor


def open_operations(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(prepare)
    app.cli.add_command(serve)


@click.command()
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="PORT", type=click.IntRange(1, 65535), default=5000, show_default=True)
@click.option("--workers", envvar="WEB_WORKERS", type=click.IntRange(1, 64), default=usual_workers, help="Processes.")
@with_appcontext
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site and deliver its mail until told to stop (Ctrl-C or SIGTERM)."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    check_port(host, port)
    click.echo("Starting the site…")
    stop = stop_on_signals()
    supervisor = Supervisor([web_server(host, port, workers), worker()], click.echo)
    try:
        wait_until_ready(host, port, lambda: supervisor.all_running() and not stop.is_set())
        for line in greeting(app, demonstration=os.environ.get("DEMO") != "0"):
            click.echo(line)
        supervisor.watch(stop)
    except (NotReady, GaveUp) as problem:
        if not stop.is_set():
            raise click.ClickException(str(problem)) from problem
    finally:
        supervisor.stop()
    click.echo("Stopped.")


def check_port(host: str, port: int) -> None:
    """Say plainly when we cannot listen there."""
    try:
        free = port_is_free(host, port)
    except OSError as error:
        raise click.ClickException(f"Cannot listen on {host} port {port}: {error.strerror}.") from error
    if not free:
        raise click.ClickException(
            f"Port {port} is already in use. Stop what uses it, or choose another: PORT={port % 65535 + 1} make run"
        )


def stop_on_signals() -> Event:
    """An event that is set when we are told to stop."""
    stop = Event()

    def note(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, note)
    return stop
