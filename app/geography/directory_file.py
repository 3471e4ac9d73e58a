"""Opening an ONS directory: a csv file, or the zip it comes in."""

import csv
import hashlib
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from app.geography.directory_columns import Columns, UnknownColumnsError, columns_of, name_columns

RELEASE = re.compile(r"(ONSPD|NSPL(?:21|11)?)[_ -]+([A-Za-z]{3})[A-Za-z]*[_ -]+(20\d\d)", re.IGNORECASE)


class DirectoryError(ValueError):
    """The file is not an ONS directory. The message says what was expected."""


@dataclass(frozen=True, slots=True)
class Part:
    """One csv file of the directory. ``member`` is its name inside a zip, None for the file itself."""

    path: Path
    member: str | None
    columns: Columns
    size: int
    """Bytes, unpacked."""


@dataclass(frozen=True, slots=True)
class Directory:
    """An ONS directory: its csv files in the order they are read, its release and the names of its councils."""

    digest: str
    release: str
    parts: tuple[Part, ...]
    names: dict[str, str]

    @property
    def size(self) -> int:
        """Bytes of all parts, unpacked."""
        return sum(part.size for part in self.parts)


def open_directory(path: Path) -> Directory:
    """Look into a file: which parts it has and where their columns are. Raises DirectoryError and OSError."""
    try:
        return zipped(path) if zipfile.is_zipfile(path) else plain(path)
    except (zipfile.BadZipFile, csv.Error) as error:
        raise DirectoryError(f"{path.name} cannot be read: {error}") from error


def plain(path: Path) -> Directory:
    """A csv file by itself."""
    if starts_as_zip(path):
        raise DirectoryError(f"{path.name} is a zip file whose end is missing. Download it again.")
    try:
        columns = columns_of(first_line(path, None))
    except UnknownColumnsError as missing:
        raise DirectoryError(
            f"{path.name} has no column for: {missing}. Give the ONS Postcode Directory or the National Statistics "
            "Postcode Lookup, as csv or in its zip, with its first line of column names."
        ) from missing
    part = Part(path, None, columns, path.stat().st_size)
    return Directory(digest_of(path), release_of(path.name), (part,), {})


def starts_as_zip(path: Path) -> bool:
    """Whether it began as a zip file: one whose download stopped half-way still does."""
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def zipped(path: Path) -> Directory:
    """The zip as it is published: ``Data/*.csv``, or ``Data/multi_csv/*.csv`` by postcode area, and ``Documents``."""
    parts: list[Part] = []
    names: dict[str, str] = {}
    with zipfile.ZipFile(path) as archive:
        members = sorted(info.filename for info in archive.infolist() if info.filename.lower().endswith(".csv"))
        for member in members:
            header = first_line(path, member)
            try:
                parts.append(Part(path, member, columns_of(header), archive.getinfo(member).file_size))
            except UnknownColumnsError:
                names |= names_in(path, member, header)
    # The whole and the same rows again by area are both there: read the whole.
    whole = [part for part in parts if not in_pieces(part)]
    chosen = tuple(whole or parts)
    if not chosen:
        raise DirectoryError(f"{path.name} has no csv file with postcodes and points (pcds, lat, long) in it.")
    largest = max(chosen, key=lambda part: part.size)
    release = release_of(path.name, PurePosixPath(largest.member or "").name)
    return Directory(digest_of(path), release, chosen, names)


def in_pieces(part: Part) -> bool:
    """Whether a file is one of those by postcode area."""
    return "multi" in PurePosixPath(part.member or "").parent.name.lower()


@contextmanager
def opened(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    """The bytes of a file or of a member of a zip."""
    if member is None:
        with path.open("rb") as file:
            yield file
    else:
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            yield file


def lines_of(path: Path, member: str | None) -> Iterator[str]:
    """The lines, without a byte order mark. Welsh names are in UTF-8 or, in older files, Windows-1252."""
    try:
        with opened(path, member) as file:
            for number, line in enumerate(file):
                yield decoded(line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise DirectoryError(f"{member or path.name} in {path.name} is damaged or locked: {error}") from error


def decoded(line: bytes) -> str:
    """One line as text."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def values_of(line: str) -> list[str]:
    """The values of one line. ONS values have no line ends, so that an open quote spoils one row, not the file."""
    return next(csv.reader((line,)), [])


def first_line(path: Path, member: str | None) -> list[str]:
    """The names of the columns."""
    return values_of(next(lines_of(path, member), ""))


def names_in(path: Path, member: str, header: list[str]) -> dict[str, str]:
    """Council names by code, when this is one of the files that has them."""
    at = name_columns(header)
    if at is None:
        return {}
    rows = (values_of(line) for line in lines_of(path, member))
    return {row[at[0]].strip(): row[at[1]].strip() for row in rows if is_named(row, at)}


def is_named(row: list[str], at: tuple[int, int]) -> bool:
    """Whether a row of names has a code and a name (the pseudo codes mean "not here")."""
    if len(row) <= max(at):
        return False
    code, name = row[at[0]].strip(), row[at[1]].strip()
    return bool(re.fullmatch(r"[A-Z]\d{8}", code) and not code.endswith("99999999") and name)


def release_of(*names: str) -> str:
    """ "NSPL Aug 2026" from a file's name; the name itself where it does not say."""
    for name in names:
        if match := RELEASE.search(name):
            return f"{match[1].upper()} {match[2].capitalize()} {match[3]}"
    return Path(names[0]).stem[:100]


def digest_of(path: Path) -> str:
    """The SHA-256 of the file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
