"""Loading an ONS directory into the gazetteer, in batches that can be stopped and gone on with."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Insert, and_, case, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.geography.directory_file import Directory, Part, lines_of, values_of
from app.geography.directory_rows import BadRowError, Refusal, Row, read_row
from app.geography.gazetteer import DEGREE
from app.geography.models import GazetteerLoad, GazetteerName, GazetteerOutward, GazetteerPostcode
from app.shared.clock import now

BATCH = 20_000


@dataclass(slots=True)
class Batch:
    """Some rows that were read: those to keep, and what became of the others."""

    size: int = 0
    """Bytes read, for the progress bar."""
    read: int = 0
    rows: list[Row] = field(default_factory=list)
    left_out: dict[Refusal, int] = field(default_factory=lambda: dict.fromkeys(Refusal, 0))
    bad: list[str] = field(default_factory=list)
    """Which rows were bad and why; counted in full, told in part."""


def begin(directory: Directory, file_name: str, *, northern_ireland: bool) -> GazetteerLoad:
    """The load of this file: the one that was stopped or finished before, or a new one. Commits nothing."""
    same = select(GazetteerLoad).filter_by(digest=directory.digest, northern_ireland=northern_ireland)
    load = db.session.scalar(same)
    if load is None:
        load = GazetteerLoad(
            digest=directory.digest,
            northern_ireland=northern_ireland,
            file_name=file_name[:255],
            release=directory.release,
            started_at=now(),
            rows_done=0,
            kept=0,
            without_point=0,
            refused=0,
            bad=0,
        )
        db.session.add(load)
        db.session.flush()
    return load


def go_on(directory: Directory, load: GazetteerLoad) -> Iterator[Batch]:
    """Read and keep one batch after another, from where the load was. The caller commits after each.

    A batch and the count of rows done are one transaction, so a load that is killed is never half a batch further
    than it says; and rows are kept by their postcode, so that none is ever there twice.
    """
    for batch in batches(directory, skip=load.rows_done, northern_ireland=load.northern_ireland):
        if batch.rows:
            db.session.execute(keep(), [dict(row) for row in batch.rows])
        load.rows_done += batch.read
        load.kept += len(batch.rows)
        load.without_point += batch.left_out[Refusal.WITHOUT_POINT]
        load.refused += batch.left_out[Refusal.NORTHERN_IRELAND]
        load.bad += len(batch.bad)
        db.session.flush()
        yield batch


def finish(directory: Directory, load: GazetteerLoad) -> None:
    """Keep the council names and work out the outward codes. Commits nothing."""
    for code, name in directory.names.items():
        db.session.merge(GazetteerName(code=code, name=name[:100], release=directory.release))
    db.session.execute(delete(GazetteerOutward))
    db.session.execute(middle_of_outward_codes())
    load.finished_at = now()
    db.session.flush()


def batches(directory: Directory, *, skip: int, northern_ireland: bool) -> Iterator[Batch]:
    """The rows of all parts after the first ``skip``. The skipped ones come first, as one batch of bytes only."""
    skipped = Batch()
    for part in directory.parts:
        lines = enumerate(lines_of(part.path, part.member), start=1)
        next(lines, None)
        for _number, line in islice(lines, skip):
            skip -= 1
            skipped.size += len(line)
        if skip == 0 and skipped.size:
            yield skipped
            skipped = Batch()
        while batch := read_batch(part, list(islice(lines, BATCH)), northern_ireland=northern_ireland):
            yield batch


def read_batch(part: Part, lines: list[tuple[int, str]], *, northern_ireland: bool) -> Batch | None:
    """Some lines, read; None when there are none."""
    if not lines:
        return None
    batch = Batch(read=len(lines), size=sum(len(line) for _number, line in lines))
    for number, line in lines:
        try:
            row = read_row(values_of(line), part.columns, northern_ireland=northern_ireland)
        except (BadRowError, csv.Error) as reason:
            batch.bad.append(f"{part.member or part.path.name}, line {number}: {reason}")
            continue
        if isinstance(row, Refusal):
            batch.left_out[row] += 1
        else:
            batch.rows.append(row)
    return batch


def keep() -> Insert:
    """Insert a postcode, or replace what an older release said of it. Both databases write this the same way."""
    dialect: Any = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    # The table, not the model: the ORM would compile the statement anew wherever a value is None (six times slower).
    table = GazetteerPostcode.__table__
    statement = dialect.insert(table)
    others = [column.name for column in table.columns if not column.primary_key]
    replaced: Insert = statement.on_conflict_do_update(
        index_elements=["postcode"], set_={name: statement.excluded[name] for name in others}
    )
    return replaced


def middle_of_outward_codes() -> Insert:
    """Fill the table of outward codes from the postcodes in use, or from the retired ones where none is."""
    row = GazetteerPostcode
    outward = func.substr(row.postcode, 1, func.length(row.postcode) - 3)
    in_use = row.terminated.is_(None)

    def middle(column: Any) -> Any:
        return func.coalesce(func.avg(column).filter(in_use), func.avg(column)) / (1.0 * DEGREE)

    def shared(column: Any) -> Any:
        """What all postcodes in use say, None where they differ or where one does not say."""
        least, most = func.min(column).filter(in_use), func.max(column).filter(in_use)
        known = func.count(column).filter(in_use)
        return case((and_(least == most, known == func.count().filter(in_use)), least))

    columns = (row.country, row.region, row.council_code)
    middles = (middle(row.latitude), middle(row.longitude))
    wanted = select(outward, *middles, *(shared(column) for column in columns)).group_by(outward)
    names = ["outward", "latitude", "longitude", "country", "region", "council_code"]
    return insert(GazetteerOutward).from_select(names, wanted)
