"""Tests of `khacphuc.review.changes_page`."""

from bs4 import BeautifulSoup

from khacphuc.checks.findings import Location, Place, Quote
from khacphuc.checks.since_published import FindingChange
from khacphuc.review.changes_page import to_changes

from .. import run2021
from ..findings import finding


def soup(*changes):
    """The page of these changes, given as pairs of change and row."""
    items = [
        FindingChange(
            change,
            finding(
                "DG-05",
                row_id,
                Place(
                    row_id,
                    "assessments",
                    (Quote("chưa được khắc phục triệt để"),),
                    location=Location("", "a.csv", 2),
                ),
                table="assessments",
            ),
        )
        for change, row_id in changes
    ]
    page = to_changes(items, run2021.parameters())
    return BeautifulSoup(page, "html.parser")


def test_what_is_new_what_changed_and_what_is_gone():
    """Findings stand under what became of them; those that stayed are counted only."""
    page = soup(("gone", "KD1"), ("new", "KD2"), ("same", "KD3"), ("changed", "KD4"), ("same", "KD5"))
    parts = {part["aria-labelledby"]: part.get_text(" ") for part in page.select("main > section")}
    assert list(parts) == ["new", "changed", "gone"]
    for change, code in (("new", "KD2"), ("changed", "KD4"), ("gone", "KD1")):
        assert [other for other in ("KD1", "KD2", "KD3", "KD4", "KD5") if other in parts[change]] == [code]
    assert "Còn 2 phát hiện không thay đổi" in page.get_text()
    assert "chưa được khắc phục triệt để" in parts["new"]


def test_nothing_changed():
    """A page without changes says so."""
    assert "Không có thay đổi nào" in soup(("same", "KD1")).get_text()
    assert "phát hiện không thay đổi" not in soup().find("main").get_text()


def test_form():
    """The page has one first heading, ids given once, and no links out of it."""
    page = soup(("new", "KD1"), ("gone", "KD1"), ("changed", "KD1"), ("changed", "KD1"))
    assert len(page.find_all("h1")) == 1
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {tag["href"].removeprefix("#") for tag in page.find_all("a")} <= set(ids)
