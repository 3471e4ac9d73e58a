"""A certificate for localhost that only itself vouches for."""

import subprocess
from pathlib import Path

COMMAND = """
    req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost
    -addext subjectAltName=DNS:localhost
"""


def own_certificate(folder: Path, openssl: str) -> Path:
    """The certificate and its key in one file."""
    file = folder / "localhost.pem"
    command = [openssl, *COMMAND.split(), "-keyout", str(file), "-out", "-"]
    made = subprocess.run(command, check=True, capture_output=True).stdout
    file.write_bytes(file.read_bytes() + made)
    return file
