"""Where pictures are kept: a folder, or an S3-compatible service."""

import os
import tempfile
from pathlib import Path
from typing import Protocol

from flask import current_app


class StorageDown(Exception):
    """The storage did not answer, or refused. It may later."""


class Storage(Protocol):
    """Bytes by name. What a name stands for never changes. Every method may raise StorageDown."""

    def put(self, name: str, data: bytes, media_type: str) -> None:
        """Keep bytes; keeping the same again changes nothing."""

    def get(self, name: str) -> bytes | None:
        """The bytes, or None where there are none."""

    def delete(self, name: str) -> None:
        """Forget bytes, where there are any."""


class FolderStorage:
    """Files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, data: bytes, media_type: str) -> None:  # noqa: ARG002 - the ending says it
        """Write beside and move into place, so that nobody reads half a picture."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, half = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(half).replace(self.folder / name)
        except OSError as problem:
            raise StorageDown(str(problem)) from problem

    def get(self, name: str) -> bytes | None:
        """Read it."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise StorageDown(str(problem)) from problem

    def delete(self, name: str) -> None:
        """Remove it."""
        try:
            (self.folder / name).unlink(missing_ok=True)
        except OSError as problem:
            raise StorageDown(str(problem)) from problem


def storage() -> Storage:
    """The storage of this application."""
    kept: Storage = current_app.extensions["pictures"]
    return kept
