"""Tests of `khacphuc.checks.views.statements`, and of the rules about them in the prose of 2021."""

import unicodedata

import pytest

from khacphuc.checks.prose import read_prose
from khacphuc.checks.views.statements import statements
from khacphuc.project.files import read_text

from ... import run2021

PROSE = read_text(run2021.LAYOUT.prose("2021"))
FINDINGS = 15
"""So many findings 2021 has as it was published."""
CITED = "Khuyết điểm @KD1."
TITLE = run2021.tables()["shortcomings"]["title"].iloc[0]


def rows(text, tables=None):
    """The table of a text, beside the tables of 2021."""
    return statements(tables or run2021.tables(), run2021.read(text)).to_dict("records")


def typed(words, *, in_place_of=CITED):
    """The prose of 2021 with a class typed by hand."""
    assert in_place_of in PROSE
    return PROSE.replace(in_place_of, words)


def standing(words, **place):
    """Code and standing of every statement."""
    return [(row["code"], row["standing"]) for row in rows(typed(words, **place))]


def test_2021_states_no_class_by_hand():
    """Every class of the published report is cited."""
    assert rows(PROSE) == []
    assert statements(run2021.tables(), None).empty


@pytest.mark.parametrize(
    "words",
    [
        "Khuyết điểm đã khắc phục.",
        "khuyết điểm ĐÃ KHẮC PHỤC",
        unicodedata.normalize("NFD", "Khuyết điểm đã khắc phục."),
        "Khuyết điểm\nđã khắc\nphục.",
        "Khuyết điểm **đã khắc phục**.",
        "**Khuyết điểm đã** *khắc phục*.",
        "Khuyết điểm \u200bđã khắc phục.",
        "- Họp đúng hạn.\n- Đã khắc phục.",
        "KD1 đã khắc phục.",
        "Khuyết điểm 1 đã khắc phục.",
        "Khuyết điểm @KD1, đã khắc phục.",
        "The shortcoming has been remedied.",
        "Kết quả như sau.[^9]\n\n[^9]: Khuyết điểm đã khắc phục.",
        "Kết quả như sau.^[Khuyết điểm đã khắc phục.]",
        "### Khuyết điểm đã khắc phục",
        "Bảng: Kết quả\n\n| Nội dung | Kết quả |\n|--|--|\n| Khuyết điểm 1 | Đã khắc phục |",
        "Bảng: Khuyết điểm đã khắc phục\n\n| Nội dung | Kết quả |\n|--|--|\n| Họp | @SL061 lần |",
        "```chart\nkind: criteria\ncaption: Khuyết điểm đã khắc phục\n```",
    ],
)
def test_another_class_is_a_contradiction(words):
    """In the section of a shortcoming a class that was not declared contradicts it, however it is set."""
    assert standing(words) == [("KD1", "contradicts")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Khuyết điểm chưa được khắc phục triệt để.", [("KD1", "repeats")]),  # as it was declared
        ("Khuyết điểm chưa khắc phục triệt để.", [("KD1", "repeats")]),  # also_said
        ("Khuyết điểm 2 đã khắc phục.", [("KD2", "repeats")]),  # of another, in this section
        ("KD2 đã khắc phục.", [("KD2", "repeats")]),
        ("Các khuyết điểm đã khắc phục.", [("", "repeats")]),
        ("Khuyết điểm 7 đã khắc phục.", [("", "repeats")]),  # there is none
        ("Năm 2022 tiếp tục khắc phục khuyết điểm này.", []),
    ],
)
def test_what_is_typed_by_hand(words, expected):
    """What agrees, or is said of another shortcoming or of all, is to be cited, but contradicts nothing."""
    assert standing(words) == expected


def test_every_phrase_in_every_section():
    """Whatever phrase is typed where a class is cited, it repeats that class or contradicts it."""
    phrases = run2021.policy().class_phrases()
    declared = run2021.tables()["declared"]
    for code, class_ in zip(declared["shortcoming_id"], declared["class"], strict=True):
        text = "\n\n".join(f"Khuyết điểm {phrase}." for phrase in phrases)
        stated = rows(typed(text, in_place_of=f"Khuyết điểm @{code}."))
        assert [(row["code"], row["standing"]) for row in stated] == [
            (code, "repeats" if class_ in classes else "contradicts") for classes in phrases.values()
        ]


def test_a_policy_of_before():
    """Without a list of its own, the policy's words for classes are the phrases."""
    policy = run2021.policy().model_copy(update={"also_said": {}})
    assert "đã được khắc phục" not in policy.class_phrases()
    text = typed("Khuyết điểm đã khắc phục, đã được khắc phục.")
    prose = read_prose(text, filename="a.md", class_phrases=policy.class_phrases())
    assert statements(run2021.tables(), prose)["statement"].tolist() == ["KD1 đã khắc phục"]


def test_english():
    """In an English run the remedy is English; the prose may be in either language."""
    (row,) = statements(run2021.tables(), run2021.read("Các khuyết điểm đã khắc phục."), "en").to_dict(
        "records"
    )
    assert row["cite"] == "cite it by the code of the shortcoming it is about (such as @KD1)"
    assert row["source"] == "prose"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("- Khuyết điểm 1 đã khắc phục.", "KD1"),
        ("- Khuyết điểm đã khắc phục.", ""),
        ("- Các khuyết điểm đã khắc phục.", ""),
    ],
)
def test_the_general_assessment(words, code):
    """Outside the sections of shortcomings nothing contradicts."""
    assert standing(words, in_place_of="- Có giải pháp còn chung chung.") == [(code, "repeats")]


def test_a_note_belongs_to_its_mark():
    """A note at the end of the file is read in the section of its mark."""
    text = typed("Kết quả như sau.[^9]") + "\n[^9]: Khuyết điểm đã khắc phục.\n"
    assert [(row["code"], row["standing"]) for row in rows(text)] == [("KD1", "contradicts")]


@pytest.mark.parametrize(
    "heading",
    [
        "## Khuyết điểm 1: Họp chậm",
        "## Về khuyết điểm thứ nhất",
        "## KD1. Họp chậm",
        "## Shortcoming 1",
        f"## {TITLE.replace('100%', '@SL007').upper()}",
    ],
)
def test_sections_are_known_by_their_headings(heading):
    """A heading names its shortcoming by number, code or title, wherever it stands."""
    text = f"# Một\n\n{heading}\n\n### Đánh giá\n\nKhuyết điểm đã khắc phục.\n"
    assert [(row["code"], row["standing"]) for row in rows(text)] == [("KD1", "contradicts")]


def test_sections_are_known_by_their_numbers():
    """Where headings name nothing, the declared place says whose section it is."""
    text = "# A\n\n# B\n\n# C\n\n## Một\n\n## Hai\n\n### Đánh giá\n\nKhuyết điểm đã khắc phục.\n"
    assert [row["code"] for row in rows(text)] == ["KD2"]
    tables = run2021.tables()
    tables["declared"]["section"] = "III.2.1"
    assert [row["code"] for row in rows(text, tables)] == [""]  # a section of all of them


def test_nothing_is_declared():
    """Where no class is declared, none is contradicted; the code is named all the same."""
    tables = run2021.tables()
    tables["declared"]["class"] = ""
    (row,) = rows(typed("Khuyết điểm đã khắc phục."), tables)
    assert (row["code"], row["standing"], row["declared_class"]) == ("KD1", "repeats", "")


def test_rows():
    """A row is named by shortcoming and phrase, quoted among its words, and says what to cite."""
    first, again, general = rows(
        typed("Khuyết điểm đã khắc phục.\n\nKhuyết điểm đã khắc phục. Các khuyết điểm đã khắc phục.")
    )
    assert first == {
        "statement": "KD1 đã khắc phục",
        "code": "KD1",
        "quote": "Khuyết điểm [đã khắc phục].",
        "declared_class": "not_thorough",
        "standing": "contradicts",
        "cite": "dẫn bằng mã @KD1",
        "line": 55,
        "file": "params/2021.md",
        "source": "lời văn",
    }
    assert (again["statement"], again["line"]) == ("KD1 đã khắc phục (2)", 57)
    assert (general["statement"], general["cite"]) == (
        "đã khắc phục",
        "dẫn bằng mã của khuyết điểm được nói đến (ví dụ @KD1)",
    )


@pytest.mark.untraced
def test_findings():
    """A class that contradicts is critical and names the code to cite; one cited nowhere is a warning."""
    text = typed("Khuyết điểm đã khắc phục.") + "\nCác khuyết điểm đã khắc phục.\n"
    findings = run2021.check(prose=run2021.read(text)).findings
    assert len(findings) == FINDINGS + 3
    assert {
        (finding.rule, finding.severity, finding.row_id, finding.related, finding.expected)
        for finding in findings
        if finding.rule in {"TD-03", "TD-04", "CB-09"}
    } == {
        (
            "TD-03",
            "critical",
            "KD1 đã khắc phục",
            ("KD1",),
            "dẫn bằng mã @KD1, in ra «chưa được khắc phục triệt để»",
        ),
        ("TD-04", "warning", "đã khắc phục", (), "dẫn bằng mã của khuyết điểm được nói đến (ví dụ @KD1)"),
        ("CB-09", "warning", "KD1", (), "lời văn có @KD1"),
    }
