"""The document as one HTML page."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from khacphuc.errors import ParameterError
from khacphuc.render.html.report import to_html
from khacphuc.report.document import nodes

from .. import sample

UGLY = "<script>alert('x')</script> {{ 7*7 }} {% raw %} & $a_1$"


@pytest.fixture(scope="module")
def page() -> BeautifulSoup:
    """The whole sample, parsed."""
    return BeautifulSoup(to_html(sample.document()), "html.parser")


def test_page_needs_nothing_from_outside(page: BeautifulSoup) -> None:
    """No script, nothing to load: the policy forbids it and nothing tries."""
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")
    assert not page.find_all(["script", "link", "iframe", "object"])
    assert all(tag["src"].startswith("data:") for tag in page.find_all(src=True))
    assert all(tag["href"].startswith("#") for tag in page.find_all(href=True))
    assert "http" not in page.style.string


def test_page_has_landmarks_and_one_title(page: BeautifulSoup) -> None:
    """Language, title, one h1, navigation, main part and a way to skip to it."""
    assert page.html["lang"] == "vi"
    assert page.title.string == sample.document().title
    assert len(page.find_all("h1")) == len(page.find_all("main")) == len(page.find_all("nav")) == 1
    assert page.body.find("a")["href"] == f"#{page.main['id']}"
    levels = [int(tag.name[1]) for tag in page.find_all(["h1", "h2", "h3", "h4"])]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_link_leads_somewhere(page: BeautifulSoup) -> None:
    """No id is twice, and every link leads to one of them."""
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {tag["href"][1:] for tag in page.find_all(href=True)} <= set(ids)
    described = {tag["aria-describedby"] for tag in page.find_all(attrs={"aria-describedby": True})}
    assert len(described) == 18
    assert described <= set(ids)
    assert {tag["aria-labelledby"] for tag in page.find_all(attrs={"aria-labelledby": True})} <= set(ids)


def test_contents_list_every_heading(page: BeautifulSoup) -> None:
    """The contents lead to each section and annex, with its number."""
    side = [link.get_text() for link in page.nav.find(class_="side").find_all("a")]
    folded = [link.get_text() for link in page.nav.find(class_="fold").find_all("a")]
    assert side == folded
    assert len(side) == len(page.main.find_all(["h2", "h3", "h4"])) - 1  # the notes
    assert side[0] == "I. TÌNH HÌNH CHUNG"
    assert side[-2:] == ["Phụ lục 2. Cách tính", "Tỷ lệ"]


def test_head_and_foot_of_the_form(page: BeautifulSoup) -> None:
    """Who, number, date, title, status, who signs and who receives are printed as in the PDF."""
    words = " ".join(page.main.get_text(" ").split())
    for expected in (
        "TỈNH ĐOÀN MẪU BAN CHẤP HÀNH TỈNH GIẢ ĐỊNH *** Số: ……-BC/TĐGĐ-VP",
        "ĐOÀN TNCS HỒ CHÍ MINH Giả Định, ngày …… tháng …… năm ……",
        "(Bản dựng lại từ báo cáo đã công bố)",
        "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN PHÓ BÍ THƯ Nguyễn Văn Mẫu",
        "Nơi nhận: UV.BCH Tỉnh đoàn mẫu;",
        "Lưu VT.",
    ):
        assert expected in words
    assert page.h1.get_text(" ").startswith("BÁO CÁO")


@pytest.mark.parametrize(
    ("profile", "margins"),
    [("youth-union", "20mm 20mm 20mm 30mm"), ("party", "20mm 15mm 20mm 30mm")],
)
def test_paper_has_the_margins_of_the_form(profile: str, margins: str) -> None:
    """Printed from a browser, the page has the margins of its profile."""
    html = to_html(sample.small(cover=replace(sample.COVER, profile=profile)))
    assert f"@page {{ size: A4; margin: {margins}; }}" in html


def test_two_signatories_stand_before_the_recipients() -> None:
    """Who signs beside comes first, as in the PDF, and nothing is printed for a superior nobody named."""
    second = nodes.Signatory(authority="TM. Ban Dân vận", office="Trưởng ban", name="Trần Thị Ví Dụ")
    document = sample.small(
        cover=replace(sample.COVER, superior=""), signature=replace(sample.SIGNATURE, second=second)
    )
    page = BeautifulSoup(to_html(document), "html.parser")
    foot = page.find("footer")
    assert [tag.get_text() for tag in foot.find_all(class_="name")] == ["Trần Thị Ví Dụ", "Nguyễn Văn Mẫu"]
    assert foot.find_all("div")[-1]["class"] == ["recipients"]
    assert [tag for tag in page.main.find_all("p") if not tag.get_text(strip=True)] == []


def test_citations_lead_to_the_annex(page: BeautifulSoup) -> None:
    """A cited figure leads to its row among the seventy-seven, also from a footnote."""
    first = page.find(id="cite-SL001-1")
    assert page.find(id=first["href"][1:]).th.get_text().startswith("SL001")
    assert len(page.find_all("tr", id=True)) == 77
    notes = page.find(role="doc-endnotes")
    assert [item["value"] for item in notes.find_all("li")] == ["1", "2", "3", "4", "5"]
    assert notes.find("a", class_="bound")["href"] == "#row-SL001"
    alone = page.find(id="cite-TL01-1")
    assert alone["href"] == "#cite-TL01-1"


def test_words_never_become_tags_or_template() -> None:
    """Whatever the parameters or the prose hold is shown as written."""
    fields = dict.fromkeys(("superior", "body", "symbol", "place", "subject", "basis", "status_note"), UGLY)
    cover = replace(sample.COVER, **fields, kind=UGLY, number=UGLY)
    signature = replace(sample.SIGNATURE, recipients=(UGLY,), authority=UGLY, office=UGLY, name=UGLY)
    parsed = BeautifulSoup(
        to_html(
            sample.small(sample.heading(1, UGLY), sample.paragraph(UGLY), cover=cover, signature=signature)
        ),
        "html.parser",
    )
    assert not parsed.find_all("script")
    assert parsed.get_text().upper().count(UGLY.upper()) >= 14


def test_empty_document_has_no_empty_parts() -> None:
    """Without headings, notes, recipients and annexes there are no empty landmarks or lists."""
    bare = replace(sample.SIGNATURE, recipients=())
    cover = replace(sample.COVER, status="draft", status_note="", basis="Theo kế hoạch.", language="en")
    parsed = BeautifulSoup(
        to_html(sample.small(sample.paragraph("Một."), cover=cover, signature=bare)), "html.parser"
    )
    assert not parsed.find_all(["nav", "section", "ul"])
    assert parsed.html["lang"] == "en"
    assert parsed.find(class_="draft").get_text() == "DRAFT"
    assert "Theo kế hoạch." in parsed.main.get_text()


def test_unknown_profile_is_told() -> None:
    """The profile decides the form of the page too."""
    with pytest.raises(ParameterError, match="youth-union"):
        to_html(sample.small(cover=replace(sample.COVER, profile="state")))


@pytest.mark.parametrize("synthetic", [True, False])
def test_invented_figures_are_called_so(synthetic: bool) -> None:
    """Where the figures are invented the page says so at its head, and at the head of each sheet of paper."""
    html = to_html(sample.small(cover=replace(sample.COVER, synthetic=synthetic)))
    label = BeautifulSoup(html, "html.parser").select_one("main > p.synthetic")
    assert (label.get_text() if label else "") == (
        "SỐ LIỆU MÔ PHỎNG, KHÔNG PHẢI SỐ LIỆU THẬT" if synthetic else ""
    )
    assert ("@top-center" in html) == synthetic
