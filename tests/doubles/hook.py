"""A webhook receiver that checks signatures with the Standard Webhooks library, and tells on standard output what it heard.

The secrets that it knows stand in the file that it is given, one a line. The path says how it answers: `/ok`, `/status/CODE`,
`/later/SECONDS` (429 with Retry-After). `/wecom/…` and `/sms` stand in for those services.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import datetime
import threading

import standardwebhooks.webhooks as library

secrets_file = sys.argv[1]
turn = threading.Lock()


def tell(**what):
    # One write a line: threads answer at once, and print would put the line end apart.
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Then(datetime.datetime):
    """The clock of a test stands still, and the library compares with its own: it is shown the time of the request."""

    at = 0.0

    @classmethod
    def now(cls, tz=None):
        return datetime.datetime.fromtimestamp(cls.at, tz)


library.datetime = Then


def verified(body, headers):
    """The secrets under which the library finds the signature right, by their place in the file."""
    good = []
    with turn:
        for place, secret in enumerate(open(secrets_file).read().split()):
            try:
                Then.at = float(headers["webhook-timestamp"])
                library.Webhook(secret).verify(body, dict(headers.items()))
                good.append(place)
            except (library.WebhookVerificationError, TypeError):
                pass
    return good


class Receiver(BaseHTTPRequestHandler):
    def answer(self, status, body="{}", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def do_GET(self):
        tell(path=self.path)
        self.answer(200, json.dumps({"errcode": 0, "access_token": "token", "expires_in": 7200}))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        tell(
            path=self.path,
            body=json.loads(body),
            id=self.headers["webhook-id"],
            verified=verified(body, self.headers),
            authorization=self.headers["authorization"],
        )
        parts = self.path.split("?")[0].strip("/").split("/")
        if parts[0] == "status":
            self.answer(int(parts[1]))
        elif parts[0] == "later":
            self.answer(429, retry_after=parts[1])
        elif "key=busy" in self.path:
            self.answer(200, json.dumps({"errcode": 45009, "errmsg": "api freq out of limit"}))
        elif "key=gone" in self.path:
            self.answer(200, json.dumps({"errcode": 93000, "errmsg": "invalid webhook url"}))
        elif "nobody" in body:
            self.answer(200, json.dumps({"errcode": 81013, "errmsg": "no such user"}))
        else:
            self.answer(200, json.dumps({"errcode": 0}))

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
tell(port=server.server_address[1])
server.serve_forever()
