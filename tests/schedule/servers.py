"""Servers on this machine that take what a test sends: mails, with or without TLS, and posts of a webhook."""

from __future__ import annotations

import email
import email.policy
import json
import socketserver
import ssl
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Mail(socketserver.StreamRequestHandler):
    """Takes mails in the words of SMTP, as few as smtplib needs."""

    def reply(self, line):
        """Answer with a line."""
        self.wfile.write(f"{line}\r\n".encode())

    def secure(self):
        """Speak TLS from now on."""
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)

    def handle(self):
        """Answer a client until it goes, or will not have the certificate."""
        with suppress(ssl.SSLError):
            self.converse()

    def finish(self):
        """Close what speaks TLS, too."""
        super().finish()
        self.request.close()

    def converse(self):
        """Take line after line."""
        self.reply("220 here")
        is_secure = False
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            verb = line.upper()
            if verb.startswith("EHLO"):
                offers = ["STARTTLS"] if self.server.context and not is_secure else ["AUTH PLAIN"]
                self.reply("250-here")
                self.wfile.write("".join(f"250-{offer}\r\n" for offer in offers).encode())
                self.reply("250 SIZE 1000000")
            elif verb == "STARTTLS":
                self.reply("220 go on")
                self.secure()
                is_secure = True
            elif verb.startswith("AUTH"):
                self.server.logins.append(line)
                self.reply("235 you are" if self.server.takes_logins else "535 you are not, s3cret-user")
            elif verb == "DATA":
                self.reply("354 write")
                text = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    text += part
                self.server.messages.append(email.message_from_bytes(text, policy=email.policy.default))
                self.reply("250 have it")
            elif verb == "QUIT":
                self.reply("221 bye")
                return
            else:
                self.reply("250 well")


class _Post(BaseHTTPRequestHandler):
    """Takes what is posted, and answers with the code the server has."""

    def do_POST(self):
        """Keep the JSON of the body."""
        self.server.messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.code)
        if self.server.code == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_):
        """Print nothing."""


class _Threads(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


@contextmanager
def _serving(server):
    server.messages = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def mail_server(*, certificate=None, takes_logins=True):
    """A server of mails: its ``port``, and the ``messages`` and ``logins`` it has taken.

    Args:
        certificate: a PEM file with a certificate and its key, to offer STARTTLS with.
        takes_logins: whether a password is right.
    """
    server = _Threads(("127.0.0.1", 0), _Mail)
    server.port, server.logins, server.takes_logins, server.context = (
        server.server_address[1],
        [],
        takes_logins,
        None,
    )
    if certificate:
        server.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        server.context.load_cert_chain(certificate)
    with _serving(server):
        yield server


@contextmanager
def webhook(*, code=200):
    """A server for posts: its ``address``, and the ``messages`` it has taken."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Post)
    server.code, server.address = code, f"http://127.0.0.1:{server.server_address[1]}/hooks/s3cret-path"
    with _serving(server):
        yield server
