"""Addresses and secrets come from the environment, and go nowhere but to servers."""

from __future__ import annotations

import pytest

from khacphuc.commands.due import translated_detail
from khacphuc.schedule.addresses import VARIABLES, Addresses, read_addresses, take_addresses

MAIL = {
    "KHACPHUC_MAIL_TO": "an@example.org, binh@example.org",
    "KHACPHUC_ESCALATE_TO": "chi@example.org",
    "KHACPHUC_MAIL_FROM": "khacphuc@example.org",
    "KHACPHUC_SMTP": "mail.example.org:2525",
    "KHACPHUC_SMTP_USER": "s3cret-user",
    "KHACPHUC_SMTP_PASSWORD": "s3cret-password",
    "KHACPHUC_WEBHOOK": "https://chat.example.org/hooks/s3cret-path",
}


def test_what_they_are():
    """Each variable has its place."""
    addresses = read_addresses(MAIL)
    assert addresses.recipients == ("an@example.org", "binh@example.org")
    assert addresses.escalation == ("chi@example.org",)
    assert addresses.sender == "khacphuc@example.org"
    assert addresses.webhook == MAIL["KHACPHUC_WEBHOOK"]
    server = addresses.server
    assert (server.host, server.port, server.security) == ("mail.example.org", 2525, "starttls")
    assert (server.user, server.password) == ("s3cret-user", "s3cret-password")
    assert addresses.faults == ()


def test_nothing_is_printed_of_them():
    """Neither a secret nor an address of a person is in what a log would have."""
    printed = repr(read_addresses(MAIL))
    assert not [part for part in ("s3cret", "an@", "chi@", "khacphuc@") if part in printed]


def test_nothing_is_nowhere():
    """Without variables there is no address, and nothing wrong."""
    assert read_addresses({}) == read_addresses(dict.fromkeys(VARIABLES, " ")) == Addresses()


def test_they_are_taken_away():
    """Who begins after them has none of them; other variables stay."""
    environ = {**MAIL, "PATH": "/bin"}
    assert take_addresses(environ) == read_addresses(MAIL)
    assert environ == {"PATH": "/bin"}


@pytest.mark.parametrize(
    ("changes", "variable"),
    [
        ({"KHACPHUC_MAIL_TO": "Lê An <an@example.org>"}, "KHACPHUC_MAIL_TO"),
        ({"KHACPHUC_MAIL_TO": "s3cret"}, "KHACPHUC_MAIL_TO"),
        ({"KHACPHUC_ESCALATE_TO": "an@s3cret\u00a0x"}, "KHACPHUC_ESCALATE_TO"),
        ({"KHACPHUC_MAIL_FROM": ""}, "KHACPHUC_MAIL_FROM"),
        ({"KHACPHUC_MAIL_FROM": "a@example.org b@example.org"}, "KHACPHUC_MAIL_FROM"),
        ({"KHACPHUC_SMTP": ""}, "KHACPHUC_SMTP"),
        ({"KHACPHUC_SMTP": "s3cret host:25"}, "KHACPHUC_SMTP"),
        ({"KHACPHUC_SMTP": "mail.example.org:99999"}, "KHACPHUC_SMTP"),
        ({"KHACPHUC_SMTP_TLS": "s3cret"}, "KHACPHUC_SMTP_TLS"),
        ({"KHACPHUC_SMTP_TLS": "none"}, "KHACPHUC_SMTP_TLS"),  # not without TLS to another machine
        ({"KHACPHUC_SMTP_USER": ""}, "KHACPHUC_SMTP_USER"),
        ({"KHACPHUC_SMTP_PASSWORD": ""}, "KHACPHUC_SMTP_PASSWORD"),
        ({"KHACPHUC_WEBHOOK": "http://chat.example.org/s3cret"}, "KHACPHUC_WEBHOOK"),
        ({"KHACPHUC_WEBHOOK": "https://user:s3cret@chat.example.org/"}, "KHACPHUC_WEBHOOK"),
        ({"KHACPHUC_WEBHOOK": "https://[s3cret"}, "KHACPHUC_WEBHOOK"),
        ({"KHACPHUC_WEBHOOK": "file:///etc/passwd"}, "KHACPHUC_WEBHOOK"),
        ({"KHACPHUC_WEBHOOK": "https://chat.example.org/a\nb"}, "KHACPHUC_WEBHOOK"),
    ],
)
def test_what_is_wrong_is_named_and_not_quoted(changes, variable):
    """By its variable; the value may be a secret in the wrong place."""
    addresses = read_addresses(MAIL | changes)
    assert variable in {name for name, _ in addresses.faults}
    assert "s3cret" not in str(addresses.faults)
    assert not [why for _, why in addresses.faults if translated_detail(why, "vi") == why]
    if variable == "KHACPHUC_WEBHOOK":
        assert not addresses.webhook
    else:
        assert addresses.webhook
        assert addresses.server is None or variable in {"KHACPHUC_MAIL_TO", "KHACPHUC_ESCALATE_TO"}


@pytest.mark.parametrize(
    ("server", "tls", "expected"),
    [
        ("mail.example.org", "", ("mail.example.org", 587, "starttls")),
        ("mail.example.org", "tls", ("mail.example.org", 465, "tls")),
        ("localhost", "none", ("localhost", 25, "none")),
        ("[::1]:2525", "NONE", ("::1", 2525, "none")),
    ],
)
def test_ports_and_tls(server, tls, expected):
    """Without a port the usual one; without TLS on this machine only."""
    read = read_addresses(MAIL | {"KHACPHUC_SMTP": server, "KHACPHUC_SMTP_TLS": tls}).server
    assert (read.host, read.port, read.security) == expected
