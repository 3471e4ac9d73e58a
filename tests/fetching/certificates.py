"""Certificates that only themselves vouch for, made for one run of the tests."""

import subprocess
from pathlib import Path

COMMAND = """
    req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN={name}
    -addext subjectAltName=DNS:{name}
"""


def own_certificate(folder: Path, openssl: str, name: str = "localhost") -> Path:
    """The certificate of a name and its key in one file."""
    file = folder / f"{name}.pem"
    command = [openssl, *COMMAND.format(name=name).split(), "-keyout", str(file), "-out", "-"]
    made = subprocess.run(command, check=True, capture_output=True).stdout
    file.write_bytes(file.read_bytes() + made)
    return file
