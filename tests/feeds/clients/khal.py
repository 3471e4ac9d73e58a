"""vdirsyncer and khal: a subscription over HTTP and a list of what is on, with homes of their own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.feeds.clients.missing import need

VDIRSYNCER = """
[general]
status_path = "{home}/status"
[pair week]
a = "remote"
b = "local"
collections = null
[storage remote]
type = "http"
url = "{url}"
[storage local]
type = "filesystem"
path = "{home}/calendar"
fileext = ".ics"
"""
KHAL = """
[calendars]
[[week]]
path = {home}/calendar
readonly = True
[locale]
local_timezone = Europe/London
default_timezone = Europe/London
timeformat = %H:%M
dateformat = %d/%m/%Y
longdateformat = %d/%m/%Y
datetimeformat = %d/%m/%Y %H:%M
longdatetimeformat = %d/%m/%Y %H:%M
[sqlite]
path = {home}/khal.db
"""
LINE = "{start-date} {start-time} - {end-date} {end-time} | {title} | {location} | {status}"


class Subscription:
    """Cal's computer: it keeps a copy of one feed, as vdirsyncer does, and lists it with khal."""

    def __init__(self, home: Path, url: str) -> None:
        self.home = home
        for name in ("calendar", "status"):
            (home / name).mkdir(parents=True, exist_ok=True)
        (home / "vdirsyncer.conf").write_text(VDIRSYNCER.format(home=home, url=url))
        (home / "khal.conf").write_text(KHAL.format(home=home))
        self.sync("discover")

    def sync(self, act: str = "sync") -> None:
        """Fetch what is new."""
        self.run("vdirsyncer", "--config", str(self.home / "vdirsyncer.conf"), act)

    def list(self, first: str, last: str) -> list[str]:
        """Every event between two days (``DD/MM/YYYY``), one line each: start, end, title, place, status."""
        listed = self.run(
            "khal",
            "-c",
            str(self.home / "khal.conf"),
            "list",
            "--day-format",
            "",
            "--format",
            LINE,
            "--once",
            first,
            last,
        )
        return [line.strip() for line in listed.splitlines() if line.strip()]

    def run(self, program: str, *arguments: str) -> str:
        """What a program of Cal's printed."""
        beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        command = need(program, "Install the development requirements.", path=beside)
        own = {"HOME": str(self.home), "TZ": "Europe/London", "LC_ALL": "C.UTF-8"}
        folders = {f"XDG_{kind}_HOME": str(self.home / kind) for kind in ("CONFIG", "DATA", "CACHE", "STATE")}
        done = subprocess.run(
            [command, *arguments],
            env={"PATH": beside, **own, **folders},
            input="y\n",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout
