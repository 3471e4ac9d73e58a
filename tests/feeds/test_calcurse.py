"""calcurse, a calendar for the terminal, takes our file in."""

import subprocess
from pathlib import Path

import pytest

from tests.catalogue.documents import a_document, a_session
from tests.feeds.clients.missing import need
from tests.feeds.published import feed

pytestmark = pytest.mark.client


def test_calcurse_shows_the_title_and_the_time_in_london(tmp_path: Path) -> None:
    calcurse = need("calcurse", "Install calcurse.")
    sessions = [a_session("summer"), a_session("winter", starts_on="2027-12-01")]
    (tmp_path / "feed.ics").write_bytes(feed(a_document(sessions=sessions)))
    alone = {"HOME": str(tmp_path), "TZ": "Europe/London", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    command = [calcurse, "-D", str(tmp_path / "data"), "-C", str(tmp_path / "config")]
    subprocess.run(
        [*command, "-i", str(tmp_path / "feed.ics")], env=alone, capture_output=True, timeout=30, check=True
    )
    for day in ("07/07/2027", "12/01/2027"):
        listed = subprocess.run(
            [*command, "-Q", "--from", day, "--days", "1"], env=alone, capture_output=True, timeout=30, check=True
        )
        assert "10:00 -> 11:30" in listed.stdout.decode()
        assert "Sharing circle" in listed.stdout.decode()
