"""The head and the foot of the official form in Word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from khacphuc.fonts.widths import width
from khacphuc.render.docx.form import foot, head
from khacphuc.render.docx.xml import points
from khacphuc.render.form import form
from khacphuc.render.profiles import load
from khacphuc.report.document import nodes

from .. import sample, word

PROFILE = load("youth-union")
PAGE = points(160)
LONG = "Ban Thường vụ Quận đoàn và Ban Chỉ đạo phong trào thanh niên tình nguyện mẫu"


def headed(**more: Any) -> Any:
    """The head of a document, parsed."""
    document = sample.small(cover=replace(sample.COVER, **more))
    return word.read(head(form(document, PROFILE), PROFILE, PAGE))


def footed(**more: Any) -> Any:
    """The foot of a document, parsed."""
    document = sample.small(signature=replace(sample.SIGNATURE, **more))
    return word.read(foot(form(document, PROFILE), PAGE))


def cells(root: Any) -> list[list[str]]:
    """The words of each line of each cell."""
    return [[word.words(line) for line in cell.iter(f"{word.W}p")] for cell in root.iter(f"{word.W}tc")]


def test_head_is_the_form() -> None:
    """Who stands at the left, the organisation at the right, number and date on one line, then the title."""
    root = headed()
    assert cells(root) == [
        ["TỈNH ĐOÀN MẪU", "BAN CHẤP HÀNH TỈNH GIẢ ĐỊNH", "***"],
        ["ĐOÀN TNCS HỒ CHÍ MINH"],
        ["Số: ……-BC/TĐGĐ-VP"],
        ["Giả Định, ngày …… tháng …… năm ……"],
    ]
    assert word.styled(root, "Title") == ["BÁO CÁO"]
    assert word.styled(root, "Subtitle") == [sample.COVER.subject]
    assert word.styled(root, "Rule") == [""]
    assert word.styled(root, "StatusNote") == ["(Bản dựng lại từ báo cáo đã công bố)"]
    assert root.find(f".//{word.W}tblBorders") is None


def test_what_there_is_not_leaves_no_empty_line() -> None:
    """Without a superior body, a place or a note on the status their lines are gone."""
    root = headed(superior="", place="", status_note="", number="12", date="2032-01-05")
    assert cells(root)[0] == ["BAN CHẤP HÀNH TỈNH GIẢ ĐỊNH", "***"]
    assert cells(root)[2:] == [["Số: 12-BC/TĐGĐ-VP"], ["ngày 05 tháng 01 năm 2032"]]
    assert not word.styled(root, "StatusNote")


def test_a_draft_says_so_in_a_box() -> None:
    """DỰ THẢO stands under the number; the reasons of a document are a paragraph of text."""
    root = headed(status="draft", basis="Theo kế hoạch.")
    assert cells(root)[2] == ["Số: ……-BC/TĐGĐ-VP", "DỰ THẢO"]
    assert len(list(root.iter(f"{word.W}bdr"))) == 1
    assert word.styled(root, "BodyText") == ["Theo kế hoạch."]


@pytest.mark.parametrize("place", ["", "Huế", "Tây Ninh", "Thành phố Hồ Chí Minh"])
def test_columns_share_the_page_and_the_date_keeps_to_one_line(place: str) -> None:
    """The right column is as wide as its longest line, up to little more than half of the page."""
    root = headed(place=place)
    left, right = (int(column.get(f"{word.W}w")) / 20 for column in root.iter(f"{word.W}gridCol"))
    assert left + right == pytest.approx(PAGE, abs=0.1)
    date = width(cells(root)[3][0], PROFILE.place_date_pt, italic=True)
    assert right > date or right == pytest.approx(0.54 * PAGE, abs=0.1)


def test_the_rule_is_as_wide_as_the_organisation() -> None:
    """It ends where the words end, within some points."""
    root = headed(place="Thành phố Hồ Chí Minh")
    (line,) = (p for p in root.iter(f"{word.W}p") if word.value(p, "pPr/pStyle") == "Organisation")
    right = [int(column.get(f"{word.W}w")) / 20 for column in root.iter(f"{word.W}gridCol")][1]
    ruled = right - sum(int(word.value(line, "pPr/ind", side) or 0) / 20 for side in ("left", "right"))
    words = width(PROFILE.organisation, PROFILE.organisation_pt, bold=True)
    assert words <= ruled <= words + 5


def test_long_names_and_titles_have_even_lines() -> None:
    """What needs more than one line stands in from both sides until its lines are even."""
    root = headed(superior=LONG, subject=f"{LONG} {LONG}")
    for style in ("Superior", "Subtitle"):
        line = next(p for p in root.iter(f"{word.W}p") if word.value(p, "pPr/pStyle") == style)
        left, right = (int(word.value(line, "pPr/ind", side) or 0) for side in ("left", "right"))
        assert left == right > 0


@pytest.mark.parametrize("count", [0, 1, 15])
def test_foot_is_one_row_that_never_breaks(count: int) -> None:
    """However many recipients there are, they and who signs stand on one page."""
    root = footed(recipients=tuple(f"Đơn vị {place}" for place in range(count)))
    (row,) = root.iter(f"{word.W}tr")
    assert row.find(f"{word.W}trPr/{word.W}cantSplit") is not None
    assert len(word.styled(root, "Recipients")) == count
    assert cells(root)[1] == ["TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "PHÓ BÍ THƯ", "Nguyễn Văn Mẫu"]
    assert word.styled(root, "RecipientsLabel") == ["Nơi nhận:"]


def test_two_sign_side_by_side_above_the_recipients() -> None:
    """Their names share one line, whatever stands above them; recipients take the full width below."""
    second = nodes.Signatory(authority="TM. Ban Dân vận", office="Trưởng ban", name="Trần Thị Ví Dụ")
    root = footed(second=second)
    assert cells(root) == [
        ["TM. BAN DÂN VẬN", "TRƯỞNG BAN"],
        ["TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "PHÓ BÍ THƯ"],
        ["Trần Thị Ví Dụ"],
        ["Nguyễn Văn Mẫu"],
    ]
    assert word.styled(root, "RecipientsLabel") == ["Nơi nhận:"]
