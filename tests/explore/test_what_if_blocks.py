"""Tests of `khacphuc.explore.what_if_blocks`."""

import dataclasses

import pytest

from khacphuc.explore.what_if_blocks import to_blocks
from khacphuc.report.document import nodes

from .. import run2021


def displayed(trial, difference, language="vi"):
    """What is displayed: sentences, and tables by their captions."""
    names = run2021.policy().class_names(language)
    blocks = to_blocks(difference, trial.before, names, language)
    sentences = [nodes.plain(blocks[0]), *(nodes.plain(item) for item in blocks[1].items)]
    return sentences, {nodes.plain(block.caption): block for block in blocks[2:]}


@pytest.mark.full
def test_sentences_say_what_differs(trial, difference):
    """What is supposed, then targets, criteria, classes and findings in a sentence each, then the rows."""
    sentences, tables = displayed(trial, difference)
    assert sentences == [
        (
            "Giả sử KD3.2 (Tài liệu trình họp đúng hạn) là «đạt» thay cho «chưa đạt»; "
            "SL026 (Đoàn viên ưu tú được giới thiệu cho Đảng) là «2.050 đoàn viên ưu tú» "
            "thay cho «1.805 đoàn viên ưu tú». Không có gì được ghi lại."
        ),
        "Số chỉ tiêu đạt vẫn là 09 trong 11.",
        "01 tiêu chí có kết quả khác.",
        "01 khuyết điểm có mức tính được hoặc quy tắc quyết định khác.",
        "03 phát hiện mới.",
        "01 phát hiện có nội dung khác.",
    ]
    classes = tables["Mức đánh giá khác đi"]
    assert classes.columns[2:4] == ("Mức tính được, hiện nay", "Mức tính được, nếu đổi")
    row = [nodes.plain(cell) for cell in classes.rows[0]]
    assert row[2:4] == ["○ chưa được khắc phục triệt để", "▲ đã khắc phục một phần"]
    first = [nodes.plain(cell) for cell in tables["Phát hiện khác đi"].rows[0]]
    assert first[:4] == ["Mới phát hiện", "× Nghiêm trọng", "CT-07", "CT01"]


def test_a_target_that_is_met_counts(unchecked):
    """Where totals differ, both are there; columns in which nothing differs are left out."""
    sentences, tables = displayed(
        unchecked, unchecked.compare({"SL026": "2.050", "SL028": "6%", "SL030": "80%"})
    )
    assert "Số chỉ tiêu đạt là 10 trong 11, thay cho 09." in sentences
    assert not [name for name in tables["Chỉ tiêu và nội dung khác đi"].columns if "Ngưỡng" in name]


def test_nothing_is_one_sentence(unchecked):
    """Where nothing differs one sentence says so, and only what was supposed is listed."""
    sentences, tables = displayed(unchecked, unchecked.compare({"KD3.2": "not_achieved"}))
    assert sentences[1].startswith("Không có gì khác đi")
    assert list(tables) == ["Điều giả sử"]


@pytest.mark.full
def test_english_counts_in_english(unchecked):
    """One is singular, two are plural."""
    single, _ = displayed(unchecked, unchecked.compare({"KD3.2": "achieved"}), "en")
    several, _ = displayed(unchecked, unchecked.compare({"KD3.2": "achieved", "KD3.3": "achieved"}), "en")
    assert "1 criterion would have another status." in single
    assert "2 criteria would have other statuses." in several


@pytest.mark.full
def test_a_run_without_targets_has_no_sentence_about_them(unchecked):
    """Of what a run does not have nothing is said."""
    difference = unchecked.compare({"KD3.2": "achieved"})
    after = dataclasses.replace(difference.after, targets=difference.after.targets.iloc[:0])
    blocks = to_blocks(dataclasses.replace(difference, after=after), unchecked.before, {}, "vi")
    assert not [item for item in blocks[1].items if "chỉ tiêu" in nodes.plain(item)]


def test_what_is_computed_is_not_printed(unchecked):
    """A computed number has a result, which nobody has printed; percent stands right behind its number."""
    sentences, tables = displayed(unchecked, unchecked.compare({"SL010": "10/11", "SL045": "5"}))
    assert "«5%»" in sentences[0]
    table = tables["Số tính lại khác đi"]
    assert table.columns[2:] == ("Kết quả, hiện nay", "Kết quả, nếu đổi")


def test_english_numbers_are_english(unchecked):
    """Numbers of an English run have its points and commas, wherever they stand."""
    changes = {"SL026": "2.050", "SL045": "99,5"}
    sentences, tables = displayed(unchecked, unchecked.compare(changes), "en")
    assert "“2,050 đoàn viên ưu tú” instead of “1,805 đoàn viên ưu tú”" in sentences[0]
    assert "“99.5%”" in sentences[0]
    cells = [nodes.plain(cell) for table in tables.values() for row in table.rows for cell in row]
    assert {"1,805", "2,050", "90.25%", "102.50%", "1/3"} <= set(cells)
    assert not [cell for cell in cells if "1.805" in cell or "2.050" in cell]


def test_what_cannot_be_computed_is_no_empty_cell(unchecked):
    """A share of nothing has no number, and its cell says so."""
    _, tables = displayed(unchecked, unchecked.compare({"SL012": "0"}))
    rows = [[nodes.plain(cell) for cell in row] for row in tables["Số tính lại khác đi"].rows]
    assert [row[2:] for row in rows if row[0] == "TL01"] == [["90,25%", "không tính được"]]
