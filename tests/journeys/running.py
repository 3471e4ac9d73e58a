"""The site as it is run: migrations, production web server and worker as processes, an SQLite file, mail as files."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

PATIENCE = 60.0  # seconds


class RunningSite:
    """One site on 127.0.0.1 with a folder of its own. ``start`` returns when it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        unset = (
            "DATABASE_URL",
            "MAIL_URL",
            "SITE_URL",
            "GEOCODER",
            "GEOCODER_URL",
            "MAP_TILE_URL",
            "SECRET_KEY",
            "HOST",
        )
        self.environment = {name: value for name, value in os.environ.items() if name not in unset}
        self.environment |= {
            "INSTANCE_PATH": str(folder),
            "PORT": str(self.port),
            "DEMO": "0",
            "PYTHONUNBUFFERED": "1",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def flask(self, *words: str) -> str:
        """What a command of the operator printed."""
        line = [sys.executable, "-m", "flask", "--app", "app", *words]
        done = subprocess.run(line, env=self.environment, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self) -> None:
        """Migrate and serve."""
        self.flask("db", "upgrade")
        line = [sys.executable, "-m", "flask", "--app", "app", "serve", "--workers", "1"]
        with (self.folder / "site.log").open("wb") as log:
            self.process = subprocess.Popen(line, env=self.environment, stdout=log, stderr=log)
        self.wait(self.answers, "the site did not start")

    def answers(self) -> bool:
        """Whether it is ready."""
        assert self.process is not None
        assert self.process.poll() is None, self.log()
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def stop(self) -> None:
        """As Ctrl-C does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=30)

    def log(self) -> str:
        """What the site printed."""
        return (self.folder / "site.log").read_text(errors="replace")

    def wait(self, until: object, otherwise: str) -> None:
        """Ask again and again until it is so."""
        end = time.monotonic() + PATIENCE
        assert callable(until)
        while not until():
            assert time.monotonic() < end, f"{otherwise}\n{self.log()}"
            time.sleep(0.1)

    def letter(self, kind: str, about: str) -> EmailMessage:
        """The letter of a kind that mentions a reference or title, once it is delivered."""
        found: list[EmailMessage] = []

        def arrived() -> bool:
            for file in sorted((self.folder / "mail").glob(f"*-{kind}-*.eml")):
                letter = message_from_bytes(file.read_bytes(), policy=policy.default)
                assert isinstance(letter, EmailMessage)
                if about in words_of(letter):
                    found.append(letter)
            return bool(found)

        self.wait(arrived, f"no letter of the kind {kind}")
        return found[-1]


def words_of(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(letter: EmailMessage, under: str) -> str:
    """The first address in a letter that has this in it."""
    found = re.search(rf"http://127\.0\.0\.1:\d+/{under}\S*", words_of(letter))
    assert found is not None, words_of(letter)
    return found.group()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
