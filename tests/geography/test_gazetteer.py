"""Loading the ONS directory, and finding what was loaded."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.geography import loading, postcode_table
from app.geography.chain import locate
from app.geography.commands import gazetteer
from app.geography.directory_file import open_directory
from app.geography.licences import attributions
from app.geography.models import GazetteerLoad, GazetteerPostcode
from app.geography.place import Precision, Source
from app.registry.vocabularies.places import Nation, Region
from tests.geography.directories import LEEDS, NSPL_2026, ONSPD_2023, leeds, line, written, zipped


def flask_gazetteer(app: Flask, *words: str, answer: str | None = None) -> Result:
    """Run ``flask gazetteer …``."""
    return app.test_cli_runner().invoke(gazetteer, list(words), input=answer)


def count() -> int:
    """How many postcodes are loaded."""
    return db.session.scalar(select(func.count()).select_from(GazetteerPostcode)) or 0


@pytest.mark.parametrize("header", [NSPL_2026, ONSPD_2023])
def test_old_and_new_columns_give_the_same_place(app: Flask, tmp_path: Path, header: str) -> None:
    result = flask_gazetteer(app, "load", str(written(tmp_path / "NSPL_AUG_2026_UK.csv", header, leeds(header))))
    assert result.exit_code == 0, result.output
    place = locate("ls1 1aa")
    assert place is not None
    assert (place.latitude, place.longitude) == (53.8, -1.5)
    assert (place.nation, place.region, place.council_code) == (
        Nation.ENGLAND,
        Region.YORKSHIRE_AND_THE_HUMBER,
        LEEDS,
    )
    assert (place.precision, place.source, place.release) == (Precision.POSTCODE, Source.GAZETTEER, "NSPL Aug 2026")
    assert (place.postcode, place.outward, place.council) == ("LS1 1AA", "LS1", None)


def test_every_row_is_accounted_for(app: Flask, tmp_path: Path) -> None:
    bad = [
        "nonsense",
        "",
        line(NSPL_2026, "LS1 1AC", "north", -1.5),
        line(NSPL_2026, "LS1 1AD", 12.0, -1.5),
        line(NSPL_2026, "LEEDS", 53.8, -1.5),
        line(NSPL_2026, "LS1 1AE", 53.8, -1.5, doterm="soon"),
        '"LS1 1AF',
        "\x00" * 5,
        "x" * 200_000,
    ]
    result = flask_gazetteer(app, "load", str(written(tmp_path / "a.csv", NSPL_2026, [*bad, *leeds()])))
    assert result.exit_code == 0, result.output
    assert "Read 16 rows" in result.output
    assert "Kept 5 postcodes" in result.output
    assert "Left out 1 rows that have no point" in result.output
    assert "Left out 1 Northern Ireland (BT) postcodes" in result.output
    assert "Left out 9 rows that could not be read" in result.output
    assert "line 2: 1 columns" in result.output
    assert count() == 5


def test_retired_postcodes_are_found_and_do_not_move_the_outward_code(app: Flask, tmp_path: Path) -> None:
    flask_gazetteer(app, "load", str(written(tmp_path / "a.csv", NSPL_2026, leeds())))
    retired, outward = locate("LS1 9ZZ"), locate("LS1")
    assert retired is not None
    assert outward is not None
    assert retired.latitude == 53.9
    assert (outward.latitude, outward.longitude, outward.precision) == (53.81, -1.52, Precision.OUTWARD)
    assert outward.council_code == LEEDS


def test_an_outward_code_claims_only_what_its_postcodes_share(app: Flask, tmp_path: Path) -> None:
    flask_gazetteer(app, "load", str(written(tmp_path / "a.csv", NSPL_2026, leeds())))
    place = locate("PE2")
    assert place is not None
    assert (place.nation, place.region, place.council_code) == (Nation.ENGLAND, None, None)


def test_a_county_is_the_council_where_there_is_one(app: Flask, tmp_path: Path) -> None:
    flask_gazetteer(app, "load", str(written(tmp_path / "a.csv", NSPL_2026, leeds())))
    assert [place and place.council_code for place in (locate("PE2 1AA"), locate("PE2 1AB"))] == [
        "E10000019",
        "E06000031",
    ]


def test_a_postcode_the_gazetteer_lacks_falls_back_to_its_outward_code(app: Flask, tmp_path: Path) -> None:
    flask_gazetteer(app, "load", str(written(tmp_path / "a.csv", NSPL_2026, leeds())))
    place = locate("LS1 9YX")
    assert place is not None
    assert (place.precision, place.postcode) == (Precision.OUTWARD, None)


@pytest.mark.parametrize("words", [("--with-northern-ireland", "--accept-licence"), ("--with-northern-ireland",)])
def test_northern_ireland_needs_a_yes_to_its_licence(app: Flask, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = str(written(tmp_path / "a.csv", NSPL_2026, leeds()))
    if len(words) == 1:
        assert flask_gazetteer(app, "load", file, *words, answer="n\n").exit_code == 1
        assert count() == 0
    result = flask_gazetteer(app, "load", file, *words, answer="y\n")
    assert result.exit_code == 0
    place = locate("BT1 1AA")
    assert place is not None
    assert (place.nation, place.precision) == (Nation.NORTHERN_IRELAND, Precision.POSTCODE)
    assert any("Land & Property Services" in text for text in attributions())


def test_a_load_that_was_killed_goes_on_without_doubling(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 2)
    file = written(tmp_path / "a.csv", NSPL_2026, leeds())
    directory = open_directory(file)
    row = loading.begin(directory, file.name, northern_ireland=False)
    steps = loading.go_on(directory, row)
    next(steps)
    db.session.commit()
    next(steps)
    db.session.rollback()
    assert count() == 2
    result = flask_gazetteer(app, "load", str(file))
    assert "Going on after the 2 rows" in result.output
    assert "Read 7 rows" in result.output
    assert "Kept 5 postcodes" in result.output
    assert count() == 5
    again = flask_gazetteer(app, "load", str(file))
    assert "Nothing to do" in again.output
    assert db.session.scalar(select(func.count()).select_from(GazetteerLoad)) == 1


def test_a_newer_release_replaces_what_the_older_said(app: Flask, tmp_path: Path) -> None:
    flask_gazetteer(app, "load", str(written(tmp_path / "NSPL_MAY_2026_UK.csv", NSPL_2026, leeds())))
    newer = [line(NSPL_2026, "LS1 1AA", 53.7, -1.4)]
    flask_gazetteer(app, "load", str(written(tmp_path / "NSPL_AUG_2026_UK.csv", NSPL_2026, newer)))
    place = locate("LS1 1AA")
    assert place is not None
    assert (place.latitude, place.release) == (53.7, "NSPL Aug 2026")
    assert count() == 5


def test_a_zip_gives_names_and_its_pieces_are_not_read_twice(app: Flask, tmp_path: Path) -> None:
    whole = "\n".join([NSPL_2026, *leeds()])
    file = zipped(
        tmp_path / "download.zip",
        {
            "Data/NSPL_AUG_2026_UK.csv": whole,
            "Data/multi_csv/NSPL_AUG_2026_UK_LS.csv": whole,
            "Documents/LAD names and codes.csv": f"LAD26CD,LAD26NM,LAD26NMW\n{LEEDS},Leeds,\nE06000031,Peterborough,",
            "Documents/readme.txt": "hello",
        },
    )
    result = flask_gazetteer(app, "load", str(file))
    assert "Read 7 rows of NSPL Aug 2026" in result.output
    place = locate("LS1 1AA")
    assert place is not None
    assert place.council == "Leeds"
    assert "2 council names" in flask_gazetteer(app, "status").output


def test_a_zip_with_only_pieces_is_read_whole_and_goes_on_across_them(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 2)
    rows = leeds()
    pieces = {
        f"Data/multi_csv/NSPL_AUG_2026_UK_{n}.csv": "\n".join([NSPL_2026, *part])
        for n, part in enumerate((rows[:3], rows[3:]))
    }
    file = zipped(tmp_path / "a.zip", pieces)
    directory = open_directory(file)
    row = loading.begin(directory, file.name, northern_ireland=False)
    for _batch, _step in zip(loading.go_on(directory, row), range(3), strict=False):
        db.session.commit()
    assert "Read 7 rows" in flask_gazetteer(app, "load", str(file)).output
    assert count() == 5


@pytest.mark.parametrize("content", [b"", b"a,b,c\n1,2,3\n", b"\x00\xff\xfe", b"AB101AA,10,394251,806376\n"])
def test_a_file_that_is_no_directory_is_refused_in_words(app: Flask, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.csv"
    file.write_bytes(content)
    result = flask_gazetteer(app, "load", str(file))
    assert result.exit_code == 1
    assert "no column for" in result.output
    assert "Traceback" not in result.output


def test_a_download_that_stopped_half_way_is_told_so(app: Flask, tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {"Data/NSPL_AUG_2026_UK.csv": "\n".join([NSPL_2026, *leeds()])})
    half = tmp_path / "half.zip"
    half.write_bytes(whole.read_bytes()[:200])
    result = flask_gazetteer(app, "load", str(half))
    assert result.exit_code == 1
    assert "half.zip is a zip file whose end is missing. Download it again." in result.output


def test_the_licences_are_shown_for_what_is_loaded(app: Flask, tmp_path: Path) -> None:
    assert not any("2026" in attribution for attribution in attributions())
    result = flask_gazetteer(app, "load", str(written(tmp_path / "NSPL_AUG_2026_UK.csv", NSPL_2026, leeds())))
    for text in ("Contains OS data © Crown copyright and database right 2026", "Open Government Licence v.3.0"):
        assert text in result.output
        assert any(text in attribution for attribution in attributions())


def test_the_status_of_an_empty_gazetteer_says_where_postcodes_are_found(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "in the embedded table (ONSPD Nov 2025, without Northern Ireland)" in flask_gazetteer(app, "status").output
    monkeypatch.setattr(postcode_table, "BUILT", tmp_path / "not built")
    assert "not built either (make build)" in flask_gazetteer(app, "status").output
