"""A mail server that stops at a given moment, as one does whose machine, or whose client's, dies."""

import socket
from contextlib import suppress
from enum import StrEnum
from threading import Event, Thread
from typing import IO


class Moment(StrEnum):
    """When it stops."""

    GREETING = "greeting"
    SENDER = "MAIL"
    RECIPIENT = "RCPT"
    DATA = "DATA"
    LAST_LINE = "."


ANSWERS = {
    "EHLO": ("250 moody", None),
    "MAIL": ("250 fine", Moment.SENDER),
    "RCPT": ("250 fine", Moment.RECIPIENT),
    "DATA": ("354 go on", Moment.DATA),
    "RSET": ("250 moody", None),
    "QUIT": ("221 bye", None),
}


class MoodyServer:
    """Takes messages over SMTP, one connection after another.

    The first time that ``moment`` comes it says nothing more (or ``says`` something odd) and ``stuck`` is set; a
    message whose last line it has read is taken all the same. Afterwards it is a server like any other. ``hangs_up``
    closes the connection instead of leaving the client to wait.
    """

    def __init__(self, moment: Moment | None = None, *, hangs_up: bool = False, says: str = "") -> None:
        self.moment, self.hangs_up, self.says = moment, hangs_up, says
        self.taken: list[str] = []
        self.stuck = Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"smtp://127.0.0.1:{self.listening.getsockname()[1]}"
        Thread(target=self.serve, daemon=True).start()

    def close(self) -> None:
        self.listening.close()

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self.listening.accept()
                Thread(target=self.talk, args=[client], daemon=True).start()

    def talk(self, client: socket.socket) -> None:
        with suppress(OSError), client, client.makefile("rwb") as lines:
            self.say(client, lines, "220 moody", Moment.GREETING)
            recipient = ""
            while line := lines.readline().decode().rstrip("\r\n"):
                verb = line.partition(" ")[0].upper()
                if verb == "RCPT":
                    recipient = line.partition("<")[2].partition(">")[0]
                self.say(client, lines, *ANSWERS[verb])
                if verb == "DATA":
                    if not read_to_the_last_line(lines):
                        return  # nothing was taken
                    self.taken.append(recipient)
                    self.say(client, lines, "250 taken", Moment.LAST_LINE)

    def say(self, client: socket.socket, lines: IO[bytes], words: str, moment: Moment | None = None) -> None:
        """An answer; or, when the moment has come, what it does then."""
        if moment is not None and moment is self.moment and not self.stuck.is_set():
            self.stuck.set()
            if not self.says:
                if not self.hangs_up:
                    client.recv(1)  # until the client is gone
                raise ConnectionResetError
            words = self.says
        lines.write(f"{words}\r\n".encode())
        lines.flush()


def read_to_the_last_line(lines: IO[bytes]) -> bool:
    """Read a message; whether it came to its end."""
    return any(line == b".\r\n" for line in iter(lines.readline, b""))
