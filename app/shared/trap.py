"""Against programs that fill in every box: one that people do not see and are asked to leave empty."""

from flask import request

TRAP = "fax_number"  # asked of nobody; templates/shared/leave_empty.html shows it to programs


def is_trapped() -> bool:
    """Whether the field that people are asked to leave empty was filled in."""
    return bool(request.form.get(TRAP, "").strip())
