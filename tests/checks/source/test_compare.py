"""Tests of `khacphuc.checks.source.compare`."""

import doctest
import os
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from khacphuc.checks.finding_tables import FINDING_COLUMNS, print_findings
from khacphuc.checks.source import compare as module
from khacphuc.checks.source.compare import SOURCE_RULES
from khacphuc.data.source.coverage import cover_document
from khacphuc.data.source.document import read_document
from khacphuc.data.source.tokens import extract_tokens
from khacphuc.errors import SourceError
from khacphuc.locale import words
from khacphuc.project.files import read_text

from ... import run2021, written_source
from ...written_source import tokens_of

RAW = written_source.raw_figures()
WRITTEN = "written"
PUBLISHED = "published"
FEW = 15
#: Files that print something else: more numbers, or none at all.
OTHERWISE = {"unseen.txt", "endnote_extra_number.docx", "q_all_scan_with_stamp.pdf"}


@cache
def tokens(which):
    """What the invented report prints, or the published one, if it is at hand."""
    if which == WRITTEN:
        return tokens_of(written_source.write(RAW))
    if not (source := os.environ.get("KHACPHUC_SOURCE")):
        pytest.skip("the report's text is not part of the project; KHACPHUC_SOURCE may name it")
    return tokens_of(read_text(Path(source)))


def compare(figures, tokens, **options):
    """What is found, as a table."""
    return print_findings(module.compare(figures, tokens, **options))


def same_document(expected, actual, **options):
    """What is found of another document, as a table."""
    return print_findings(module.same_document(expected, actual, **options))


def findings_of(raw, which=WRITTEN):
    """What is found in figures as typed."""
    return compare(written_source.clean(raw), tokens(which), document_name="van-ban.txt")


def changed(row, **cells):
    """The figures with some cells of one row changed."""
    raw = RAW.copy()
    for name, cell in cells.items():
        raw.loc[row, name] = cell
    return raw


def row_of(code):
    """The position of a figure."""
    return list(RAW["figure_id"]).index(code)


def order(positions):
    """The figures with rows left out, doubled or moved, each line numbered as it then stands."""
    raw = RAW.iloc[positions].reset_index(drop=True)
    return raw.assign(line=pd.array(range(2, len(raw) + 2), dtype="Int64"))


# --- slips, each of one row; None where the row cannot have it


def first_digit(row):
    """The first digit one higher."""
    printed = RAW.loc[row, "printed"]
    return changed(row, printed=str((int(printed[0]) + 1) % 10) + printed[1:])


def last_digit(row):
    """The last digit one higher."""
    printed = RAW.loc[row, "printed"]
    place = max(place for place, character in enumerate(printed) if character.isdigit())
    digit = str((int(printed[place]) + 1) % 10)
    return changed(row, printed=printed[:place] + digit + printed[place + 1 :])


def digits_swapped(row):
    """The first two different digits that stand side by side, swapped."""
    printed = RAW.loc[row, "printed"]
    for place in range(len(printed) - 1):
        left, right = printed[place : place + 2]
        if left.isdigit() and right.isdigit() and left != right:
            return changed(row, printed=printed[:place] + right + left + printed[place + 2 :])
    return None


def ratio_swapped(row):
    """Part and whole of a ratio swapped."""
    part, slash, whole = RAW.loc[row, "printed"].partition("/")
    return changed(row, printed=f"{whole}/{part}") if slash and part != whole else None


def english_decimal(row):
    """Comma and dot swapped."""
    printed = RAW.loc[row, "printed"]
    other = printed.translate(str.maketrans(",.", ".,"))
    return changed(row, printed=other) if other != printed else None


def other_scale(row):
    """Millions for thousands of millions, and the other way."""
    unit = RAW.loc[row, "unit"]
    other = {"triệu đồng": "tỷ đồng", "tỷ đồng": "triệu đồng"}.get(unit)
    return changed(row, unit=other) if other else None


def other_noun(row):
    """Another noun: teams for anything else, persons for teams."""
    return changed(row, unit="người" if RAW.loc[row, "unit"] == "đội" else "đội")


def persons(row):
    """Persons for anything else."""
    return changed(row, unit="người")


def per_cent(row):
    """A per cent sign for a noun."""
    return changed(row, unit="%") if RAW.loc[row, "unit"] != "%" else None


def no_per_cent_sign(row):
    """The number of a percentage without its sign, its unit a noun."""
    printed = RAW.loc[row, "printed"]
    return changed(row, printed=printed[:-1], unit="đội") if printed.endswith("%") else None


def row_missing(row):
    """The row left out."""
    return order([position for position in range(len(RAW)) if position != row])


def row_doubled(row):
    """The row twice in succession."""
    return order([*range(row + 1), *range(row, len(RAW))])


def row_doubled_at_the_end(row):
    """The row again at the end of the table."""
    return order([*range(len(RAW)), row])


def qualifier_dropped(row):
    """No qualifier where one is printed."""
    return changed(row, qualifier="") if RAW.loc[row, "qualifier"] else None


def qualifier_changed(row):
    """Another qualifier, or one where none is printed."""
    return changed(row, qualifier="gần")


def other_section(row):
    """Another section of the report."""
    sections = [section for section in RAW["section"].unique() if section != RAW.loc[row, "section"]]
    return changed(row, section=sections[row % len(sections)])


def unknown_section(row):
    """A section the report has not."""
    return changed(row, section="IX.9")


def other_paragraph(row):
    """The next paragraph."""
    return changed(row, paragraph=str(int(RAW.loc[row, "paragraph"]) + 1))


def swapped_with(distance):
    """Two rows in each other's place."""

    def operator(row):
        other = row + distance
        if other >= len(RAW):
            return None
        positions = list(range(len(RAW)))
        positions[row], positions[other] = other, row
        return order(positions)

    return operator


def numbers_swapped(row):
    """A row and the next with each other's number."""
    if row + 1 == len(RAW) or RAW.loc[row, "printed"] == RAW.loc[row + 1, "printed"]:
        return None
    raw = changed(row, printed=RAW.loc[row + 1, "printed"])
    raw.loc[row + 1, "printed"] = RAW.loc[row, "printed"]
    return raw


OPERATORS = {
    "first digit": first_digit,
    "last digit": last_digit,
    "digits swapped": digits_swapped,
    "ratio swapped": ratio_swapped,
    "English decimal": english_decimal,
    "other scale": other_scale,
    "other noun": other_noun,
    "persons": persons,
    "per cent for a noun": per_cent,
    "noun for per cent": no_per_cent_sign,
    "row missing": row_missing,
    "row doubled": row_doubled,
    "row doubled at the end": row_doubled_at_the_end,
    "qualifier dropped": qualifier_dropped,
    "qualifier changed": qualifier_changed,
    "other section": other_section,
    "unknown section": unknown_section,
    "other paragraph": other_paragraph,
    "swapped with the next": swapped_with(1),
    "swapped with one far off": swapped_with(10),
    "numbers swapped": numbers_swapped,
}


def caught(findings, row):
    """Whether a finding is about the row, or says that the document prints what the row held."""
    code, printed, section = RAW.loc[row, ["figure_id", "printed", "section"]]
    named = (findings["row_id"] + ";" + findings["related"]).str.split(";")
    place = f"chú thích {section[2:]}," if section.startswith("fn") else f"mục {section},"
    missing = (
        (findings["rule"] == "NG-01")
        & findings["observed"].str.contains(f"[{printed}]", regex=False)
        & (findings["source"] + ",").str.contains(place, regex=False)
    )
    return bool((named.map(lambda codes: code in codes) | missing).any())


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("which", "every"),
    [  # in make test, one slip of a kind is caught, below
        pytest.param(WRITTEN, 16, marks=pytest.mark.full),
        pytest.param(PUBLISHED, 8, marks=pytest.mark.full),
        pytest.param(WRITTEN, 1, marks=pytest.mark.full),
        pytest.param(PUBLISHED, 1, marks=pytest.mark.full),
    ],
)
def test_slips_are_caught(which, every):
    """Of slips, in each or every nth row, at least 98 % are caught, and nearly always by one finding."""
    tried, missed, counts = Counter(), Counter(), Counter()
    tokens(which)
    for name, operator in OPERATORS.items():
        slips = {row: raw for row in range(len(RAW)) if (raw := operator(row)) is not None}
        for row in list(slips)[:: every if len(slips) > FEW else 1]:
            findings = findings_of(slips[row], which)
            tried[name] += 1
            missed[name] += not caught(findings, row)
            counts[len(findings)] += 1
    report = "\n".join(f"{name}: {tried[name] - missed[name]} of {tried[name]}" for name in OPERATORS)
    share = 1 - missed.total() / tried.total()
    print(f"\n{which}, findings a slip: {dict(counts)}\n{report}\nall: {share:.2%} of {tried.total()}")  # noqa: T201
    assert share >= 0.98, report
    assert counts[1] + counts[0] >= 0.98 * tried.total()


@pytest.mark.parametrize("which", [WRITTEN, PUBLISHED])
def test_nothing_is_found_where_all_agree(which):
    """The figures of 2021 agree with the report: 77 of 77."""
    assert len(tokens(which)) == len(RAW) == 77
    findings = findings_of(RAW, which)
    assert findings.empty
    assert tuple(findings.columns) == FINDING_COLUMNS


@pytest.mark.parametrize(
    ("operator", "code", "rule", "related", "expected"),
    [
        (last_digit, "SL031", "NG-03", "", "số in «17»"),
        (other_scale, "SL058", "NG-04", "", "loại số tiền theo triệu"),
        (per_cent, "SL043", "NG-04", "", "loại số đếm"),
        (no_per_cent_sign, "SL018", "NG-04", "", "loại tỷ lệ %"),
        (other_noun, "SL043", "NG-08", "", "đơn vị «đội như đã báo;»"),
        (qualifier_dropped, "SL047", "NG-05", "", "từ hạn định «hơn»"),
        (qualifier_changed, "SL043", "NG-05", "", "không có từ hạn định"),
        (other_paragraph, "SL043", "NG-06", "", "mục III.2.2, đoạn 2"),
        (unknown_section, "SL043", "NG-06", "", "mục III.2.2, đoạn 2"),
        (swapped_with(1), "SL043", "NG-06", "SL043", "thứ tự như trong bản gốc"),
        (numbers_swapped, "SL043", "NG-03", "SL044", "số in «94» | số in «1.231»"),
    ],
)
def test_one_slip_one_finding(operator, code, rule, related, expected):
    """A slip is one finding of its rule, which says what should stand there."""
    [finding] = findings_of(operator(row_of(code))).to_dict("records")
    assert finding["rule"] == rule
    assert (finding["severity"], finding["description"]) == (SOURCE_RULES[rule], words("vi", "checks")[rule])
    assert code in {finding["row_id"], finding["related"]}
    assert finding["related"] == related
    assert finding["expected"] == expected


def test_both_places_are_quoted():
    """A finding quotes the row with its line and the document with the words around the number."""
    [finding] = findings_of(last_digit(row_of("SL031"))).to_dict("records")
    assert finding["observed"] == (
        "SL031 «18 chi hội» (Báo cáo 2021, chú thích 2; data/raw/2021/figures.csv:32) | "
        "«…Các đơn vị ghi nhận [17] chi hội như đã báo; kỳ này đã…» (van-ban.txt, chú thích 2)"
    )
    assert (finding["file"], finding["line"]) == ("data/raw/2021/figures.csv", 32)
    assert finding["table"] == "figures"


def test_a_missing_row_is_quoted_from_the_document():
    """What the table lacks is told with its place and the row it follows."""
    [finding] = findings_of(row_missing(row_of("SL044"))).to_dict("records")
    assert finding["rule"] == "NG-01"
    assert "[1.231]" in finding["observed"]
    assert finding["source"] == "van-ban.txt, mục III.2.2, đoạn 2"
    assert finding["expected"] == "số này trong bảng, sau SL043"
    assert (finding["row_id"], finding["file"]) == ("", "data/raw/2021/figures.csv")


def test_a_row_too_many_is_the_one_whose_code_stands_twice():
    """Of equal rows the doubled one is told."""
    [finding] = findings_of(row_doubled(row_of("SL003"))).to_dict("records")
    assert (finding["rule"], finding["row_id"], finding["line"]) == ("NG-02", "SL003", 5)


def test_several_differences_of_a_row_are_one_finding():
    """The gravest names the rule, and all are told."""
    raw = changed(row_of("SL047"), printed="19.733", qualifier="gần", unit="đội", paragraph="1")
    [finding] = findings_of(raw).to_dict("records")
    assert finding["rule"] == "NG-03"
    assert finding["expected"].split("; ")[0] == "số in «19.732»"
    assert finding["expected"].endswith("từ hạn định «hơn»; mục III.2.2, đoạn 2")


def test_a_section_named_otherwise_throughout_is_one_finding():
    """All rows of a section under another name are one finding a paragraph."""
    raw = RAW.assign(section=RAW["section"].replace("fn2", "fn7"))
    [finding] = findings_of(raw).to_dict("records")
    assert finding["rule"] == "NG-06"
    assert len(finding["related"].split(";")) == 9


def test_a_section_the_table_lacks_is_one_finding():
    """A section left out is one finding, and so is one that the document has not."""
    without = RAW[RAW["section"] != "III.2.2"]
    [finding] = findings_of(without).to_dict("records")
    assert finding["rule"] == "NG-01"
    assert finding["observed"].count(" | ") == 18
    assert finding["expected"] == "19 số này trong bảng"
    other = [token for token in tokens(WRITTEN) if token.section != "III.2.2"]
    [finding] = compare(written_source.clean(RAW), other, document_name="a.txt").to_dict("records")
    assert finding["rule"] == "NG-02"
    assert finding["row_id"] == "SL042"
    assert len(finding["related"].split(";")) == 18
    assert finding["expected"] == "có trong a.txt, mục III.2.2, mà mục ấy không in số nào"


def test_nothing_to_compare_with():
    """An empty table or a document without numbers gives findings, not an error."""
    nothing = findings_of(RAW.iloc[:0])
    assert set(nothing["rule"]) == {"NG-01"}
    assert len(nothing) == RAW["section"].nunique()
    rows = compare(written_source.clean(RAW), [], document_name="a.txt")
    assert set(rows["rule"]) == {"NG-02"}
    assert compare(written_source.clean(RAW.iloc[:0]), [], document_name="a.txt").empty


def test_numbers_before_the_first_heading_have_a_place():
    """What stands above all headings is said to."""
    above = compare(written_source.clean(RAW.iloc[:0]), tokens_of("Có 04 đội"), document_name="a.txt")
    assert above.loc[0, "source"] == "a.txt, trước mục đầu tiên, đoạn 1"
    raw = RAW.iloc[[0]].assign(section="I", unit="đội")
    [finding] = compare(written_source.clean(raw), tokens_of("Có 04 đội"), document_name="a.txt").to_dict(
        "records"
    )
    assert (finding["rule"], finding["expected"]) == ("NG-06", "trước mục đầu tiên")


def test_unreadable_cells_are_no_obstacle():
    """Rows that cannot be read are compared as far as they can."""
    raw = changed(row_of("SL031"), printed="không rõ", paragraph="hai", qualifier="")
    [finding] = findings_of(raw).to_dict("records")
    assert (finding["rule"], finding["row_id"]) == ("NG-03", "SL031")
    assert findings_of(changed(row_of("SL031"), paragraph="")).empty  # SL-04 tells an empty cell


@pytest.mark.full  # in make test, the same rules on their examples
@pytest.mark.untraced
def test_the_codes_are_checked_without_the_document():
    """Duplicate and dangling codes, which no document shows, are caught by the suites: all 77 of each."""
    clean = run2021.tables()
    doubled = clean["figures"].assign(figure_id=clean["figures"]["figure_id"].to_numpy()[[*range(76), 75]])
    assert "SL076" in set(_caught_by("SL-03", clean, doubled))
    dangling = clean["figures"].assign(parent="x_" + clean["figures"]["figure_id"])
    assert len(_caught_by("SL-06", clean, dangling)) == 77
    unknown = clean["figures"].assign(indicator="x_" + clean["figures"]["figure_id"])
    assert len(_caught_by("SL-05", clean, unknown)) == 77


def _caught_by(rule, tables, figures):
    findings = run2021.findings(tables | {"figures": figures})
    return list(findings.loc[findings["rule"] == rule, "row_id"])


def test_another_document_is_told():
    """A file with another hash is a warning that names both."""
    assert same_document("a" * 64, "A" * 64, document_name="a.txt").empty
    [finding] = same_document("a" * 64, "b" * 64, document_name="a.txt").to_dict("records")
    assert (finding["rule"], finding["severity"]) == ("NG-07", "warning")
    assert finding["expected"] == f"SHA-256 {'a' * 64}"
    assert "b" * 64 in finding["observed"]


def test_only_typing_mends_a_critical_finding():
    """What the document prints otherwise is not accepted; a warning may be."""
    findings = module.compare(
        written_source.clean(last_digit(3)), tokens(WRITTEN), document_name="van-ban.txt"
    )
    assert [item.acceptable for item in findings] == [item.severity == "warning" for item in findings] != []


def test_examples():
    """The examples in the docstrings hold."""
    assert doctest.testmod(module) == doctest.TestResults(0, 1)


def test_in_english():
    """What our own words say comes in the language asked for; what is printed stays as it is."""
    raw = RAW.copy()
    raw.loc[raw["figure_id"] == "SL031", "printed"] = "71"
    frame = compare(written_source.clean(raw), tokens("plain"), document_name="a.txt", language="en")
    text = " ".join(frame["expected"] + " " + frame["description"])
    assert "printed «17»" in text
    assert words("en", "checks")["NG-03"] in text
    [other] = same_document("a", "b", document_name="a.txt", language="en").to_dict("records")
    assert other["observed"] == "«a.txt» has SHA-256 b"


CASES = Path(__file__).parents[2] / "data" / "source" / "cases" / "e2e"


def findings_of_file(name):
    """What is found of a file of the cases."""
    tokens = extract_tokens(cover_document(read_document(CASES / name)))
    return compare(written_source.clean(RAW), tokens, document_name=name)


@pytest.mark.sampled(4)
@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir() if path.name not in OTHERWISE))
def test_files_that_print_the_figures_of_2021(name):
    """However a file was made, no figure is missing, added or elsewhere."""
    assert findings_of_file(name).to_dict("records") == []


@pytest.mark.full
@pytest.mark.parametrize("name", ["base.docx", "base.pdf"])
def test_slips_are_caught_whatever_the_file(name):
    """Word and PDF give the very quantities the text does, so what is caught beside one is beside all."""
    of_text, of_file = (
        extract_tokens(cover_document(read_document(CASES / file))) for file in ("base.txt", name)
    )
    assert [replace(token, offset=0) for token in of_file] == [replace(token, offset=0) for token in of_text]


def test_sections_may_be_called_as_people_call_them():
    """What the outline calls P1 an office calls Phần I; what stands before all headings it writes as 0."""
    raw = RAW.head(2).assign(
        section=["Phần thứ nhất.I", "0"], paragraph="1", printed=["12", "34"], unit="đội"
    )
    raw = raw.assign(qualifier="", parent="")
    document = tokens_of("Có 34 đội.\nPHẦN THỨ NHẤT\nI. Kết quả\nCó 12 đội.\n")
    assert compare(written_source.clean(raw), document, document_name="a.txt")["rule"].tolist() == ["NG-06"]
    in_order = written_source.clean(raw.iloc[::-1].reset_index(drop=True))
    assert compare(in_order, document, document_name="a.txt").empty


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("unseen.txt", ["1.900/2.000", "3-4", "12", "50,000,000"]),
        ("endnote_extra_number.docx", ["77", "9,9"]),
    ],
)
def test_what_the_table_lacks_is_told(name, numbers):
    """Ranges, glued units, grouped ratios and notes are no blind spots."""
    findings = findings_of_file(name)
    assert set(findings["rule"]) == {"NG-01"}
    assert all(findings["observed"].str.contains(f"[{number}]", regex=False).any() for number in numbers)


def test_a_scan_is_refused():
    """A stamp of text on a picture makes it no text."""
    with pytest.raises(SourceError, match="scan"):
        findings_of_file("q_all_scan_with_stamp.pdf")
