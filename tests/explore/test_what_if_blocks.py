"""Tests of `khacphuc.explore.what_if_blocks`."""

import dataclasses

import pytest

from khacphuc.explore.what_if import Trial
from khacphuc.explore.what_if_blocks import to_blocks
from khacphuc.report.document import nodes

from .. import run2021


def displayed(trial, difference, language="vi"):
    """What is displayed: sentences, and tables by their captions."""
    names = run2021.policy().class_names(language)
    blocks = to_blocks(difference, trial.before, names, language)
    sentences = [nodes.plain(blocks[0]), *(nodes.plain(item) for item in blocks[1].items)]
    return sentences, {nodes.plain(block.caption): block for block in blocks[2:]}


@pytest.fixture
def unchecked(trial, monkeypatch):
    """Run 2021, whose findings nobody looks at."""
    monkeypatch.setattr(Trial, "_findings", lambda *_: ())
    return Trial(trial._inputs)


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


def test_english_counts_in_english(unchecked):
    """One is singular, two are plural."""
    single, _ = displayed(unchecked, unchecked.compare({"KD3.2": "achieved"}), "en")
    several, _ = displayed(unchecked, unchecked.compare({"KD3.2": "achieved", "KD3.3": "achieved"}), "en")
    assert "1 criterion would have another status." in single
    assert "2 criteria would have other statuses." in several


def test_a_run_without_targets_has_no_sentence_about_them(unchecked):
    """Of what a run does not have nothing is said."""
    difference = unchecked.compare({"KD3.2": "achieved"})
    after = dataclasses.replace(difference.after, targets=difference.after.targets.iloc[:0])
    blocks = to_blocks(dataclasses.replace(difference, after=after), unchecked.before, {}, "vi")
    assert not [item for item in blocks[1].items if "chỉ tiêu" in nodes.plain(item)]
