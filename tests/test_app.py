"""The application starts, on both databases."""

from flask import Flask
from sqlalchemy import text

from app.extensions import db


def test_the_application_reaches_its_database(app: Flask) -> None:
    assert db.session.execute(text("SELECT 1")).scalar_one() == 1
