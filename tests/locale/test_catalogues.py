"""Tests of `khacphuc.locale`: how words are found, counted and refused."""

from __future__ import annotations

from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from khacphuc.errors import DocumentError
from khacphuc.locale import HOUSE, LANGUAGES, sentences, words
from khacphuc.locale.catalogue import Message, parse_messages, split_messages


def test_words_are_found_by_group_and_key() -> None:
    """The same key is another word in another group."""
    assert (words("en", "review")["place"], words("en", "checks")["kind"]) == ("Printed at", "kind {kind}")
    assert (words("en", "review")["column_rule"], words("vi", "workbook")["column_rule"]) == (
        "Rule",
        "Quy tắc",
    )


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [("en", 1, "1 row"), ("en", 2, "2 rows"), ("en", 0, "0 rows"), ("vi", 1, "1 dòng"), ("vi", 2, "2 dòng")],
)
def test_what_is_counted(language: str, number: int, expected: str) -> None:
    """English has a form for one, Vietnamese has one form."""
    assert words(language, "review").counted("rows", number).format(count=number) == expected


def test_a_word_that_counts_nothing_has_one_form() -> None:
    """Asking for a number of it is no error."""
    assert words("en", "review").counted("page", 1) == words("en", "review")["page"]


def test_unknown_languages_and_groups_name_the_known_ones() -> None:
    """Both are refused with the list of those there are."""
    with pytest.raises(DocumentError, match=r"'fr'.*en, vi"):
        words("fr", "review")
    with pytest.raises(DocumentError, match=r"'fr'.*en, vi"):
        sentences("fr")
    with pytest.raises(DocumentError, match=r"'revue'.*document, .*review"):
        words("vi", "revue")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("domain", ["checks", "khacphuc"])
def test_catalogues_are_read_as_babel_reads_them(language: str, domain: str) -> None:
    """Every message of every file, whatever stands between messages."""
    file = files("khacphuc.locale").joinpath(language, "LC_MESSAGES", f"{domain}.po")
    if not file.is_file():
        assert (language, domain) == (HOUSE, "checks")
        return
    with file.open("rb") as stream:
        catalogue = list(read_po(stream, locale=language))[1:]
    expected = [
        Message(
            message.context or "",
            message.id if isinstance(message.id, str) else message.id[0],
            message.string if isinstance(message.string, tuple) else (message.string,),
        )
        for message in catalogue
    ]
    header, *messages = parse_messages(split_messages(file.read_text(encoding="utf-8")))
    assert (header.key, messages) == ("", expected)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_file_is_a_word_of_its_group(language: str) -> None:
    """Groups are read one at a time; together they have every message of the file."""
    file = files("khacphuc.locale").joinpath(language, "LC_MESSAGES", "khacphuc.po")
    keys: dict[str, set[str]] = {}
    for message in parse_messages(split_messages(file.read_text(encoding="utf-8"))):
        if message.key:
            keys.setdefault(message.context, set()).add(message.key)
    assert {group: set(words(language, group)) for group in keys} == keys


def test_words_cannot_be_changed() -> None:
    """What is read once is shared by all who ask."""
    for language in LANGUAGES:
        with pytest.raises(TypeError):
            words(language, "review")["page"] = "x"  # type: ignore[index]


def test_sentences_have_another_language_only() -> None:
    """The suites are written in Vietnamese, so there is nothing to look up in it."""
    assert dict(sentences("vi")) == {}
    assert sentences("en")["một giá trị ở mọi nơi"] != "một giá trị ở mọi nơi"
