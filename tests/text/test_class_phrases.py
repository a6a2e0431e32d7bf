"""Tests of `khacphuc.text.class_phrases`."""

import time
import unicodedata

import pytest

from khacphuc.text.class_phrases import class_phrases, phrase_key, subjects_named

from .. import run2021

PHRASES = run2021.policy().class_phrases()
TITLES = {
    "Hiệu quả tuyên truyền năm 2020 chưa khắc phục, chưa đổi mới": "KD2",
    "Kế hoạch rà soát khuyết điểm đã khắc phục": "",
}


def stated(text, *, row=None, phrases=PHRASES):
    """Phrase, first class and subject of every statement of a text."""
    return [
        (phrase.words, phrase.classes[0], phrase.subject)
        for phrase in class_phrases(text, phrases, titles=TITLES, codes=["KD1", "KD2"], row=row)
    ]


@pytest.mark.parametrize(
    ("text", "class_", "subject"),
    [
        ("Khuyết điểm đã khắc phục.", "remedied", ""),
        ("KHUYẾT ĐIỂM ĐÃ KHẮC PHỤC", "remedied", ""),
        ("Khuyết\nđiểm này đã\nkhắc  phục", "remedied", ""),
        ("Khuyết điểm\u00a0đã\u00a0khắc\u00a0phục", "remedied", ""),
        ("Khuyết điểm ðã khắc phục", "remedied", ""),  # eth, as old keyboards type it
        ("Khuyết điểm này đã được khắc phục.", "remedied", ""),  # also_said
        ("Khuyết điểm đã khắc phục một phần.", "partly", ""),  # the longest, not đã khắc phục
        ("Khuyết điểm chưa khắc phục.", "not_remedied", ""),
        ("Khuyết điểm chưa khắc phục hoàn toàn nhưng có chuyển biến tốt.", "improved", ""),
        ("Khuyết điểm chưa được khắc phục triệt để", "not_thorough", ""),
        ("Khuyết điểm 2 đã khắc phục.", "remedied", "2"),
        ("Khuyết điểm số 02 đã khắc phục.", "remedied", "2"),
        ("Khuyết điểm thứ hai đã khắc phục.", "remedied", "2"),
        ("Khuyết điểm thứ nhất đã khắc phục.", "remedied", "1"),
        ("KD2 đã khắc phục", "remedied", "KD2"),
        ("Khuyết điểm @KD1, đã khắc phục một phần.", "partly", "KD1"),
        ("Khuyết điểm @KD1 (đã khắc phục)", "remedied", "KD1"),
        ("Khuyết điểm về phòng, chống ma túy đã khắc phục.", "remedied", ""),
        ("Khuyết điểm này, sau một năm, đã khắc phục.", "remedied", ""),
        ("Sau khi rà soát, khuyết điểm đã khắc phục.", "remedied", ""),
        ("Ban Thường vụ xác định khuyết điểm này đã khắc phục.", "remedied", ""),
        ("Khuyết điểm được đánh giá là “đã khắc phục”.", "remedied", ""),
        ("Tập thể đã khắc phục khuyết điểm này.", "remedied", ""),
        ("Tập thể đã khắc phục khuyết điểm 2.", "remedied", "2"),
        ("Đã khắc phục.", "remedied", ""),
        ("Họp đúng hạn. Đã khắc phục.", "remedied", ""),
        ("Họp đúng hạn\nĐã khắc phục.", "remedied", ""),  # a line that was broken on purpose
        ("Đến nay, nhìn chung đã khắc phục.", "remedied", ""),
        ("Đánh giá: đã khắc phục.", "remedied", ""),
        ("Mức độ khắc phục: đã khắc phục.", "remedied", ""),
        ("Khuyết điểm 2: đã khắc phục.", "remedied", "2"),
        ("Đối với khuyết điểm 2, đến nay đã khắc phục.", "remedied", "2"),
        ("Hiệu quả tuyên truyền năm @SL001 chưa khắc phục, chưa đổi mới: đã khắc phục", "remedied", "KD2"),
        ("Các khuyết điểm đã khắc phục.", "remedied", "*"),
        ("Cả bốn hạn chế, khuyết điểm đã khắc phục.", "remedied", "*"),
        ("@SL077 khuyết điểm đã khắc phục.", "remedied", "*"),
        ("The shortcoming has been remedied.", "remedied", ""),
        ("Shortcoming 2 was partly remedied", "partly", "2"),
        ("The shortcoming has not been remedied.", "not_remedied", ""),
        ("It has been remedied.", "remedied", ""),
        ("The shortcomings were remedied.", "remedied", "*"),
    ],
)
def test_statements(text, class_, subject):
    """A phrase said of the shortcoming, in whatever spelling, is a statement of its class."""
    ((words, named, of),) = stated(text)
    assert (named, of) == (class_, subject)
    assert words.casefold() in text.casefold().replace("\n", " ").replace("  ", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2022 tiếp tục khắc phục khuyết điểm này.",
        "Các khuyết điểm chưa được khắc phục hoàn toàn, cần có lộ trình khắc phục tiếp.",  # 2021
        "@SL077 khuyết điểm cần nhiều năm để khắc phục; tuy chưa khắc phục xong, đã có chuyển biến.",  # 2021
        "Các đơn vị đã khắc phục việc họp chậm.",
        "Đã khắc phục tình trạng họp chậm.",
        "Sau khi được góp ý về khuyết điểm trên, việc họp đã được khắc phục.",
        "Chi đoàn đã khắc phục khuyết điểm trong sinh hoạt.",
        "Từng đơn vị báo cáo, đã khắc phục hay chưa thì nêu rõ.",
        "Gửi tài liệu chậm: đã khắc phục.",
        "Từ khuyết điểm này, các đơn vị đã khắc phục cách làm cũ.",
        "Khuyết điểm không phải đã khắc phục.",
        "Khuyết điểm đã khắc phục chưa?",
        "Phấn đấu đến cuối năm khuyết điểm này đã khắc phục.",
        "Phấn đấu đến cuối năm 2022, khuyết điểm này đã khắc phục.",
        "Nếu khuyết điểm đã khắc phục thì ghi rõ.",
        "Không còn khuyết điểm chưa khắc phục.",
        "Khuyết điểm đã khắc phục phần nào.",
        "Khuyết điểm đã khắc phục 3/4 nội dung.",
        "Khuyết điểm được xếp vào một trong các mức: đã khắc phục, đã khắc phục một phần, chưa khắc phục.",
        "Khuyết điểm nêu tại “Báo cáo việc đã khắc phục năm 2020” được xem lại.",
        "Khuyết điểm nêu trong Kế hoạch rà soát khuyết điểm đã khắc phục được xem.",  # a document
        "Khuyết điểm 2: Hiệu quả tuyên truyền năm 2020 chưa khắc phục, chưa đổi mới",  # its title
        "Khuyết điểm 3: Nội dung họp năm trước chưa khắc phục",
        "The shortcoming must be remedied.",
        "The shortcoming will soon be remedied.",
        "The offices were trained and remedied.",
    ],
)
def test_no_statements(text):
    """What only holds such words states no class."""
    assert stated(text) == []


def test_several_in_a_sentence():
    """Each phrase has the subject of its own clause, though three classes are named."""
    text = "Khuyết điểm 1 đã khắc phục, khuyết điểm 2 chưa khắc phục, khuyết điểm 3 đã khắc phục một phần."
    assert [(class_, of) for _, class_, of in stated(text)] == [
        ("remedied", "1"),
        ("not_remedied", "2"),
        ("partly", "3"),
    ]


def test_the_longest_phrase_counts():
    """A short phrase within a longer one is no statement of its own, in whatever order they are listed."""
    phrases = {"khắc phục": ("remedied",), "chưa khắc phục": ("not_remedied",)}
    for listed in (phrases, dict(reversed(phrases.items()))):
        assert stated("Khuyết điểm chưa khắc phục.", phrases=listed) == [
            ("chưa khắc phục", "not_remedied", "")
        ]


def test_quotes_and_offsets():
    """A statement is quoted in brackets, and knows where it begins."""
    (phrase,) = class_phrases("Họp tốt.\nKhuyết điểm đã khắc phục.", PHRASES, titles={})
    assert phrase.quote == "Họp tốt. Khuyết điểm [đã khắc phục]."
    assert phrase.offset == 21


def test_phrases_are_compared_as_people_read_them():
    """Capitals, blanks, letters taken apart and look-alikes make no other phrase."""
    assert phrase_key(unicodedata.normalize("NFD", "ÐÃ  khắc phục")) == "đã khắc phục"


def test_headings():
    """A heading names shortcomings by number, code or title."""
    assert subjects_named("Khuyết điểm 2: Họp chậm", TITLES, ["KD2"]) == ["2"]
    assert subjects_named(
        "HIỆU QUẢ tuyên truyền năm @SL007 chưa khắc phục, chưa đổi mới", TITLES, ["KD2"]
    ) == ["KD2"]
    assert subjects_named("Các khuyết điểm", TITLES, ["KD2"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Khuyết điểm đã khắc phục " * 1_000,
        "đã khắc phục, " * 1_000,
        "Đã khắc phục. " * 1_000,
        "đến hết năm " * 5_000 + "đã khắc phục",
        "không" + " " * 20_000 + "đã khắc phục",
        "hạn chế, " * 5_000 + "khuyết điểm",
        "“" * 20_000 + "đã khắc phục",
    ],
)
def test_long_texts(text):
    """Time grows with a text, whatever it repeats."""
    begin = time.process_time()
    stated(text)
    assert time.process_time() - begin < 3
