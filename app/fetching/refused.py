"""Why something on the web was not read."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString


class Refused(Exception):
    """The message says why, and what to do instead. ``passing`` is whether another try may go better."""

    def __init__(self, words: str | LazyString, *, passing: bool = False) -> None:
        super().__init__(words)
        self.passing = passing


def private() -> Refused:
    """The address leads into a private network, perhaps our own."""
    return Refused(_("This address leads to a private network. Give one that everybody can open"))


def silent() -> Refused:
    """Nobody is there, or nobody answers."""
    return Refused(_("The site did not answer. Check the address, or try again later"), passing=True)


def slow() -> Refused:
    """The answer had not ended when our patience had."""
    return Refused(_("The site took too long to answer. Try again later"), passing=True)


def untrusted() -> Refused:
    """TLS: the other side cannot show who it is."""
    return Refused(
        _("The site could not prove that it is who it says (its certificate is wrong). We did not read it")
    )


def cut_short() -> Refused:
    """The answer ended in the middle, or is no HTTP."""
    return Refused(_("The answer broke off in the middle. Try again later"), passing=True)


def too_big(most: int) -> Refused:
    """More bytes than we read, as sent or unpacked."""
    size = most // 1024 // 1024
    return Refused(_("There are more than %(size)s MB at this address. Look for a smaller calendar there", size=size))


def wandering() -> Refused:
    """Redirects that go on, or round in circles."""
    return Refused(_("The address sends us on and on. Open it in a browser, and give the one you end at"))


def unwelcome(status: int) -> Refused:
    """The site answered, and has nothing for us."""
    if status in (401, 403, 407):
        return Refused(_("Not everybody may see this. Make the calendar public there, or give its public address"))
    if status in (404, 410):
        return Refused(_("There is nothing at this address. Check it, or look for a new one"))
    words = _("The site answered with an error (%(status)s). Try again later", status=status)
    return Refused(words, passing=status in (408, 425, 429) or status >= 500)
