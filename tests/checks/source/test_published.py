"""Tests of `khacphuc.checks.source.published`."""

import pytest

from khacphuc.checks.source.published import annex_rows, compare_published
from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.document import SourceDocument, TextBlock, lines_document
from khacphuc.data.source.tokens import extract_tokens

from ... import run2021

TABLES = run2021.tables()
FIGURES = TABLES["figures"]
BODY = ("I. KẾT QUẢ", "Có 04 khuyết điểm; giới thiệu 90,25% (1.805/2.000 đoàn viên ưu tú).")


def report(body=BODY, changes=None, *, has_table=True):
    """A report of ours: its body, and an annex with a row for each figure."""
    lines, cells = [*body, "Phụ lục", "Số liệu và vị trí trong nguồn"], {}
    for row, figure in enumerate(FIGURES.to_dict("records"), start=1):
        code = figure["figure_id"]
        unit = "" if figure["unit"].startswith("%") else figure["unit"]
        printed = f"{figure['qualifier'].partition(' …')[0]} {figure['printed']} {unit}".strip()
        parts = (
            code,
            "Nội dung",
            (changes or {}).get(code, printed),
            f"mục {figure['section']}",
            f"dòng {row}",
        )
        for column, text in enumerate(parts, start=1):
            cells[len(lines)] = (row, column)
            lines.append(text)
    plain = lines_document("\n".join(lines))
    blocks = [
        TextBlock(block.start, block.end, "cell", table=1, row=cells[index][0], column=cells[index][1])
        if has_table and index in cells
        else block
        for index, block in enumerate(plain.blocks)
    ]
    return SourceDocument(plain.text, tuple(blocks))


def findings(document):
    """What is found of a document."""
    rows = annex_rows(document, FIGURES)
    assert len(rows) == len(FIGURES)
    tokens = extract_tokens(cover_document(document))
    return compare_published(TABLES, document, tokens, rows, document_name="report.docx")


@pytest.mark.parametrize("has_table", [True, False])
def test_a_report_of_ours_agrees_with_its_run(has_table):
    """Its sections are its own, it prints figures again, computed ones too: nothing is found."""
    assert findings(report(has_table=has_table)) == ()


@pytest.mark.parametrize("has_table", [True, False])
def test_the_annex_must_agree(has_table):
    """A row of the annex whose number was changed is a finding that names the figure."""
    [finding] = findings(report(changes={"SL044": "1.232 thành viên"}, has_table=has_table))
    assert (finding.rule, finding.row_id, finding.severity) == ("NG-03", "SL044", "critical")
    assert "[1.232]" in finding.observed


def test_a_number_of_the_body_must_be_one_of_the_run():
    """A number nobody typed or computed is a finding with its place."""
    [finding] = findings(report([*BODY, "Có 987 đội."]))
    assert (finding.rule, "mục I, đoạn 2" in finding.observed) == ("NG-01", True)


def test_a_report_in_english_is_read_as_it_is_printed():
    """1,805 is a number of the run in its English report; 1,806 is none, nor is it in a Vietnamese one."""
    for number, language, expected in (("1,805", "en", 0), ("1,806", "en", 1), ("1,805", "vi", 1)):
        document = report([*BODY, f"There are {number} members."])
        rows, tokens = annex_rows(document, FIGURES), extract_tokens(cover_document(document))
        named = {"document_name": "report.docx", "language": language}
        assert len(compare_published(TABLES, document, tokens, rows, **named)) == expected


def test_other_documents_have_no_such_annex():
    """The document the figures were typed from names no code of ours."""
    assert annex_rows(lines_document("\n".join(BODY)), FIGURES) == {}


def test_numbers_of_last_year_are_of_the_run():
    """What a measure was last year stands in its criterion, not among the figures; a report prints both."""
    document = report([*BODY, "Năm trước 84,42%, căn cứ III.1.3."])
    rows, tokens = annex_rows(document, FIGURES), extract_tokens(cover_document(document))
    criteria = TABLES["criteria"].assign(baseline="84,42%")
    named = {"document_name": "report.docx"}
    assert len(compare_published(TABLES, document, tokens, rows, **named)) == 1
    assert compare_published({**TABLES, "criteria": criteria}, document, tokens, rows, **named) == ()
