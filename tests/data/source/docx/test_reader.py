"""Tests of `khacphuc.data.source.docx.reader`."""

import io
import time
import tracemalloc
from pathlib import Path

import pytest
from docx import Document

from khacphuc.checks.source.compare import compare
from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.docx.reader import docx_document
from khacphuc.data.source.tokens import extract_tokens
from khacphuc.errors import SourceError
from khacphuc.text.spans import QUANTITIES, read_spans

from .... import written_source
from ..word import field, lines, marks, p, packed, read, run, table

_CASES = Path(__file__).parents[1] / "cases"
_HEADING = "I. KẾT QUẢ"
_PLAIN = [_HEADING, "Đã lập 04 đội."]


def case(name):
    """A file of the cases, read."""
    return docx_document((_CASES / name).read_bytes(), name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("altChunk", _PLAIN),
        ("default_paragraph_style_numbered", ["1. KẾT QUẢ", "2. Đã lập 04 đội."]),
        ("deleted_paragraph_mark", [_HEADING, "Đã lập 04 đội, chi 1,4 tỷ đồng."]),
        ("deleted_table_row", [_HEADING, "04 đội"]),
        ("endnote", [_HEADING, "Đã lập 04 đội¹ trong năm.", "¹ Trong đó có 56 người."]),
        ("equation", [_HEADING, "Tỷ lệ đạt 9/11 chỉ tiêu, ≥90% đơn vị."]),
        ("field_toc", _PLAIN),
        ("footnote_custom_mark", [_HEADING, "04 đội(*), 05 nhóm¹", "(*) Có 12 người.", "¹ Có 13 người."]),
        ("hidden_vanish", _PLAIN),
        (
            "hyphen_u2011",
            [_HEADING, "Giai đoạn 2020-2025, Covid-19, Kế hoạch 300-KH/TĐTN-VP, từ 10-12 đội."],
        ),
        ("ilvl_only_heading2", ["1. Kết quả", "Đã lập 04 đội."]),
        ("listnum_seq_field", ["1) KẾT QUẢ", "Đã lập 04 đội."]),
        ("mixed_tcvn3_heading_only", ["I. kÕt qu¶", "Đã lập 04 đội."]),
        ("no_numbering_part", ["KẾT QUẢ", "Đã lập 04 đội."]),
        ("null_relationship", _PLAIN),
        ("numStyleLink", _PLAIN),
        ("ole_table", _PLAIN),
        ("raised_by_character_style", [_HEADING, "Đạt 90%¹ và có 04² đội."]),
        ("raised_run_with_blank_and_number", [_HEADING, "Đã lập 04(¹) đội, 05¹,² đoàn."]),
        ("soft_hyphen_letter", [_HEADING, "Đã thu 1.231 triệu đồng, 04 đội, triệu."]),
        ("strict", _PLAIN),
        ("zero_width", [_HEADING, "Đã lập 04 đội và 1231 hội viên, 05 đoàn, 13,6 triệu đồng."]),
    ],
)
def test_cases(name, text):
    """Each case is read as Word shows it."""
    assert case(f"docx/{name}.docx").text.splitlines() == text


@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("altChunk", "embedded_document", _HEADING),
        ("ole_table", "embedded_object", "Đã lập 04 đội."),
        ("no_numbering_part", "list_number", "KẾT QUẢ"),
        ("field_toc", "table_of_contents", ""),
    ],
)
def test_what_is_not_read_is_told(name, kind, place):
    """By its kind, how many there are, and where the first is."""
    assert [(unread.kind, unread.count, unread.place) for unread in case(f"docx/{name}.docx").unread] == [
        (kind, 1, place)
    ]


def test_macros_are_refused_in_a_sentence():
    """With what to do, and no addresses of objects."""
    with pytest.raises(SourceError) as refused:
        case("docx/macro_docm_as_docx.docx")
    assert str(refused.value) == (
        "docx/macro_docm_as_docx.docx: holds macros; open it in Word and save it as "
        "'Word Document (*.docx)', which leaves them out"
    )


def test_a_letterhead_in_an_old_font_is_named():
    """Its paragraph, and the encoding."""
    [legacy] = case("docx/mixed_tcvn3_heading_only.docx").legacy_paragraphs
    assert (legacy.block, legacy.encoding) == (0, "TCVN3")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("nbsp_group", [1.231e9, 12500, 82.48, 1231567]),
        ("hyphen_u2011", [10]),
        ("zero_width", [4, 1231, 5, 13.6e6]),
        ("raised_by_character_style", [90, 4]),
        ("raised_run_with_blank_and_number", [4, 5]),
        ("hidden_vanish", [4]),
        ("footnote_custom_mark", [4, 5, 12, 13]),
        ("field_toc", [4]),
    ],
)
def test_quantities_of_the_cases(name, values):
    """What a reader counts in them, and nothing else."""
    document = case(f"docx/{name}.docx")
    spans = read_spans(document.text, document.marks)
    bare = [float(span.value) for span in spans if span.kind in QUANTITIES]
    assert bare == pytest.approx(values)


_FIGURES = written_source.clean(written_source.raw_figures())


@pytest.mark.parametrize(
    "name", ["base", "deleted_row", "equation", "hidden", "null_relation", "strict", "toc"]
)
def test_reports_of_every_make_agree_with_the_figures(name):
    """No figure of 2021 is missing, added or elsewhere."""
    tokens = extract_tokens(cover_document(case(f"e2e/{name}.docx")))
    assert compare(_FIGURES, tokens, document_name=name) == ()


def test_quantities_of_an_endnote_are_told():
    """An endnote has a section of its own behind those of the footnotes, which keep theirs."""
    tokens = extract_tokens(cover_document(case("e2e/endnote_extra_number.docx")))
    [finding] = compare(_FIGURES, tokens, document_name="a")
    assert (finding.rule, "77" in finding.observed, "9,9" in finding.observed) == ("NG-01", True, True)


def test_numbers_of_word_are_those_word_shows():
    """A level whose list says no start, below one that was never counted, begins at 0.0, as Word has it."""
    text = case("e2e/heading2_ilvl_only.docx").text.splitlines()
    assert [line for line in text if line.startswith("0.")][:2] == [
        "0.0. Nội dung theo dõi:", "0.1. Nội dung theo dõi:",
    ]  # fmt: skip


def test_notes_are_numbered_as_cited():
    """A footnote stands behind its paragraph under the number it is cited by, and is a note."""
    data = written_source.docx("Đạt 90%¹, vượt 3%².\n¹ Có 56 người\n² Có 20 người\nHết")
    document = docx_document(data, "a.docx")
    assert document.text.splitlines() == ["Đạt 90%¹, vượt 3%².", "¹ Có 56 người", "² Có 20 người", "Hết"]
    assert [block.kind for block in document.blocks] == ["paragraph", "note", "note", "paragraph"]


def test_heads_and_feet_are_told_unless_they_only_number_pages():
    """What every page repeats is no text of the document; what it says is told."""
    assert read(p("x"), footer=p(run("Trang ") + field("PAGE", run("2")))).unread == ()
    [unread] = read(p("x"), header=p("UBND xã · số 12/BC")).unread
    assert (unread.kind, unread.count, unread.place) == ("page_furniture", 1, "UBND xã · số 12/BC")


def test_comments_are_told():
    """They are no text of the document."""
    comments = f'<w:comment w:id="1">{p("xem lại số 12")}</w:comment>'
    [unread] = read(p("x"), comments=comments).unread
    assert (unread.kind, unread.place) == ("comment", "xem lại số 12")


def test_typed_tables_of_contents_are_left_out():
    """Lines of dots with page numbers behind, where there are several."""
    entries = "".join(p(f"{number}. Phần việc ................ {number}") for number in ("1", "2", "3"))
    assert lines(p("MỤC LỤC") + entries + p("1. Phần việc")) == ["1. Phần việc"]
    assert lines(p("Số đội: ............ 12")) == ["Số đội: ............ 12"]


def test_tables_within_tables_without_end_are_refused():
    """Depth is bounded."""
    deep = "<w:tbl><w:tr><w:tc>" * 70 + p("04") + "</w:tc></w:tr></w:tbl>" * 70
    with pytest.raises(SourceError, match="damaged one"):
        read(deep)


@pytest.mark.full
def test_three_hundred_pages_in_bounded_memory():
    """A long document is read paragraph by paragraph: its XML is never in memory as a whole."""
    body = "".join(
        p(f"Đã lập {number} đội, đạt 82,48% số chi đoàn trực thuộc trong toàn huyện. " * 6)
        for number in range(5_000)
    )
    data = packed(body)
    tracemalloc.start()
    docx_document(data, "a.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000_000


def test_twenty_pages_take_less_than_two_seconds():
    """Reading is no reason to wait."""
    document = Document()
    for number in range(400):
        document.add_paragraph(f"Đã lập {number} đội, đạt 82,48% số chi đoàn trực thuộc trong toàn huyện.")
    stream = io.BytesIO()
    document.save(stream)
    start = time.process_time()
    docx_document(stream.getvalue(), "a.docx")
    assert time.process_time() - start < 2


def test_marks_and_blocks_fit_the_text():
    """Every mark lies in a block, and blocks are the lines."""
    document = read(
        p("Ke\u0302\u0301t " + "quả")
        + p(run("Đạt 1\u200b231") + run("1", '<w:vertAlign w:val="superscript"/>'))
        + table(["TT", "Đội"], ["1", "04"], ["2", "05"])
    )
    assert [document.text[block.start : block.end] for block in document.blocks] == document.text.splitlines()
    assert marks(document) == [("¹", "note_mark"), ("1", "section"), ("2", "section")]
