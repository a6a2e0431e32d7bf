"""A published version is signed off by the roles that were asked for."""

from __future__ import annotations

import pytest

from khacphuc.commands.history import list_history
from khacphuc.commands.sign import sign_run
from khacphuc.console.progress import Silent
from khacphuc.errors import UsageError
from khacphuc.project.files import read_text, write_text
from khacphuc.run.attempt import run_report

ROLES = "signoffs: [Bí thư, Văn phòng]\n"


@pytest.fixture
def published(project, fake, writers):
    """A project whose run is published and asks for two roles."""
    assert writers
    write_text(project.parameters("2021"), read_text(project.parameters("2021")) + ROLES)
    publish(project, fake)
    return project


def publish(project, fake):
    """Publish the run."""
    assert run_report(project, "2021", progress=Silent(), execute=fake.InProcess()).status == "published"


def test_it_is_issued_once_all_have_approved(published):
    """And told so."""
    assert sign_run(published, "2021", "Bí thư", "approved").splitlines() == [
        "phiên bản 1: Bí thư đồng ý",
        "lần chạy 2021: phiên bản 1 chưa phát hành",
    ]
    assert sign_run(published, "2021", "Văn phòng", "approved", " đủ ").endswith("phiên bản 1 đã phát hành")
    assert sign_run(published, "2021", "Văn phòng", "rejected").endswith("chưa phát hành")


def test_a_sign_off_lapses_when_a_byte_moves(published, fake):
    """It was about what was published then; a file that was changed by hand is not signed off."""
    for role in ("Bí thư", "Văn phòng"):
        sign_run(published, "2021", role, "approved")
    write_text(published.raw("2021") / "figures.csv", "figure_id,printed\nSL041,1.232\n")
    publish(published, fake)
    assert list_history(published, "2021").splitlines()[-3:] == [
        list_history(published, "2021").splitlines()[-3],
        "  Bí thư: chưa ký duyệt",
        "  Văn phòng: chưa ký duyệt",
    ]
    write_text(published.published_report("2021") / "review.html", "changed")
    with pytest.raises(UsageError, match=r"report/review\.html: was changed"):
        sign_run(published, "2021", "Bí thư", "approved")


@pytest.mark.parametrize(
    ("role", "note", "message"),
    [
        ("Thủ quỹ", "", "nobody asked for the role 'Thủ quỹ', expected Bí thư, Văn phòng"),
        ("Bí thư", "a\nb", "lines"),
    ],
)
def test_what_cannot_be_recorded(published, role, note, message):
    """Nothing is written."""
    with pytest.raises(UsageError, match=message):
        sign_run(published, "2021", role, "approved", note)
    assert not (published.history("2021") / "signoffs.csv").exists()


@pytest.mark.usefixtures("writers")
def test_nothing_or_a_draft_is_not_signed_off(project, fake):
    """There is no version."""
    text = read_text(project.parameters("2021")) + ROLES
    write_text(project.parameters("2021"), text)
    with pytest.raises(UsageError, match="nothing is published"):
        sign_run(project, "2021", "Bí thư", "approved")
    write_text(project.parameters("2021"), text.replace("reconstruction", "draft"))
    publish(project, fake)
    with pytest.raises(UsageError, match="what is published is draft, expected a final report"):
        sign_run(project, "2021", "Bí thư", "approved")
    assert not project.history("2021").exists()
