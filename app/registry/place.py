"""Where an event is, as its organiser says it and as we found it."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class EventPlace(Base):
    """A venue or an area of one revision. WGS84 degrees; None where the place was not found.

    ``pinned`` means that a person put the point there, not the geocoder.
    ``area_only`` means people are shown the area, not the door: the point and address stay out of the catalogue.
    """

    __tablename__ = "event_place"
    __table_args__ = (
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="whole_point_or_none"),
        CheckConstraint("latitude IS NULL OR latitude BETWEEN -90 AND 90", name="latitude_on_earth"),
        CheckConstraint("longitude IS NULL OR longitude BETWEEN -180 AND 180", name="longitude_on_earth"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    venue: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    town: Mapped[str] = mapped_column(String(100), default="")
    postcode: Mapped[str] = mapped_column(String(10), default="")
    area_only: Mapped[bool] = mapped_column(default=False)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    pinned: Mapped[bool] = mapped_column(default=False)
    nation: Mapped[str | None] = mapped_column(String(20))
    region: Mapped[str | None] = mapped_column(String(30))
    council: Mapped[str] = mapped_column(String(80), default="")
    precision: Mapped[str] = mapped_column(String(10), default="")
    source: Mapped[str] = mapped_column(String(20), default="")

    @property
    def found(self) -> bool:
        """Whether we know where this is on a map."""
        return self.latitude is not None
