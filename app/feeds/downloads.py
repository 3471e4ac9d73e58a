"""What a downloaded file is called."""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 80


def disposition(name: str, ending: str) -> str:
    """A Content-Disposition (RFC 6266): a plain ASCII file name, and the real one where that differs.

    ``inline``, because a phone then offers to add the calendar instead of putting a file away.
    """
    words = re.sub(r"[^\w]+", " ", name).strip()[:LONGEST].strip()
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    plain = re.sub(r" +", "-", plain.strip()) or "events"
    value = f'inline; filename="{plain}.{ending}"'
    real = re.sub(r" +", "-", words)
    return value if real in ("", plain) else f"{value}; filename*=UTF-8''{quote(real, safe='')}.{ending}"
