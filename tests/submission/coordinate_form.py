"""Reading one latitude as a form does."""

from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.submission.forms.coordinates import CoordinateField


class OneLatitude(Form):  # type: ignore[misc]
    """A form with one box."""

    latitude = CoordinateField("Latitude", least=49, most=61.5, example="53.80083")


def read(text: str) -> tuple[float | None, list[str]]:
    """What the text means, and what is said about it."""
    form = OneLatitude(MultiDict({"latitude": text}))
    form.validate()
    return form.latitude.data, [str(error) for error in form.latitude.errors]
