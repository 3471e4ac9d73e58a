"""A row of the outbox as the message that travels: the same row gives the same bytes, so a repeat is a copy."""

from email.message import EmailMessage
from email.policy import SMTP

from app.notifications.languages import tag
from app.notifications.models import OutboxMessage

# Lines of quoted-printable are at most 76 long (RFC 2045 §6.7). In headers, long unbroken values (an unsubscribe
# address) stay as they are up to the limit of RFC 5322 §2.1.1.
FOR_BODIES = SMTP.clone(max_line_length=76)
FOR_HEADERS = SMTP.clone(max_line_length=900)


def as_email(row: OutboxMessage, sender: str, encoding: str = "quoted-printable") -> EmailMessage:
    """Plain text first, HTML as an equal alternative. ``sender`` is the From header. RFC 3834 marks it automatic.

    ``encoding`` of the bodies: quoted-printable passes every server; 8bit can be read, and links copied, in a file.
    """
    message = EmailMessage(policy=FOR_BODIES)
    message["From"] = sender
    message["To"] = row.recipient
    message["Subject"] = row.subject
    message["Date"] = row.created_at
    message["Message-ID"] = row.message_id
    message["Auto-Submitted"] = "auto-generated"
    for name, value in row.extra_headers.items():
        message[name] = value
    message.set_content(row.text_body, cte=encoding)
    if row.html_body is not None:
        message.add_alternative(row.html_body, subtype="html", cte=encoding)
        # Chosen by us, because Python's is random and a repeat must be the same bytes.
        message.set_boundary("=_" + row.message_id.strip("<>").partition("@")[0])
    message.policy = FOR_HEADERS
    message["Content-Language"] = tag(row.language)  # last: setting the content drops every Content- header
    return message
