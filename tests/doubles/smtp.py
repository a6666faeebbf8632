"""A real SMTP server (aiosmtpd) that misbehaves when the recipient's name asks for it, and tells on standard output what it took.

The name is BEHAVIOUR or BEHAVIOUR-N@…: with N, only the first N times. Behaviours: `t421` `t450` `p550` answer so at RCPT,
`data450` and `data550` after the message, `hangbefore` never answers RCPT, `hangafter` takes the message and never answers,
`close` hangs up after a message. Anything else is taken. `--tls` and `--starttls` name a folder with `server.pem` and `server.key`.
"""

import argparse
import asyncio
import json
import socket
import ssl
import sys
from collections import Counter
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

seen = Counter()


def tell(**what):
    # One write a line: threads answer at once, and print would put the line end apart.
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def behaviour(address):
    name, _, times = address.split("@")[0].partition("-")
    if times and seen[address] >= int(times):
        return "ok"
    return name


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        how = behaviour(address)
        if how == "hangbefore":
            seen[address] += 1
            tell(hung="before", to=address)
            await asyncio.Event().wait()
        if how in ("t421", "t450", "p550"):
            seen[address] += 1
            tell(refused=how, to=address)
            return f"{how[1:]} so it is asked"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        how = behaviour(address)
        seen[address] += 1
        if how in ("data450", "data550"):
            tell(refused=how, to=address)
            return f"{how[4:]} so it is asked"
        message = message_from_bytes(envelope.content, policy=policy.default)
        parts = {part.get_content_type(): part.get_content() for part in message.iter_parts()}
        tell(
            to=address,
            id=message["Message-ID"],
            subject=message["Subject"],
            auto=message["Auto-Submitted"],
            language=message["Content-Language"],
            text=parts.get("text/plain"),
            html=parts.get("text/html"),
        )
        if how == "hangafter":
            await asyncio.Event().wait()
        if how == "close":
            asyncio.get_running_loop().call_soon(server.transport.close)
        return "250 taken"


class Anyport(Controller):
    """Port 0: the system chooses, and the controller's own check of whether it listens asks there."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        if self.ssl_context is None:
            return super()._trigger_server()
        # This machine does not know the authority of the certificate.
        with socket.create_connection((self.hostname, self.port)) as plain:
            with ssl._create_unverified_context().wrap_socket(plain) as wrapped:
                wrapped.recv(1024)


def trusted(folder):
    """Shows the certificate of `folder`, for TLS from the first byte or after STARTTLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(f"{folder}/server.pem", f"{folder}/server.key")
    return context


def known(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"ward", b"p:ss"))


options = argparse.ArgumentParser()
options.add_argument("--port", type=int, default=0)
options.add_argument("--tls", metavar="FOLDER")
options.add_argument("--starttls", metavar="FOLDER")
asked = options.parse_args()
login = {"authenticator": known, "auth_required": True}
protection = {}
if asked.tls:
    protection = {"ssl_context": trusted(asked.tls), "auth_require_tls": False, **login}
elif asked.starttls:
    protection = {"tls_context": trusted(asked.starttls), "require_starttls": True, **login}
controller = Anyport(Handler(), hostname="127.0.0.1", port=asked.port, **protection)
controller.start()
tell(port=controller.port)
sys.stdin.read()
