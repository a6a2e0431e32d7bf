"""Tests of `khacphuc.data.source.docx.fields`."""

import pytest

from khacphuc.errors import SourceError

from ..word import abstract, field, lines, lvl, marks, num, p, read, run


def test_codes_are_not_printed_and_results_are():
    """A field may stand in another's code or result."""
    inner = field("IF " + "x", run("04"))
    assert lines(p(run("Có ") + field("QUOTE", inner + run(" đội")))) == ["Có 04 đội"]


def test_a_table_of_contents_goes_over_paragraphs():
    """It is left out from its beginning to its end, and what stands behind it is read."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    entry = run("I. KẾT QUẢ") + "<w:r><w:tab/></w:r>" + field("PAGEREF a", run("12"))
    body = p(begin + entry) + p(entry) + p(end) + p("Đã lập 04 đội")
    assert lines(body) == ["Đã lập 04 đội"]


def test_a_field_without_an_end_hides_nothing_in_silence():
    """What stands behind it cannot be told from it: refused."""
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("04 đội"))
    with pytest.raises(SourceError, match="a field has no end"):
        read(body)


def test_sequences_count_and_begin_anew():
    """A number that Word kept is believed, one that it did not is reckoned."""
    codes = [
        field("SEQ Bảng \\* ARABIC", run("3")), field("SEQ Bảng"), field("SEQ Hình"), field("SEQ Bảng \\r 9"),
        field("SEQ Bảng \\c"), field("SEQ Bảng \\h"), field("SEQ Bảng"),
    ]  # fmt: skip
    text = lines("".join(p(run("Bảng ") + code) for code in codes))
    assert text == ["Bảng 3", "Bảng 4", "Bảng 1", "Bảng 9", "Bảng 9", "Bảng", "Bảng 11"]


@pytest.mark.parametrize(
    ("codes", "labels"),
    [
        (["LISTNUM", "LISTNUM", r"LISTNUM \l 2", r"LISTNUM \l 2", "LISTNUM"], ["1)", "2)", "a)", "b)", "3)"]),
        ([r"LISTNUM \s 4", r"LISTNUM \l 4"], ["4)", "(1)"]),
        (["LISTNUM OutlineDefault", r"LISTNUM OutlineDefault \l 2"], ["I.", "A."]),
        (["LISTNUM LegalDefault", r"LISTNUM LegalDefault \l 2"], ["1.", "1.1."]),
        (["AUTONUM", "AUTONUM"], ["1.", "2."]),
    ],
)
def test_numbers_of_lists_in_fields(codes, labels):
    """The fields that number by Word's own lists, whose result is nowhere in the file."""
    document = read("".join(p(field(code) + run(" x")) for code in codes))
    assert document.text.splitlines() == [f"{label} x" for label in labels]


def test_listnum_in_a_numbered_paragraph_goes_one_level_down():
    """It takes the list of its paragraph."""
    numbering = abstract(1, lvl(0, "%1."), lvl(1, "%2)", "lowerLetter")) + num(1, 1)
    body = p(field("LISTNUM") + run(" x, ") + field("LISTNUM") + run(" y"), number=1)
    assert lines(body, numbering=numbering) == ["1. a) x, b) y"]


def test_page_numbers_in_the_text_are_marked():
    """A reference to a page is no quantity."""
    document = read(p(run("xem trang ") + field("PAGEREF a", run("12"))))
    assert marks(document) == [("12", "page")]


def test_equation_fields():
    """A fraction is read, anything else is told."""
    document = read(p(run("đạt ") + field("EQ \\f(9;11)")) + p(run("và ") + field("EQ \\r(3;x)")))
    assert document.text == "đạt 9/11\nvà\n"
    assert [(unread.kind, unread.count) for unread in document.unread] == [("equation", 1)]


def test_simple_fields():
    """A field in one element has its result inside."""
    assert lines(p(f'<w:fldSimple w:instr="DOCPROPERTY x">{run("04 đội")}</w:fldSimple>')) == ["04 đội"]


def test_fields_within_fields_without_end_are_refused():
    """Depth is bounded."""
    with pytest.raises(SourceError, match="within parts without end"):
        read(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 60))
