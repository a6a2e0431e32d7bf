"""The styles of the Word document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from khacphuc.render.docx.styles import FONT, Style, styles
from khacphuc.render.docx.xml import Indent
from khacphuc.render.profiles import known, load

from .. import word

PAGE = 450.0


def root(language: str = "vi", profile: str = "youth-union") -> Any:
    """The styles, parsed."""
    return word.read(styles(load(profile), language, PAGE))


def by_id(language: str = "vi") -> dict[str, Any]:
    """Each style by its id."""
    return {style.get(f"{word.W}styleId"): style for style in root(language).iter(f"{word.W}style")}


def test_word_knows_its_own_styles() -> None:
    """Headings, captions, lists, notes and links are Word's by name, and so are theirs an office restyles."""
    all_styles = by_id()
    names = {identity: word.value(style, "name") for identity, style in all_styles.items()}
    builtin = {
        identity for identity, style in all_styles.items() if style.get(f"{word.W}customStyle") is None
    }
    assert {names[identity] for identity in builtin} >= {
        *("Normal", "Body Text", "heading 1", "heading 2", "heading 3", "Title", "Subtitle", "caption"),
        *("List Bullet", "List Number", "footnote text", "footnote reference", "Hyperlink", "header"),
        *("Table Grid", "Signature", "Date"),
    }
    levels = [word.value(all_styles[f"Heading{level}"], "pPr/outlineLvl") for level in (1, 2, 3)]
    assert levels == ["0", "1", "2"]
    assert word.value(all_styles["AnnexHeading"], "basedOn") == "Heading1"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_style_has_a_name_and_stands_on_one_there_is(language: str) -> None:
    """No id and no name is twice; what a style is based on, or followed by, is there."""
    all_styles = by_id(language)
    names = [word.value(style, "name") for style in all_styles.values()]
    assert len(all_styles) == len(list(root(language).iter(f"{word.W}style")))
    assert len({str(name).lower() for name in names}) == len(names)
    others = {word.value(style, path) for style in all_styles.values() for path in ("basedOn", "next")}
    assert others - {None} <= set(all_styles)


@pytest.mark.parametrize("profile", known())
def test_one_typeface_and_the_language_of_the_document(profile: str) -> None:
    """Every script has Times New Roman, none a theme; the size of the text is the form's."""
    defaults = root("vi", profile).find(f"{word.W}docDefaults/{word.W}rPrDefault/{word.W}rPr")
    fonts = {name: word.value(defaults, "rFonts", name) for name in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert set(fonts.values()) == {FONT}
    assert word.value(defaults, "lang") == "vi-VN"
    assert word.value(defaults, "sz") == str(round(load(profile).text_pt * 2))
    assert len(list(root("vi", profile).iter(f"{word.W}rFonts"))) == 1
    english = root("en", profile).find(f"{word.W}docDefaults/{word.W}rPrDefault/{word.W}rPr")
    assert word.value(english, "lang") == "en-GB"


def test_sizes_are_those_of_the_profile() -> None:
    """Half points, as Word counts."""
    profile, all_styles = load("youth-union"), by_id()
    for identity, size in {
        "Title": profile.title_pt,
        "Organisation": profile.organisation_pt,
        "FootnoteText": profile.note_pt,
        "TableText": profile.table_pt,
        "AnnexTableText": profile.annex_table_pt,
        "Recipients": profile.recipients_pt,
    }.items():
        assert word.value(all_styles[identity], "rPr/sz") == str(round(size * 2)), identity


def test_links_look_like_words() -> None:
    """On paper a link is neither blue nor underlined."""
    link = by_id()["Hyperlink"]
    assert (word.value(link, "rPr/color"), word.value(link, "rPr/u")) == ("auto", "none")


def test_a_style_says_only_what_it_is_asked() -> None:
    """What is left out is inherited; everything at once is in the schema's order."""
    (bare,) = word.read(Style(id="A", name="A & B").xml)
    assert word.value(bare, "name") == "A & B"
    assert [len(bare.find(f"{word.W}{part}")) for part in ("pPr", "rPr")] == [0, 0]
    full = Style(
        id="B", name="B", next="A", custom=True, keep=True, page_break=True, numbering=1, ruled=True,
        before=1, after=2, exact=4, indent=Indent(1), align="center", outline=1,
        bold=True, italic=True, size=9,
    )  # fmt: skip
    assert asdict(full)["indent"] == (1, 0, 0)
    (style,) = word.read(full.xml)
    assert [child.tag.removeprefix(word.W) for child in style.find(f"{word.W}pPr")] == [
        *("keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "spacing", "ind", "jc", "outlineLvl"),
    ]
    assert [child.tag.removeprefix(word.W) for child in style.find(f"{word.W}rPr")] == [
        "b",
        "i",
        "sz",
        "szCs",
    ]
