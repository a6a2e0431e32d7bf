"""Tests of `khacphuc.report.prose.parse`."""

import unicodedata

import pytest

from khacphuc.errors import ParameterError
from khacphuc.report.document.nodes import (
    Break,
    CitedValue,
    Emphasis,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
    plain,
)
from khacphuc.report.prose.citable import Citable
from khacphuc.report.prose.citations import Citations
from khacphuc.report.prose.parse import parse_prose

CITABLES = {
    code: Citable(code, kind, label, text, first, "nguồn")
    for code, kind, label, text, first in [
        ("SL026", "figure", "Đoàn viên ưu tú được giới thiệu", "1.805", "1.805"),
        ("SL041", "figure", "Tỷ lệ đơn vị phải có hoạt động", "100%", "100%"),
        (
            "VB300",
            "document",
            "Tiếp tục khắc phục",
            "Kế hoạch số 300-KH",
            "Kế hoạch số 300-KH ngày 03/3/2021",
        ),
        ("KD1", "class", "mức", "chưa khắc phục", "chưa khắc phục"),
    ]
}


def read(text):
    """The blocks of a text; a fence becomes what it was called with."""
    return parse_prose(text, Citations(CITABLES), lambda *arguments: arguments, filename="params/x.md")


def cited(code="SL026", text="1.805", kind="figure"):
    """A citation as a node."""
    return CitedValue(id=code, text=text, kind=kind, trace="nguồn")


def words(*parts):
    """Words and nodes as inline nodes."""
    return tuple(Text(text=part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts):
    """A paragraph of words and nodes."""
    return Paragraph(children=words(*parts))


TABLE = "Bảng: Kết quả\n\n| Việc | Số |\n|:--|--:|\n| Giới thiệu | @SL026 |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có @SL026 người.", [paragraph("Có ", cited(), " người.")]),
        ("@SL026", [paragraph(cited())]),
        ("(@SL026), @SL026.", [paragraph("(", cited(), "), ", cited(), ".")]),
        ("@SL026@SL041", [paragraph(cited(), cited("SL041", "100%"))]),
        (
            "**@SL026** và *@SL026*",
            [paragraph(Strong(children=(cited(),)), " và ", Emphasis(children=(cited(),)))],
        ),
        ("_@SL026_", [paragraph(Emphasis(children=(cited(),)))]),
        ("Một\nhai  \nba\\\nbốn", [paragraph("Một", " ", "hai", Break(), "ba", Break(), "bốn")]),
        ("# Một @SL026", [Heading(level=1, children=words("Một ", cited()))]),
        (
            "# Một\n\n## Hai\n\n### Ba",
            [
                Heading(level=level, children=words(text))
                for level, text in enumerate(("Một", "Hai", "Ba"), 1)
            ],
        ),
        ("- một @SL026\n- hai", [ItemList(items=((paragraph("một ", cited()),), (paragraph("hai"),)))]),
        ("1. một\n2. hai", [ItemList(items=((paragraph("một"),), (paragraph("hai"),)), ordered=True)]),
        ("- một\n  - hai", [ItemList(items=((paragraph("một"), ItemList(items=((paragraph("hai"),),))),))]),
        (
            TABLE,
            [
                Table(
                    id="bang-1",
                    caption=words("Kết quả"),
                    columns=("Việc", "Số"),
                    align=("left", "right"),
                    rows=((words("Giới thiệu"), (cited(),)),),
                )
            ],
        ),
        ("Chữ.[^1]\n\n[^1]: Chú @SL026.", [paragraph("Chữ.", Note(children=words("Chú ", cited(), ".")))]),
        (
            "Chữ.[^a]\n\n[^a]: Một.\n\n    Hai.",
            [paragraph("Chữ.", Note(children=words("Một.", " ", "Hai.")))],
        ),
        ("Chữ.^[Chú @SL026]", [paragraph("Chữ.", Note(children=words("Chú ", cited())))]),
        # the same note from two marks stands at both
        (
            "A[^1] B[^1]\n\n[^1]: Chú.",
            [paragraph("A", Note(children=words("Chú.")), " B", Note(children=words("Chú.")))],
        ),
        # no citation: after a letter or digit, a sign alone, a sign meant as it stands
        ("thu@SL026.vn", [paragraph("thu@SL026.vn")]),
        ("thu@SL026-1", [paragraph("thu@SL026-1")]),
        ("a1@b", [paragraph("a1@b")]),
        ("giá @ 5 và @", [paragraph("giá @ 5 và @")]),
        ("@1 @-", [paragraph("@1 @-")]),
        (r"\@SL026", [paragraph("@SL026")]),
        # signs that only look like mark-up
        (
            "a < b & c > d; 5 * 3; snake_case; [ngoặc]; #1",
            [paragraph("a < b & c > d; 5 * 3; snake_case; [ngoặc]; #1")],
        ),
        ("    thụt vào", [paragraph("thụt vào")]),
        (r"\*\*hai \~\~ba\~\~ \$x\$", [paragraph("**hai ~~ba~~ $x$")]),
        ("~5 km, 5 $ và 6 $, $5, US$6, ____, a__b", [paragraph("~5 km, 5 $ và 6 $, $5, US$6, ____, a__b")]),
        ("```chart\nkind: bars\n```", [("chart", "kind: bars\n", "params/x.md", 1)]),
        ("Một.\n\n```table\nkind: x\n```", [paragraph("Một."), ("table", "kind: x\n", "params/x.md", 3)]),
        ("", []),
    ],
)
def test_constructs(text, expected):
    """Every construct becomes its node, and a citation is a node wherever it stands."""
    assert read(text) == expected


def test_documents_in_reading_order():
    """A document is named in full where it is read first, footnotes counted where their mark stands."""
    first, second = read("Theo.[^1] Theo @VB300.\n\n@VB300\n\n[^1]: Xem @VB300.")
    texts = [
        part.text
        for part in (*first.children[1].children, *first.children, *second.children)
        if isinstance(part, CitedValue)
    ]
    assert texts == ["Kế hoạch số 300-KH ngày 03/3/2021", "Kế hoạch số 300-KH", "Kế hoạch số 300-KH"]


@pytest.mark.parametrize(
    ("separator", "align"), [(":-:", "center"), ("--:", "right"), (":--", "left"), ("---", "left")]
)
def test_alignment(separator, align):
    """Columns stand as the line of dashes says, to the left by default."""
    (table,) = read(f"Bảng: Tên\n| A |\n|{separator}|\n| x |")
    assert table.align == (align,)


def test_tables_are_counted():
    """Every table has an id of its own; a caption may hold citations, and be nothing but one."""
    first, second = read(f"{TABLE}\nChữ.\n\nBảng: @SL026\n\n| A |\n|---|\n| \\| |\n")[::2]
    assert (first.id, second.id) == ("bang-1", "bang-2")
    assert second.caption == (cited(),)
    assert plain(second.rows[0][0]) == "|"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_forms_of_text(form, end):
    """Decomposed letters and Windows line ends read as any other."""
    text = f"# Kết quả\n\n{TABLE}\nMột\n@SL026 đồng chí."
    assert read(unicodedata.normalize(form, text).replace("\n", end)) == read(text)


@pytest.mark.parametrize(
    "typed",
    [
        "Có @sl026 người.",
        "Có @Sl026 người.",
        "Có ＠SL026 người.",
        "Có ＠ＳＬ０２６ người.",  # a full-width keyboard
        "Có @\u200bSL026 người.",
        "Có \u2060@SL\u00ad026\ufeff người.",  # signs nobody sees
        "\ufeffCó @SL026 người.",
        "Có @SL026 người.\r",
        "Có @SL026 người.\u200e",
    ],
)
def test_accepts(typed):
    """A citation typed with signs that say the same is a citation."""
    assert read(typed) == [paragraph("Có ", cited(), " người.")]


def test_keeps_what_is_typed():
    """Curly quotes, dashes and blanks that do not break stay as they are typed."""
    typed = "“Thắp sáng” ‘một’ – hai — 5\u00a0km, @SL026\u00a0người\u202f…"
    assert read(typed) == [paragraph("“Thắp sáng” ‘một’ – hai — 5\u00a0km, ", cited(), "\u00a0người\u202f…")]


def test_lists_of_words():
    """Bullets and dashes pasted from Word are lists; a fence's caption may be quoted."""
    assert read("•\tmột\n•\u00a0hai") == read("- một\n- hai")
    assert read("Gồm:\n– một;\n– hai.") == read("Gồm:\n- một;\n- hai.")
    assert read("Một\n– hai") == [paragraph("Một", " ", "– hai")]
    assert read("```chart\ncaption: “Thắp sáng”\n```")[0][1] == "caption: “Thắp sáng”\n"


LINK = "has no place in the document"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        # codes nothing has; the nearest with its label
        ("Một\nhai @SL027 ba", 2, r"@SL027; did you mean @SL026 \(Đoàn viên ưu tú được giới thiệu\)\?"),
        ("@sl26", 1, "@sl26; did you mean @SL026"),
        ("@SLO26", 1, "@SLO26; did you mean @SL026"),  # the letter O
        ("@SL026người", 1, "@SL026người; did you mean @SL026"),  # the blank is missing
        # what a keyboard or a hand made of a code; none is guessed
        ("Một\n@ SL026", 2, r"@ SL026; did you mean @SL026 \(Đoàn viên ưu tú được giới thiệu\)\?"),
        ("@\u00a0SL026", 1, "did you mean @SL026"),
        ("@SL 026", 1, "@SL 026; did you mean @SL026"),
        ("@SL\u202f026", 1, "did you mean @SL026"),
        ("@SL-026", 1, "@SL-026; did you mean @SL026"),
        ("@(SL026)", 1, r"@\(SL026; did you mean @SL026"),
        ("@KĐ1", 1, "@KĐ1; did you mean @KD1"),  # VNI's d9, or a corrector's
        ("@ŚL026", 1, "@ŚL026; did you mean @SL026"),  # Telex's s behind a letter
        ("@ЅL026", 1, "@ЅL026; did you mean @SL026"),  # a Cyrillic letter
        ("@VB300s", 1, "@VB300s; did you mean @VB300"),
        ("a1@SL026", 1, "@SL026 stands against the word before it"),
        ("hỏi đ@SL026.", 1, "@SL026 stands against the word before it"),
        ("Một\nhai SL026 ba", 2, "the code SL026 stands without its sign; write @SL026"),
        ("- (SL026)", 1, "the code SL026 stands without its sign"),
        # lists and headings as they are typed or pasted
        ("3. ba\n4. bốn", 1, "this list begins with 3"),
        ("Gồm:\n\n-Một", 3, "a list item has a blank behind its dash"),
        ("#Một", 1, "a heading has a blank behind its signs"),
        ("a) một;\nb) hai", 2, "this point would run on from the line above"),
        ("Một\tHai\nBa\tBốn", 1, "a table pasted from Word or Excel"),
        ("```chart\nkind: “bars”\n```", 2, "a curly quotation mark “ among the options"),
        ("```chart\nkind: bars\nfigures: [SL026, ‘SL041’]\n```", 3, "a curly quotation mark ‘"),
        # old fonts
        ("# Một\n\nCéng hoµ x· héi chñ nghÜa", 3, "the old TCVN3 encoding, not in Unicode; convert it first"),
        ("Coäng hoøa xaõ hoäi chuû nghóa", 1, "the old VNI encoding"),
        ("@SL026.\n@SL", 2, "nothing has the code @SL"),
        ("@xyz", 1, r"@xyz; a plain sign is written \\@"),
        # and where they stand
        ("# Một\n\nHai\nba **bốn\nnăm @SL999**", 5, "@SL999"),
        ("Một  \nhai\\\nba @SL999", 3, "@SL999"),
        ("- một\n- hai\n  ba @SL999", 3, "@SL999"),
        ("- một\n\n  hai @SL999", 3, "@SL999"),
        ("\n\n# Một @SL999", 3, "@SL999"),
        (f"{TABLE}| x | y |\n| x | @SL999 |\n", 7, "@SL999"),
        ("Bảng: Một\nhai @SL999\n\n| A |\n|---|\n| x |", 2, "@SL999"),
        ("Bảng: Một\n\n| A @SL999 |\n|---|\n| x |", 3, "@SL999"),
        ("- x\n\n  Bảng: Một\n\n  | A |\n  |---|\n  | @SL999 |", 7, "@SL999"),
        ("Một[^1] @SL999\n\n[^1]: Chú.", 1, "@SL999"),  # behind a note the paragraph goes on
        ("Một\nhai[^1]\nba @SL999\n\n[^1]: Chú\n    thích.", 3, "@SL999"),
        ("Một[^1]\n\nHai\n\n[^1]: Chú\n    thích @SL999.", 6, "@SL999"),
        ("Một[^1]\n\n[^1]: Chú.\n\n    Đoạn hai\n    dòng hai @SL999", 6, "@SL999"),
        ("Một^[chú\nthích @SL999]", 2, "@SL999"),
        ("Một^[chú\nthích] hai\nba @SL999", 3, "@SL999"),
        # tables
        ("| A |\n|---|\n| x |", 1, "a table needs a caption"),
        ("Chữ.\n\n# Mục\n\n| A |\n|---|\n| x |", 5, "a table needs a caption"),
        (f"{TABLE}\n| A |\n|---|\n| x |", 7, "a table needs a caption"),
        ("Chữ thường.\n\n| A |\n|---|\n| x |", 1, "must be its caption: 'Bảng: …'"),
        ("**Bảng**\n\n| A |\n|---|\n| x |", 1, "must be its caption: 'Bảng: …'"),
        ("Bảng:\n\n| A |\n|---|\n| x |", 1, "must be its caption: 'Bảng: …'"),
        ("Chữ.\n\nBảng: Tên\n\n| A |\n| x |", 3, "no table follows this caption"),
        ("Bảng: Tên", 1, "no table follows this caption"),
        (f"{TABLE}| x |\n", 6, "this row has 1 cells, the table 2"),
        (f"{TABLE}| x | y |\n| x | y | z |\n", 7, "this row has 3 cells, the table 2"),
        ("Bảng: Tên\n\n| A @SL026 |\n|---|\n| x |", 3, "a column's name is plain words"),
        ("Bảng: Tên\n\n| A[^1] |\n|---|\n| x |\n\n[^1]: Chú.", 3, "a column's name is plain words"),
        # footnotes
        ("Một\nhai[^9].", 2, r"the footnote \[\^9\] has no text"),
        ("Một[^1] hai[^9].\n\n[^1]: Chú.", 1, r"the footnote \[\^9\] has no text"),
        ("Một[^1]\n\n[^1]:\n", 1, r"the footnote \[\^1\] has no text"),
        ("Một.\n\n[^1]: Chú.", 3, r"no mark leads to the footnote \[\^1\]"),
        ("Một.\n\n[^1]: Chú[^1].", 3, r"no mark leads to the footnote \[\^1\]"),
        ("Một[^1].\n\n[^1]: Chú.\n\n[^1]: Chú nữa.", 5, r"the footnote \[\^1\] is written twice"),
        ("Một[^1].\n\n[^1]: Xem [^1].", 3, r"the footnote \[\^1\] stands in itself"),
        ("Một[^1].\n\n[^1]: - chú", 3, "a footnote holds plain paragraphs only"),
        # what the form has no place for
        ("#### Bốn", 1, "three levels deep"),
        ("Một\n\n<b>Hai</b>", 3, f"HTML {LINK}"),
        ("<div>\nHai\n</div>", 1, f"HTML {LINK}"),
        ("Một\nhai <br> ba", 2, f"HTML {LINK}"),
        ("<!-- ghi chú -->", 1, f"HTML {LINK}"),
        ("Một\n![hình](https://x.vn/a.png)", 2, f"a picture {LINK}"),
        ("Một\n[chữ](https://x.vn)", 2, f"a link {LINK}"),
        ("<https://x.vn>", 1, f"a link {LINK}"),
        ("Một [chữ][a]\n\n[a]: https://x.vn", 3, f"a link {LINK}"),
        ("Một.\n\n[a]: https://x.vn", 3, f"a link {LINK}"),
        ("Một\nhai\n`mã`", 3, f"code {LINK}"),
        ("Một.\n\n> Hai", 3, f"a quotation {LINK}"),
        ("Một.\n\n***", 3, f"a rule {LINK}"),
    ],
)
def test_refuses(text, line, message):
    """What is wrong is refused with file and line; nothing is left out, nor printed as mark-up."""
    with pytest.raises(ParameterError, match=message) as caught:
        read(text)
    assert str(caught.value).startswith(f"params/x.md, line {line}: ")
