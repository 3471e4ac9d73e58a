"""Pages that stand: what this is, how accessible it is, and what it knows about people."""

from flask import Blueprint, render_template

from app.geography.licences import attributions
from app.serving.public import public

blueprint = Blueprint("standing", __name__)


@blueprint.get("/about")
@public
def about() -> str:
    """What this is, who runs it, and whose data it uses."""
    return render_template("browse/about.html", attributions=attributions())


@blueprint.get("/accessibility")
@public
def accessibility() -> str:
    """The accessibility statement (SI 2018/952, regulation 8)."""
    return render_template("browse/accessibility.html")


@blueprint.get("/privacy")
@public
def privacy() -> str:
    """What is kept about whom, and for how long."""
    return render_template("browse/privacy.html")
