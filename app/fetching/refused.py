"""Why something on the web was not read, in words for whoever pointed us to it."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from app.fetching.troubles import Kind, NoAnswer


class Refused(Exception):
    """The message says why, and what to do instead. ``passing`` is whether another try may go better."""

    def __init__(self, words: str | LazyString, *, passing: bool = False) -> None:
        super().__init__(words)
        self.passing = passing


def in_words(trouble: NoAnswer, most: int) -> Refused:
    """What a trouble means to whoever gave the address. ``most`` is how many bytes we read."""
    match trouble.kind:
        case Kind.WRONG | Kind.PRIVATE:
            return Refused(_("This address leads to a private network. Give one that everybody can open"))
        case Kind.SILENT:
            return Refused(_("The site did not answer. Check the address, or try again later"), passing=True)
        case Kind.SLOW:
            return Refused(_("The site took too long to answer. Try again later"), passing=True)
        case Kind.UNTRUSTED:
            return Refused(
                _("The site could not prove that it is who it says (its certificate is wrong). We did not read it")
            )
        case Kind.CUT_SHORT:
            return Refused(_("The answer broke off in the middle. Try again later"), passing=True)
        case Kind.TOO_BIG:
            size = most // 1024 // 1024
            words = _("There are more than %(size)s MB at this address. Look for a smaller calendar there", size=size)
            return Refused(words)


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
