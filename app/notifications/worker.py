"""Work that happens beside requests: a small list of jobs, run again and again by ``flask worker``."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from flask import Flask, current_app

from app.extensions import db
from app.notifications.delivery import deliver_due
from app.notifications.transports import transport_for
from app.shared.clock import now

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between rounds


@dataclass
class Job:
    """Something done every so often. ``run`` gets ``stopping`` to ask between pieces of work, and commits its own."""

    name: str
    every: timedelta
    run: Callable[[Callable[[], bool]], object]
    next_at: datetime | None = field(default=None)


def add_job(app: Flask, job: Job) -> None:
    """Have ``flask worker`` run a job. For a room's opening step."""
    app.extensions.setdefault("worker_jobs", []).append(job)


def deliver_mail(stopping: Callable[[], bool]) -> None:
    """Send what is due until nothing is."""
    transport = transport_for(current_app.config)
    while not stopping():
        counts = deliver_due(transport, stopping=stopping)
        if not counts or counts.unreachable:
            break


def work(app: Flask, stop: Event, *, once: bool = False) -> None:
    """Run due jobs each second until ``stop`` is set, or all of them one time. The piece in hand is finished."""
    jobs: list[Job] = app.extensions.get("worker_jobs", [])
    while not stop.is_set():
        for job in jobs:
            if stop.is_set():
                break
            if once or job.next_at is None or job.next_at <= now():
                job.next_at = now() + job.every
                run_safely(app, job, stop)
        if once:
            return
        stop.wait(PAUSE)


def run_safely(app: Flask, job: Job, stop: Event) -> None:
    """One job's failure is logged and does not stop the others."""
    with app.app_context():
        try:
            job.run(stop.is_set)
        except Exception:
            log.exception("job %s failed; it will run again", job.name)
        finally:
            db.session.rollback()
