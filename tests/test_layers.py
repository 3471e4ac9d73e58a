"""Templates and tests have the same folders as app."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_A_ROOM = {"journeys"}


def test_templates_and_tests_mirror_the_rooms_of_app() -> None:
    rooms, *mirrors = (
        {folder.name for folder in (ROOT / name).iterdir() if folder.is_dir() and folder.name[0] not in "_."}
        for name in ("app", "templates", "tests")
    )
    assert all(mirror - NOT_A_ROOM <= rooms for mirror in mirrors)
