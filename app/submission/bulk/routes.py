"""Many events at once: upload, look, make the drafts, send them together."""

from datetime import timedelta

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from app.accounts.limits import network_of, within_limit
from app.accounts.link_pages import answer_link, gone
from app.accounts.links import LinkState
from app.accounts.models import OneTimeLink, Purpose
from app.accounts.organiser_session import sign_in_organiser
from app.extensions import csrf, db
from app.registry.calendar_source import Following
from app.registry.upload import Upload
from app.shared.clock import now
from app.submission.blueprint import submission
from app.submission.bulk import presenters, services
from app.submission.bulk.bounds import MOST_BYTES, Unreadable
from app.submission.bulk.checking import Checked, check_all
from app.submission.bulk.doubles import mark_doubles
from app.submission.bulk.forms import CreateForm, UploadForm
from app.submission.bulk.holding import allow_upload, moderator_of, own_upload, upload_with
from app.submission.bulk.notifications import mail_received, mail_sent
from app.submission.bulk.opening import read_file, too_big
from app.submission.bulk.template_files import csv_template, xlsx_template
from app.submission.calendars.entries import source_for
from app.submission.ownership import signed_in
from app.submission.routes import PressForm

MOST_REQUEST = MOST_BYTES + 128 * 1024  # the other fields, and what holds them together
MOST_UPLOADS = 20
WITHIN = timedelta(hours=1)
GONE = "submission/link_gone.html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@submission.get("/submit/many")
def many() -> ResponseReturnValue:
    """What can be uploaded, and the form for it."""
    return upload_page(UploadForm(formdata=None), 200)


@submission.post("/submit/many")
@csrf.exempt  # type: ignore[untyped-decorator]  # checked below, once the request may be as big as a file
def take_file() -> ResponseReturnValue:
    """Read and check a file. Nothing is made of it but what we remember of its rows."""
    request.max_content_length = MOST_REQUEST
    try:
        csrf.protect()
    except RequestEntityTooLarge:
        form = UploadForm(formdata=None)
        form.file.errors = [str(too_big())]
        return upload_page(form, 413)
    form = UploadForm()
    if not form.validate():
        return upload_page(form, 422)
    allowed = within_limit("upload", network_of(request.remote_addr), MOST_UPLOADS, WITHIN)
    db.session.commit()
    if not allowed:
        return render_template("submission/bulk/too_often.html", most=MOST_UPLOADS), 429
    try:
        upload = read_upload(form)
    except Unreadable as reason:
        form.fail("file", reason)
        return upload_page(form, 422)
    db.session.commit()
    allow_upload(upload.key)
    return redirect(url_for(".looked_at", key=upload.key), 303)


def read_upload(form: UploadForm) -> Upload:
    """What the file says, checked row by row, in the session. Raises Unreadable."""
    read = read_file(form.file.data or b"")
    checked = check_all(read, form.sender())
    mark_doubles(checked, signed_in())
    source = None
    if any(row.uid for row in checked):
        source = source_for("", form.file.file_name, signed_in(), None, now())
    return services.keep(checked, read.notes, form.file.file_name, signed_in(), now(), source=source)


def upload_page(form: UploadForm, status: int) -> ResponseReturnValue:
    """The first page."""
    return render_template("submission/bulk/many.html", form=form, has_error=bool(form.error_list())), status


@submission.get("/submit/many/columns")
def columns() -> ResponseReturnValue:
    """What each column takes."""
    return render_template("submission/bulk/columns.html", parts=presenters.column_help())


@submission.get("/submit/many/template.<any(csv,xlsx):ending>")
def template(ending: str) -> ResponseReturnValue:
    """An empty spreadsheet with our columns."""
    made, kind = (csv_template(), "text/csv") if ending == "csv" else (xlsx_template(), XLSX)
    answer = Response(made, mimetype=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename=events.{ending}"
    return answer


@submission.get("/submit/many/<key>")
def looked_at(key: str) -> ResponseReturnValue:
    """What we read, every error beside its cell; and a button to make the drafts."""
    upload = my_upload(key)
    if upload.used_at is not None:
        return redirect(url_for(".many_drafts", key=upload.key))
    rows = services.rows_of(upload)
    wrong = [row for row in rows if row.errors]
    form = CreateForm(rows=presenters.doubles_of(rows))
    return render_template("submission/bulk/checked.html", upload=upload, form=form, **shown(upload, rows, wrong))


def shown(upload: Upload, rows: list[Checked], wrong: list[Checked]) -> dict[str, object]:
    """The rows that are looked at: those that need work first."""
    right = [row for row in rows if not row.errors]
    view = request.args.get("rows", "")
    if view not in {"wrong", "right"} or not (wrong if view == "wrong" else right):
        view = "wrong" if wrong else "right"
    typed = request.args.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1
    like = [row for row in rows if row.like]
    table = presenters.table_of(wrong if view == "wrong" else right, page)
    counts = {"wrong_count": len(wrong), "right_count": len(right), "like_count": len(like)}
    return {"table": table, "view": view, "notes": services.notes_of(upload), **counts}


@submission.post("/submit/many/<key>/create")
def create_many(key: str) -> ResponseReturnValue:
    """Make the drafts. A second press finds them made."""
    upload = my_upload(key)
    form = CreateForm(rows=presenters.doubles_of(services.rows_of(upload)))
    if not form.validate():
        return redirect(url_for(".looked_at", key=upload.key), 303)
    made = services.make_drafts(
        upload,
        with_wrong=form.wrong.data != "leave",
        also=[int(number) for number in form.also.data or []],
        moderator=moderator_of(upload),
        at=now(),
    )
    if not made and not is_kept(upload):
        db.session.rollback()
        return redirect(url_for(".looked_at", key=key), 303)
    db.session.commit()
    return redirect(url_for(".many_drafts", key=key), 303)


def is_kept(upload: Upload) -> bool:
    """Whether it is remembered that nothing of it was wanted: of a calendar that is looked at again."""
    return upload.source is not None and upload.source.following != Following.ONCE


@submission.get("/submit/many/<key>/drafts")
def many_drafts(key: str) -> ResponseReturnValue:
    """The drafts: ready, in progress, sent."""
    upload = my_upload(key)
    if upload.used_at is None:
        return redirect(url_for(".looked_at", key=upload.key))
    drafts = presenters.drafts_of(upload, services.events_of(upload))
    return render_template("submission/bulk/drafts.html", upload=upload, drafts=drafts, form=PressForm(formdata=None))


@submission.post("/submit/many/<key>/send")
def send_many(key: str) -> ResponseReturnValue:
    """Send every draft that is ready, with one letter for all of them."""
    upload = my_upload(key)
    sent = services.send_all(upload, signed_in(), now(), moderator_of(upload))
    if sent:
        mail_sent(sent, upload.key)
    db.session.commit()
    return redirect(url_for(".many_drafts", key=key), 303)


@submission.route("/confirm-many/<token>", methods=["GET", "POST"])
def confirm_many(token: str) -> ResponseReturnValue:
    """A button; pressing it puts all the events sent together into the queue."""
    page = "submission/bulk/confirm.html"
    return answer_link(token, Purpose.CONFIRM_ADDRESS, confirmed_many, button_page=page, gone_page=GONE)


def confirmed_many(link: OneTimeLink) -> ResponseReturnValue:
    """Remember the organiser, queue the events, say so in one letter."""
    upload = upload_with(link.subject)
    if upload is None:
        db.session.rollback()
        return gone(LinkState.UNKNOWN, GONE)
    organiser, entered = services.confirm_all(upload, str(link.data["email"]), now())
    db.session.flush()
    if entered:
        mail_received(entered)
    allow_upload(upload.key)
    sign_in_organiser(organiser.id)
    db.session.commit()
    return redirect(url_for(".many_drafts", key=upload.key), 303)


def my_upload(key: str) -> Upload:
    """An upload of this browser or of the organiser signed in here. Else 404."""
    organiser = signed_in()
    return own_upload(key, organiser.id if organiser else None)
