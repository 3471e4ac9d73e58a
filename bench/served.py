"""The site as it is where only ``requirements.txt`` is installed.

geopy loads aiohttp and requests where it finds them; only the packages of the tests bring them, and 14 MB with them.
"""

import sys

for only_for_tests in ("aiohttp", "requests"):
    sys.modules[only_for_tests] = None  # type: ignore[assignment]  (an import now fails as if it were not installed)

from wsgi import application  # noqa: E402

__all__ = ["application"]
