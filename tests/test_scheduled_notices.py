"""A run that fails on its day is told once by each channel, and its recovery once more; no secret stays."""

from __future__ import annotations

import re

import pytest

from .schedule.servers import mail_server, webhook

pytestmark = [pytest.mark.full, pytest.mark.untraced]

SCHEDULE = """
schedule:
  - event: draft
    on: 01/03/2022
"""
FIGURES = "data/raw/2021/figures.csv"
RIGHT, WRONG = "SL026,fn1,1,1.805,", "SL026,fn1,1,1.905,"


def test_a_run_that_fails_and_recovers(published, tmp_path):
    """One notice when it is blocked, none while it stays so, one when it goes on; nothing else is sent."""
    project = published.copy(tmp_path / "project")
    project.edit("params/2021.yml", "\nstatus: reconstruction", "\nstatus: draft")
    project.edit(FIGURES, RIGHT, WRONG)
    file = project.root / "params" / "2021.yml"
    file.write_text(file.read_text(encoding="utf-8") + SCHEDULE, encoding="utf-8")
    outputs = []

    def type_in(*arguments, **environ):
        ended = project.khacphuc(*arguments, **environ)
        outputs.append(ended.stdout + ended.stderr)
        return ended.returncode

    with mail_server() as mails, webhook() as posts:
        environ = {
            "KHACPHUC_MAIL_TO": "s3cret-reader@example.org",
            "KHACPHUC_MAIL_FROM": "s3cret-sender@example.org",
            "KHACPHUC_SMTP": f"127.0.0.1:{mails.port}",
            "KHACPHUC_SMTP_TLS": "none",
            "KHACPHUC_SMTP_USER": "s3cret-user",
            "KHACPHUC_SMTP_PASSWORD": "s3cret-password",
            "KHACPHUC_WEBHOOK": posts.address,
        }

        def sent():
            return len(mails.messages), len(posts.messages)

        assert type_in("schedule", "--as", "cron", **environ) == 0
        assert type_in("run", "--due", **environ) == 1
        assert sent() == (1, 1)
        assert type_in("run", "--due", **environ) == 0
        assert sent() == (1, 1)
        project.edit(FIGURES, WRONG, RIGHT)
        assert type_in("run", "2021", **environ) == 0
        assert type_in("run", "--due", **environ) == 0
        assert type_in("run", "--due", **environ) == 0
        assert sent() == (2, 2)
        assert type_in("status", **environ) == 0
    blocked, recovered = posts.messages
    assert (blocked["state"], blocked["recovery"]) == ("blocked", False)
    # what was published of it before is a version, and the draft stands in its place
    assert (recovered["before"], recovered["state"], recovered["recovery"]) == ("blocked", "superseded", True)
    assert (project.root / blocked["review"]).is_file() or blocked["review"].startswith(".runs/2021/attempt/")
    assert [mail["Subject"] for mail in mails.messages] == [blocked["subject"], recovered["subject"]]
    # counts and days, but no figure of the report
    assert "1.905" not in str(posts.messages)
    assert re.search("s3cret", "".join(outputs)) is None
    files = [path for path in project.root.rglob("*") if path.is_file()]
    assert [path for path in files if b"s3cret" in path.read_bytes()] == []
    assert "blocked" in (project.root / "history" / "2021" / "events.csv").read_text(encoding="utf-8")
