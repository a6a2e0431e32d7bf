"""Sends a notice by mail and to one webhook, and says how that ended without a word of where it went."""

from __future__ import annotations

import errno
import os
import smtplib
import socket
import ssl
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from http.client import HTTPException
from typing import TYPE_CHECKING, Final, Literal
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from khacphuc import __version__
from khacphuc.schedule.addresses import ESCALATE_TO, MAIL_TO, is_this_machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from khacphuc.schedule.addresses import Addresses, MailServer
    from khacphuc.schedule.notices import Notice

Channel = Literal["mail", "webhook", "none"]
SendOutcome = Literal["sent", "not_sent", "no_address"]

_ANSWER: Final = 20.0
"""Seconds a server may take for one answer."""
_WHOLE: Final = 60.0
"""Seconds for all of it: a server that sends a letter now and then would keep a schedule for ever."""
_EMPTY: Final = "{variable} is empty"
_REFUSED: Final = "{refused} of {count} addresses refused"
_ANSWERED: Final = "the server answered {code}"
_THIS_MACHINE: Final = "[127.0.0.1]"
"""In the place of the name of this machine, which a server need not know."""


@dataclass(frozen=True)
class SentNotice:
    """How a notice went out by one channel; ``detail`` has no address and no secret."""

    channel: Channel
    outcome: SendOutcome
    detail: str = ""


def send_notice(
    notice: Notice, addresses: Addresses, *, answer: float = _ANSWER, whole: float = _WHOLE
) -> tuple[SentNotice, ...]:
    """Send a notice by every channel there is an address of. Raises nothing.

    Args:
        notice: what is sent.
        addresses: to whom.
        answer: seconds a server may take for one answer.
        whole: seconds a channel may take in all.

    Returns:
        How that ended, a value for each channel; one ``no_address`` where there is none. What is wrong with
        an address is told as ``not_sent``.
    """
    outcomes = [
        SentNotice("webhook" if "WEBHOOK" in variable else "mail", "not_sent", f"{variable}: {sentence}")
        for variable, sentence in addresses.faults
    ]
    outcomes += _mail_outcomes(notice, addresses, answer, whole)
    if addresses.webhook:
        outcomes.append(_within("webhook", whole, lambda: _post(notice, addresses.webhook, answer)))
    return tuple(outcomes) or (SentNotice("none", "no_address"),)


def _mail_outcomes(notice: Notice, addresses: Addresses, answer: float, whole: float) -> Iterator[SentNotice]:
    server = addresses.server
    recipients = addresses.escalation if notice.is_escalated else addresses.recipients
    if server is None:
        return
    if recipients:
        message = _message(notice, addresses.sender, recipients)
        yield _within("mail", whole, lambda: _mail(message, server, addresses.sender, recipients, answer))
    elif addresses.recipients or addresses.escalation:
        variable = ESCALATE_TO if notice.is_escalated else MAIL_TO
        yield SentNotice("mail", "no_address", _EMPTY.format(variable=variable))


def _within(channel: Channel, seconds: float, send: Callable[[], str]) -> SentNotice:
    """How sending ends; what takes longer is left to itself and ends with the process."""
    outcomes: list[SentNotice] = []

    def attempt() -> None:
        try:
            outcomes.append(SentNotice(channel, "sent", send()))
        except (OSError, ValueError, HTTPException) as error:
            outcomes.append(SentNotice(channel, "not_sent", _reason(error)))

    thread = threading.Thread(target=attempt, name=f"khacphuc {channel}", daemon=True)
    thread.start()
    thread.join(seconds)
    return outcomes[0] if outcomes else SentNotice(channel, "not_sent", "the server did not come to an end")


def _message(notice: Notice, sender: str, recipients: tuple[str, ...]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = ", ".join(recipients)
    message["Subject"] = notice.subject
    message["Date"] = format_datetime(notice.at)
    # by itself it would have the name of this machine in it
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(notice.text)
    return message


def _mail(
    message: EmailMessage, server: MailServer, sender: str, recipients: tuple[str, ...], answer: float
) -> str:
    host, port = server.host, server.port
    with (
        smtplib.SMTP_SSL(host, port, _THIS_MACHINE, timeout=answer, context=ssl.create_default_context())
        if server.security == "tls"
        else smtplib.SMTP(host, port, _THIS_MACHINE, timeout=answer)
    ) as connection:
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        refused = connection.send_message(message, sender, recipients)
    return _REFUSED.format(refused=len(refused), count=len(recipients)) if refused else ""


class _NoRedirects(HTTPRedirectHandler):
    """Follows nothing: where a notice goes is decided here, not by a server."""

    def redirect_request(self, *_: object) -> None:
        """Leave the answer an error."""


def _post(notice: Notice, address: str, answer: float) -> str:
    request = Request(  # noqa: S310 - the scheme was checked when the address was read
        address,
        data=notice.json.encode("utf-8"),
        headers={"Content-Type": "application/json", "User-Agent": f"khacphuc/{__version__}"},
        method="POST",
    )
    # a proxy of the network has no way to this machine
    no_proxy = [ProxyHandler({})] if is_this_machine(urlsplit(address).hostname or "") else []
    opener = build_opener(_NoRedirects, *no_proxy)
    with opener.open(request, timeout=answer):
        return ""


_SENTENCES: Final[dict[type[BaseException], str]] = {
    smtplib.SMTPRecipientsRefused: "every address was refused",
    smtplib.SMTPNotSupportedError: "the server has no STARTTLS, or no way to log in",
    ssl.SSLCertVerificationError: "the certificate of the server is not trusted",
    ssl.SSLError: "the server does not speak TLS as expected",
    TimeoutError: "no answer in time",
    socket.gaierror: "no server was found by its name",
}


def _reason(error: BaseException) -> str:
    """Why it was not sent: what the system calls it, or the number a server answered with.

    Never what the error says itself, which may quote addresses, the server's words or what was sent.
    """
    if isinstance(error, URLError) and isinstance(error.reason, BaseException):
        return _reason(error.reason)
    code = getattr(error, "code", None) or getattr(error, "smtp_code", None)
    if isinstance(code, int):  # of an HTTPError, or of an SMTPResponseException
        return _ANSWERED.format(code=code)
    for kind, sentence in _SENTENCES.items():
        if isinstance(error, kind):
            return sentence
    number = getattr(error, "errno", None) or 0
    return os.strerror(number) if number in errno.errorcode else type(error).__name__
