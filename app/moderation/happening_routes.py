"""A moderator says whether a public event goes ahead, for an organiser who rang up."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.moderator_session import current_moderator, moderator_required
from app.catalogue.happening import announce
from app.extensions import db
from app.moderation import queries
from app.moderation.forms import HappeningForm
from app.moderation.notifications import mail_happening
from app.moderation.routes import moderation
from app.registry.happening import NotPublic, Withdrawn
from app.registry.vocabularies.kinds import Happening
from app.shared.clock import now


@moderation.route("/<reference>/happening", methods=["GET", "POST"])
@moderator_required
def happening(reference: str) -> ResponseReturnValue:
    """The question, and the answer made public at once."""
    event = queries.event_with(reference)
    if event is None or event.approved is None or event.happening == Happening.WITHDRAWN:
        abort(404)
    form = HappeningForm()
    if request.method == "GET":
        form = HappeningForm(formdata=None, to=event.happening, reason=event.happening_reason)
    if request.method == "GET" or not form.validate():
        return render_template("moderation/happening.html", event=event, form=form, has_error=bool(form.errors))
    moderator = current_moderator()
    try:
        to = Happening(form.to.data)
        said = announce(event, to, form.reason.data, moderator.name, now(), moderator_id=moderator.id)
        if said is not None:
            mail_happening(event)
        db.session.commit()
    except (NotPublic, Withdrawn):
        db.session.rollback()
    return redirect(url_for(".read", reference=event.reference), 303)
