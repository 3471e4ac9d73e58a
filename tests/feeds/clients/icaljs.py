"""ical.js, the parser of Thunderbird, standing alone: it knows only the time zone inside the feed."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.feeds.clients.missing import need, refuse

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = ROOT / "node_modules" / "ical.js" / "dist" / "ical.js"
PROGRAM = Path(__file__).with_name("read_ical.mjs")


def read(feed: bytes) -> Any:
    """What ical.js reads: ``{"properties", "name", "events"}``, instants in UTC (see read_ical.mjs)."""
    node = need("node", "Install Node 20 or newer.")
    if not LIBRARY.exists():
        refuse("ical.js is not installed, so our feeds were not tried with it. Run npm ci.")
    done = subprocess.run([node, PROGRAM, LIBRARY], input=feed, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
