"""Where notices go: addresses and secrets, which stand in the environment and nowhere else.

A program prints none of what it reads here, and an error names the variable, not its value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final, Literal, get_args
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping
    from collections.abc import Set as AbstractSet

MAIL_TO: Final = "KHACPHUC_MAIL_TO"
ESCALATE_TO: Final = "KHACPHUC_ESCALATE_TO"
MAIL_FROM: Final = "KHACPHUC_MAIL_FROM"
SMTP: Final = "KHACPHUC_SMTP"
SMTP_USER: Final = "KHACPHUC_SMTP_USER"
SMTP_PASSWORD: Final = "KHACPHUC_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
SMTP_TLS: Final = "KHACPHUC_SMTP_TLS"
WEBHOOK: Final = "KHACPHUC_WEBHOOK"
VARIABLES: Final = (MAIL_TO, ESCALATE_TO, MAIL_FROM, SMTP, SMTP_USER, SMTP_PASSWORD, SMTP_TLS, WEBHOOK)

Security = Literal["starttls", "tls", "none"]
# RFC 8314: submission with STARTTLS, submission within TLS; without either only on this machine
_PORTS: Final[Mapping[Security, int]] = {"starttls": 587, "tls": 465, "none": 25}
# an address and nothing beside it: a name, a comment or a line end could add headers and recipients
_ADDRESS: Final = re.compile(r"[!#-'*+\-./0-9=?A-Z^-~]+@[A-Za-z0-9.-]+")
_SERVER: Final = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?")
_NOT_ONE_OF: Final = "not one of {values}"
_LAST_PORT: Final = 65_535


@dataclass(frozen=True)
class MailServer:
    """The server that takes mails."""

    host: str
    port: int
    security: Security
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Addresses:
    """Where notices go; what is printed of it has no address and no secret.

    Attributes:
        server: takes mails; None where none is sent.
        sender: whose address mails are from.
        recipients: the first list.
        escalation: the second list.
        webhook: the address every notice is posted to; empty where there is none.
        faults: what cannot be used, a sentence by its variable.
    """

    server: MailServer | None = None
    sender: str = field(default="", repr=False)
    recipients: tuple[str, ...] = field(default=(), repr=False)
    escalation: tuple[str, ...] = field(default=(), repr=False)
    webhook: str = field(default="", repr=False)
    faults: tuple[tuple[str, str], ...] = ()


def take_addresses(environ: MutableMapping[str, str]) -> Addresses:
    """Read the addresses and take their variables away: no notebook and no process begun later has them."""
    addresses = read_addresses(environ)
    for variable in VARIABLES:
        environ.pop(variable, None)
    return addresses


def without_channels(addresses: Addresses, channels: AbstractSet[str]) -> Addresses:
    """The addresses but those of channels that need not send: ``mail``, ``webhook``.

    >>> without_channels(Addresses(webhook="https://example.org"), {"webhook"}).webhook
    ''
    """
    return replace(
        addresses,
        server=None if "mail" in channels else addresses.server,
        webhook="" if "webhook" in channels else addresses.webhook,
        faults=tuple(
            fault
            for fault in addresses.faults
            if ("webhook" if fault[0] == WEBHOOK else "mail") not in channels
        ),
    )


def read_addresses(environ: Mapping[str, str]) -> Addresses:
    """The addresses of an environment; a value that is wrong is told among ``faults`` and not used.

    >>> read_addresses({"KHACPHUC_WEBHOOK": "http://example.org/secret"}).faults
    (('KHACPHUC_WEBHOOK', 'not an address that begins with https://'),)
    """
    faults: list[tuple[str, str]] = []
    lists: dict[str, tuple[str, ...]] = {}
    for variable in (MAIL_TO, ESCALATE_TO, MAIL_FROM):
        lists[variable] = _mail_addresses(environ, variable, faults)
    server = _mail_server(environ, faults)
    if lists[MAIL_TO] or lists[ESCALATE_TO]:
        missing = [MAIL_FROM] * (len(lists[MAIL_FROM]) != 1) + [SMTP] * (server is None)
        known = {variable for variable, _ in faults}
        faults += [(variable, "needed to send mails") for variable in missing if variable not in known]
        if missing:
            server = None
    webhook = environ.get(WEBHOOK, "").strip()
    if webhook and not _is_webhook(webhook):
        faults.append((WEBHOOK, "not an address that begins with https://"))
        webhook = ""
    return Addresses(
        server,
        next(iter(lists[MAIL_FROM]), ""),
        lists[MAIL_TO],
        lists[ESCALATE_TO],
        webhook,
        tuple(faults),
    )


def _mail_addresses(
    environ: Mapping[str, str], variable: str, faults: list[tuple[str, str]]
) -> tuple[str, ...]:
    addresses = tuple(part for part in re.split(r"[,;\s]+", environ.get(variable, "")) if part)
    if not all(map(_ADDRESS.fullmatch, addresses)):
        faults.append((variable, "not mail addresses with commas between them, as van-phong@example.org"))
        return ()
    return addresses


def _mail_server(environ: Mapping[str, str], faults: list[tuple[str, str]]) -> MailServer | None:
    text = environ.get(SMTP, "").strip()
    if not text:
        return None
    word = environ.get(SMTP_TLS, "").strip().lower() or "starttls"
    security = next((name for name in _PORTS if name == word), None)
    user, password = environ.get(SMTP_USER, ""), environ.get(SMTP_PASSWORD, "")
    match = _SERVER.fullmatch(text)
    port = int(match["port"] or 0) if match else 0
    if match is None or port > _LAST_PORT:
        faults.append((SMTP, "not a server and its port, such as mail.example.org:587"))
    elif security is None:
        faults.append((SMTP_TLS, _NOT_ONE_OF.format(values="/".join(get_args(Security)))))
    elif security == "none" and not is_this_machine(match["host"].strip("[]")):
        faults.append((SMTP_TLS, "none is for a server on this machine only"))
    elif bool(user) != bool(password):
        faults.append((SMTP_PASSWORD if user else SMTP_USER, "needed with the other of the two"))
    else:
        return MailServer(match["host"].strip("[]"), port or _PORTS[security], security, user, password)
    return None


def is_this_machine(host: str) -> bool:
    """Whether a name is that of this machine, so that what is sent to it leaves it not.

    >>> is_this_machine("127.0.0.1"), is_this_machine("::1"), is_this_machine("mail.example.org")
    (True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _is_webhook(address: str) -> bool:
    if not address.isascii() or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_secret = parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(host))
    return bool(host) and is_secret and "@" not in parts.netloc
