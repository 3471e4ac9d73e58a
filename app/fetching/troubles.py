"""What goes wrong between us and somebody else's server, for logs and for whoever puts it into words."""

from enum import Enum, auto


class Kind(Enum):
    """What it comes to."""

    WRONG = auto()  # no address at all
    PRIVATE = auto()  # leads into a private network, perhaps our own
    SILENT = auto()  # nobody is there, or nobody answers
    SLOW = auto()
    UNTRUSTED = auto()  # TLS: the other side cannot show who it is
    CUT_SHORT = auto()  # ended in the middle, or is no HTTP
    TOO_BIG = auto()


class NoAnswer(Exception):
    """No answer that can be used. The message is technical and not translated."""

    def __init__(self, kind: Kind, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
