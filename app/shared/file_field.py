"""A file in a form."""

from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import Field


class FileField(Field):  # type: ignore[misc]
    """One uploaded file or None. Browsers never show a file again, so what is good must be kept when it comes."""

    component = "file"

    def __init__(
        self, label: Any, *, hint: Any = "", called: Any = None, accept: str = "", validators: Any = (), **others: Any
    ) -> None:
        super().__init__(label, list(validators), description=hint, **others)
        self.called = called if called is not None else label
        self.accept = accept
        self.data: FileStorage | None

    def process_data(self, _value: Any) -> None:
        """We have nothing to give a browser."""
        self.data = None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """A browser that chose no file sends one without a name."""
        chosen = [one for one in valuelist if isinstance(one, FileStorage) and one.filename]
        self.data = chosen[0] if chosen else None

    @property
    def error_target(self) -> str:
        """The id the error summary links to."""
        return str(self.id)
