"""The gazetteer's tables: postcodes, outward codes, council names, loads; and what a remote geocoder answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Float, Integer, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.registry.times import UTCDateTime


class GazetteerPostcode(Base):
    """One postcode of the ONS directory. Kept small: there are 2.7 million, so points are whole numbers.

    ``latitude`` and ``longitude`` are hundred-thousandths of a degree (about a metre), WGS84. ``country`` is the
    first letter of the ONS country code (E, S, W, N, L Channel Islands, M Isle of Man). ``region`` is the last figure
    of the code of an English region (1 North East … 9 South West).
    """

    __tablename__ = "gazetteer_postcode"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN 4900000 AND 6100000", name="latitude_in_isles"),
        CheckConstraint("longitude BETWEEN -900000 AND 250000", name="longitude_in_isles"),
        {"sqlite_with_rowid": False},
    )

    postcode: Mapped[str] = mapped_column(String(7), primary_key=True)
    latitude: Mapped[int] = mapped_column(Integer)
    longitude: Mapped[int] = mapped_column(Integer)
    country: Mapped[str | None] = mapped_column(String(1))
    region: Mapped[int | None] = mapped_column(SmallInteger)
    council_code: Mapped[str | None] = mapped_column(String(9))
    terminated: Mapped[int | None] = mapped_column(Integer)
    """YYYYMM of the month a retired postcode was withdrawn; None while it is in use."""


class GazetteerOutward(Base):
    """The middle of an outward code's postcodes, and what all of them share (None where they differ)."""

    __tablename__ = "gazetteer_outward"

    outward: Mapped[str] = mapped_column(String(4), primary_key=True)
    latitude: Mapped[float] = mapped_column(Float)
    longitude: Mapped[float] = mapped_column(Float)
    country: Mapped[str | None] = mapped_column(String(1))
    region: Mapped[int | None] = mapped_column(SmallInteger)
    council_code: Mapped[str | None] = mapped_column(String(9))


class GazetteerName(Base):
    """What a council code is called, in the release it was read from. Names change; postcodes keep codes."""

    __tablename__ = "gazetteer_name"

    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    release: Mapped[str] = mapped_column(String(100))


class GazetteerLoad(Base):
    """One loading of one file, so that a load that was stopped goes on where it was."""

    __tablename__ = "gazetteer_load"
    __table_args__ = (
        UniqueConstraint("digest", "northern_ireland"),
        CheckConstraint("rows_done >= 0", name="rows_done_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the file, in hexadecimal."""
    northern_ireland: Mapped[bool]
    file_name: Mapped[str] = mapped_column(String(255))
    release: Mapped[str] = mapped_column(String(100))
    rows_done: Mapped[int] = mapped_column(default=0)
    kept: Mapped[int] = mapped_column(default=0)
    without_point: Mapped[int] = mapped_column(default=0)
    refused: Mapped[int] = mapped_column(default=0)
    bad: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class GeocoderAnswer(Base):
    """What a remote geocoder said about a text, "not found" (no latitude) included, so that it is asked once."""

    __tablename__ = "geocoder_answer"
    __table_args__ = (CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_point"),)

    service: Mapped[str] = mapped_column(String(20), primary_key=True)
    asked: Mapped[str] = mapped_column(String(200), primary_key=True)
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    name: Mapped[str | None] = mapped_column(String(200))
    precision: Mapped[str | None] = mapped_column(String(20))
    nation: Mapped[str | None] = mapped_column(String(30))
    postcode: Mapped[str | None] = mapped_column(String(8))
