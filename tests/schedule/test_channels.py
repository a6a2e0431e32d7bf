"""A notice goes out once by each channel, and how that ended is told without an address or a secret."""

from __future__ import annotations

import base64
import os
import smtplib
import socket
import ssl
import subprocess
import threading
from dataclasses import replace

import pytest

from khacphuc.commands.due import translated_detail
from khacphuc.schedule.addresses import Addresses, MailServer, read_addresses
from khacphuc.schedule.channels import SentNotice, send_notice

from .servers import mail_server, webhook
from .test_notices import BLOCKED

WRITTEN = {
    "sender": "khacphuc@example.org",
    "recipients": ("an@example.org",),
    "escalation": ("chi@example.org",),
}

LOGIN = {"user": "s3cret-user", "password": "s3cret-password"}


def by_mail(server, **changes):
    """Addresses that use a server of mails."""
    return Addresses(MailServer("127.0.0.1", server.port, "none", **changes), **WRITTEN)


def test_a_mail_and_a_post():
    """One of each, with the words of the notice."""
    with mail_server() as mails, webhook() as posts:
        addresses = replace(by_mail(mails), webhook=posts.address)
        assert send_notice(BLOCKED, addresses) == (SentNotice("mail", "sent"), SentNotice("webhook", "sent"))
    (mail,), (post,) = mails.messages, posts.messages
    assert mail["To"] == "an@example.org"
    assert mail["Subject"] == post["subject"] == BLOCKED.subject
    assert mail.get_content().splitlines() == BLOCKED.text.splitlines()
    assert post["counts"] == {"blocked": 2}
    # nothing of the machine it comes from
    assert socket.gethostname() not in mail.as_string()


def test_the_second_list():
    """Gets what is escalated, and the first gets nothing of it; an empty one is told."""
    notice = replace(BLOCKED, kind="escalate")
    with mail_server() as mails:
        assert send_notice(notice, by_mail(mails)) == (SentNotice("mail", "sent"),)
        assert send_notice(notice, replace(by_mail(mails), escalation=())) == (
            SentNotice("mail", "no_address", "KHACPHUC_ESCALATE_TO is empty"),
        )
    assert [mail["To"] for mail in mails.messages] == ["chi@example.org"]


def test_no_address():
    """Is an outcome, and no failure."""
    assert send_notice(BLOCKED, Addresses()) == (SentNotice("none", "no_address"),)


def test_wrong_addresses_are_told():
    """And stop no other channel."""
    with webhook() as posts:
        addresses = read_addresses({"KHACPHUC_MAIL_TO": "s3cret", "KHACPHUC_WEBHOOK": posts.address})
        wrong, post = send_notice(BLOCKED, addresses)
    assert (wrong.channel, wrong.outcome) == ("mail", "not_sent")
    assert wrong.detail.startswith("KHACPHUC_MAIL_TO: ")
    assert post == SentNotice("webhook", "sent")


@pytest.mark.parametrize("code", [302, 404, 500])
def test_a_webhook_that_will_not(code):
    """Its answer is told by its number; where it leads is not followed, and its address not shown."""
    with webhook(code=code) as posts:
        outcomes = send_notice(BLOCKED, Addresses(webhook=posts.address))
    assert outcomes == (SentNotice("webhook", "not_sent", f"the server answered {code}"),)
    assert len(posts.messages) == 1


def test_a_wrong_password():
    """Its refusal is a number: a server may answer with the name of the user."""
    with mail_server(takes_logins=False) as mails:
        (outcome,) = send_notice(BLOCKED, by_mail(mails, **LOGIN))
    assert outcome == SentNotice("mail", "not_sent", "the server answered 535")
    assert mails.messages == []


def test_a_server_without_tls_gets_nothing():
    """No mail and no password goes out in the open because a server cannot do better."""
    with mail_server() as mails:
        server = MailServer("127.0.0.1", mails.port, "starttls", **LOGIN)
        (outcome,) = send_notice(BLOCKED, Addresses(server, **WRITTEN))
    assert outcome.detail == "the server has no STARTTLS, or no way to log in"
    assert mails.messages == mails.logins == []


def test_nobody_listens():
    """What the system calls it is told."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening, so that nobody else takes the port
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        (outcome,) = send_notice(BLOCKED, Addresses(webhook=address))
    assert outcome == SentNotice(
        "webhook", "not_sent", os.strerror(111) if os.name == "posix" else outcome.detail
    )


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({}),
        smtplib.SMTPNotSupportedError(),
        smtplib.SMTPResponseException(550, b"s3cret"),
        ssl.SSLCertVerificationError(),
        ssl.SSLError(),
        socket.gaierror(-2, "s3cret"),
        TimeoutError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_reason_has_words_in_vietnamese(error, monkeypatch):
    """Which ``run --due`` prints for a run in Vietnamese."""

    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(smtplib, "SMTP", refuse)
    (outcome,) = send_notice(BLOCKED, Addresses(MailServer("127.0.0.1", 25, "none"), **WRITTEN))
    assert outcome.outcome == "not_sent"
    assert "s3cret" not in outcome.detail
    assert translated_detail(outcome.detail, "vi") != outcome.detail


@pytest.mark.parametrize(("answer", "whole"), [(0.05, 5.0), (5.0, 0.05)])
def test_a_server_that_does_not_answer(answer, whole):
    """Is left after a while, whether it is silent or never comes to an end."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        (outcome,) = send_notice(BLOCKED, Addresses(webhook=address), answer=answer, whole=whole)
        assert outcome.outcome == "not_sent"
        connection, _ = silent.accept()
        connection.close()
    for thread in threading.enumerate():
        if thread.name.startswith("khacphuc "):
            thread.join()


@pytest.mark.full
def test_starttls(tmp_path, monkeypatch):
    """With a certificate the system trusts the password goes through TLS; with another nothing is sent."""
    file = tmp_path / "server.pem"
    make = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    names = [
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        str(file),
        "-out",
        str(tmp_path / "cert.pem"),
    ]
    subprocess.run([*make, *names], check=True, capture_output=True)
    certificate = (tmp_path / "cert.pem").read_text(encoding="ascii")
    file.write_text(file.read_text(encoding="ascii") + certificate, encoding="ascii")
    with mail_server(certificate=file) as mails:
        server = MailServer("127.0.0.1", mails.port, "starttls", **LOGIN)
        refused = SentNotice("mail", "not_sent", "the certificate of the server is not trusted")
        assert send_notice(BLOCKED, Addresses(server, **WRITTEN)) == (refused,)
        assert mails.messages == mails.logins == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        assert send_notice(BLOCKED, Addresses(server, **WRITTEN)) == (SentNotice("mail", "sent"),)
    assert len(mails.messages) == 1
    assert base64.b64decode(mails.logins[0].split()[-1]) == b"\0s3cret-user\0s3cret-password"
