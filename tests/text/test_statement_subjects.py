"""Tests of `khacphuc.text.statement_subjects`; `test_class_phrases` has whole sentences."""

import pytest

from khacphuc.text.statement_subjects import SEVERAL, Sentence, subject_code, subject_grammar

GRAMMAR = subject_grammar(("KD1", "KD10"))


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("khuyết điểm này", [""]),
        ("KHUYẾT  ĐIỂM 2", ["2"]),
        ("khuyết điểm số 02", ["2"]),
        ("khuyết điểm thứ ba", ["3"]),
        ("khuyết điểm thứ nhất", ["1"]),
        ("khuyết điểm 2,5%", [""]),
        ("khuyết điểm năm 2020", [""]),
        ("KD10 và @KD1, không phải KD12 hay AKD1", ["KD10", "KD1"]),
        ("04 khuyết điểm", [SEVERAL]),
        ("@SL077 khuyết điểm", [SEVERAL]),
        ("từng khuyết điểm", [SEVERAL]),
        ("những hạn chế, khuyết điểm", [SEVERAL]),
        ("Shortcoming 3, the shortcoming and all shortcomings", ["3", "", SEVERAL]),
        ("hầu hết khuyết điểm; khuyết điểm nào cũng", [SEVERAL, SEVERAL]),
        ("The second shortcoming", ["2"]),
        ("điểm khuyết", []),
    ],
)
def test_names_of_shortcomings(text, subjects):
    """A shortcoming is named by its word, its number or its code; several are no single one."""
    assert [subject_code(match) for match in GRAMMAR.finditer(text)] == subjects
    assert Sentence(text, None, GRAMMAR).subjects() == subjects


@pytest.mark.parametrize(
    ("text", "row", "subject"),
    [
        ("Đã khắc phục", None, ""),
        ("Đã khắc phục", "Kết quả.|Khuyết điểm Khuyết điểm 2", "2"),
        ("Đã khắc phục", "Kết quả.|Khuyết điểm 2", "2"),  # a column of their numbers
        ("Đã khắc phục", "Mức.|Khuyết điểm Họp chậm", ""),
        ("Đã khắc phục", "Nội dung.|Mục Đánh giá", ""),
        ("Đã khắc phục", "Kết quả.|Việc Gửi tài liệu", None),
        ("Đã khắc phục", "", None),  # a heading
        ("KD1: đã khắc phục", "Kết quả.|Việc Gửi tài liệu", "KD1"),
    ],
)
def test_cells(text, row, subject):
    """A cell that opens with a phrase states a class where its row is about a shortcoming."""
    start = text.lower().index("đã")
    assert Sentence(text, row, GRAMMAR).subject_of(start, start + len("đã khắc phục")) == subject


def test_a_sentence_that_goes_on_for_pages():
    """What stands far behind in a sentence does not open it."""
    text = "và " * 2_000 + "đã khắc phục"
    assert Sentence(text, None, GRAMMAR).subject_of(6_000, len(text)) is None
    assert Sentence(f"khuyết điểm {text}", None, GRAMMAR).subject_of(6_012, len(text) + 12) is None
