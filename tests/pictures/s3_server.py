"""A small S3 on 127.0.0.1: objects in memory, and no answer without a signature."""

import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

SIGNED = re.compile(
    r"AWS4-HMAC-SHA256 Credential=olu/\d{8}/eu-west-2/s3/aws4_request, SignedHeaders=\S+, Signature=\w{64}"
)
ERROR = '<?xml version="1.0"?><Error><Code>{}</Code><Message>no</Message><Resource>{}</Resource></Error>'


class Handler(BaseHTTPRequestHandler):
    """GET, PUT and DELETE of one object."""

    server: "S3Server"

    def answer(self, status: int, body: bytes = b"", media_type: str = "application/xml") -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        self.wfile.write(body)

    def is_signed(self) -> bool:
        if self.server.is_down:
            self.answer(500, ERROR.format("InternalError", self.path).encode())
        elif SIGNED.fullmatch(self.headers.get("Authorization", "")) and self.headers.get("x-amz-date"):
            return True
        else:
            self.answer(403, ERROR.format("AccessDenied", self.path).encode())
        return False

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.is_signed():
            self.server.objects[self.path] = (body, self.headers["Content-Type"])
            self.answer(200)

    def do_GET(self) -> None:
        if not self.is_signed():
            return
        if self.path in self.server.objects:
            self.answer(200, *self.server.objects[self.path])
        else:
            self.answer(404, ERROR.format("NoSuchKey", self.path).encode())

    def do_DELETE(self) -> None:
        if self.is_signed():
            self.server.objects.pop(self.path, None)
            self.answer(204)

    def log_message(self, *_: object) -> None:
        """Nothing."""


class S3Server(ThreadingHTTPServer):
    """Serves from a thread until ``shutdown``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.objects: dict[str, tuple[bytes, str]] = {}
        self.is_down = False
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def setting(self, key: str = "olu") -> str:
        """What PICTURE_STORAGE says to use it."""
        host = f"http://127.0.0.1:{self.server_port}"
        return f"s3://{key}:secret%2Fkey@pictures/week?endpoint={host}&region=eu-west-2"
