"""The host of a festival says which events join it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.registry.vocabularies.kinds import EventKind
from app.shared.clock import now
from app.submission import queries
from app.submission.afterwards import festivals
from app.submission.afterwards.forms import JoiningFestivalForm
from app.submission.afterwards.managing import colleague_of, nothing_here
from app.submission.afterwards.notifications import mail_festival_answer
from app.submission.afterwards.presenters import title_of
from app.submission.afterwards.routes import OWN
from app.submission.blueprint import submission

ANSWERS = {"agree": True, "decline": False}


@submission.route(f"{OWN}/joining", methods=["GET", "POST"])
def joining_festival(reference: str) -> ResponseReturnValue:
    """The events that name this festival; the host agrees to each or declines it."""
    festival, organiser = colleague_of(reference)
    if festival.approved is None or festival.approved.kind != EventKind.FESTIVAL:
        nothing_here(organiser)
    form = JoiningFestivalForm()
    if request.method == "GET":
        facts = {"festival": festival, "title": title_of(festival), "title_of": title_of}
        found = festivals.asking(festival)
        return render_template("submission/afterwards/joining.html", asking=found, form=form, **facts)
    address = url_for(".joining_festival", reference=festival.reference)
    child = queries.event_with(form.event.data or "") if form.validate() else None
    if child is None or form.answer.data not in ANSWERS:
        return redirect(address, 303)
    agrees = ANSWERS[form.answer.data]
    try:
        if festivals.answer(festival, child, agrees=agrees, at=now()):
            mail_festival_answer(child, festival, agrees=agrees)
    except LookupError:  # it names another festival by now
        db.session.rollback()
        return redirect(address, 303)
    db.session.commit()
    return redirect(address, 303)
