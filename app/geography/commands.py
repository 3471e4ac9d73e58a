"""``flask gazetteer``: load the ONS postcode directory, and say what is loaded."""

import sys
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from app.extensions import db
from app.geography import loading
from app.geography.directory_file import Directory, DirectoryError, open_directory
from app.geography.licences import NORTHERN_IRELAND_TERMS, attributions
from app.geography.models import GazetteerLoad, GazetteerName, GazetteerOutward, GazetteerPostcode
from app.geography.postcode_table import RELEASE, is_built

TOLD = 5
gazetteer = AppGroup("gazetteer", help="Postcodes: load the ONS directory, see what is loaded.")


@gazetteer.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--with-northern-ireland", is_flag=True, help="Also keep BT postcodes, under their own licence.")
@click.option("--accept-licence", is_flag=True, help="Say yes to the Northern Ireland licence without being asked.")
def load(file: Path, *, with_northern_ireland: bool, accept_licence: bool) -> None:
    """Load FILE: the ONS Postcode Directory or the National Statistics Postcode Lookup, csv or zip.

    Stopped half-way, the same command goes on where it was.
    """
    if with_northern_ireland and not accept_licence:
        click.echo(NORTHERN_IRELAND_TERMS)
        click.confirm("Do you hold this licence, and keep to it?", abort=True)
    click.echo(f"Looking into {file.name}")
    try:
        directory = open_directory(file)
    except (DirectoryError, OSError) as error:
        raise click.ClickException(str(error)) from error
    row = loading.begin(directory, file.name, northern_ireland=with_northern_ireland)
    if row.finished_at:
        click.echo(f"{row.release} is loaded already, from this file. Nothing to do.")
        return
    if row.rows_done:
        click.echo(f"Going on after the {row.rows_done:,} rows that were done before.")
    try:
        read_on(directory, row)
    except DirectoryError as error:
        db.session.rollback()
        raise click.ClickException(f"{error} What was read before is kept.") from error
    report(row)


def read_on(directory: Directory, row: GazetteerLoad) -> None:
    """Load batch after batch, each committed, with a progress bar; tell about the first bad rows."""
    told = 0
    with click.progressbar(length=directory.size, label=directory.release, file=sys.stderr) as bar:
        for batch in loading.go_on(directory, row):
            db.session.commit()
            bar.update(batch.size)
            for complaint in batch.bad[: TOLD - told]:
                click.echo(f"\nLeft out: {complaint}", err=True)
                told += 1
    click.echo("Working out the outward codes")
    loading.finish(directory, row)
    db.session.commit()


def report(row: GazetteerLoad) -> None:
    """Say what became of every row, and whom to name."""
    click.echo(f"Read {row.rows_done:,} rows of {row.release}. Kept {row.kept:,} postcodes.")
    if row.without_point:
        click.echo(f"Left out {row.without_point:,} rows that have no point.")
    if row.refused:
        click.echo(f"Left out {row.refused:,} Northern Ireland (BT) postcodes: they need --with-northern-ireland.")
    if row.bad:
        click.echo(f"Left out {row.bad:,} rows that could not be read.")
    click.echo("The about page now says:")
    for line in attributions():
        click.echo(f"  {line}")


@gazetteer.command("status")
def status() -> None:
    """Say which releases are loaded, and how many postcodes there are."""
    for row in db.session.scalars(select(GazetteerLoad).order_by(GazetteerLoad.started_at, GazetteerLoad.id)):
        state = (
            f"finished {row.finished_at:%Y-%m-%d %H:%M} UTC" if row.finished_at else "stopped half-way: load it again"
        )
        ireland = "with" if row.northern_ireland else "without"
        click.echo(f"{row.release} ({row.file_name}, {ireland} Northern Ireland): {row.rows_done:,} rows, {state}")
    for model, noun in (
        (GazetteerPostcode, "postcodes"),
        (GazetteerOutward, "outward codes"),
        (GazetteerName, "council names"),
    ):
        click.echo(f"{db.session.scalar(select(func.count()).select_from(model)) or 0:,} {noun}")
    if not db.session.scalar(select(func.count()).select_from(GazetteerLoad)):
        click.echo(
            "No directory is loaded. "
            + (
                f"Postcodes are found in the embedded table ({RELEASE}, without Northern Ireland)."
                if is_built()
                else "The embedded table is not built either (make build): postcodes are known to their area only."
            )
        )
