"""Bring the catalogues of the checks up to date with the suites of ``expectations/``, in every language.

    python scripts/extract_checks.py

Messages no suite has any more are dropped, new ones are added without a translation, for a person to write;
without it ``tests/conventions/test_checks_catalogue.py`` fails.
"""

from __future__ import annotations

import io
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from khacphuc.checks.suites import load_suites
from khacphuc.locale import HOUSE, LANGUAGES
from khacphuc.project.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SUITES = ROOT / "expectations"
LOCALE = ROOT / "src/khacphuc/locale"
CATALOGUE = LOCALE / "en/LC_MESSAGES/checks.po"
HEADER = r"""msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def messages(folder: Path = SUITES) -> dict[str, list[tuple[str, str]]]:
    """Every message of the suites in order, with the tables and the rules (or ``notes``) it stands in."""
    places: dict[str, list[tuple[str, str]]] = {}
    for message, table, rule in _texts(folder):
        if any(sign.isalpha() for sign in Template.pattern.sub("", message)):
            places.setdefault(message, []).append((table, rule))
    return places


def read_catalogue(path: Path = CATALOGUE) -> Catalog:
    """Read the catalogue."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def updated(translated: Catalog, places_of: dict[str, list[tuple[str, str]]]) -> str:
    """The text of the catalogue of these messages, with the translations there are."""
    catalogue = Catalog()
    for message, places in places_of.items():
        translation = translated.get(message)
        entry = catalogue.add(
            message,
            translation.string if translation else "",
            locations=[(f"expectations/{table}.yml", None) for table, _ in places],
            auto_comments=[", ".join(dict.fromkeys(rule for _, rule in places))],
        )
        entry.flags.discard("python-format")  # a percentage is none
    written = io.BytesIO()
    write_po(written, catalogue, width=0, omit_header=True, include_lineno=False)
    return HEADER + written.getvalue().decode("utf-8").rstrip("\n") + "\n"


def main() -> None:
    """Write the catalogue of every language but the suites' own, and print what each lacks."""
    for language in LANGUAGES:
        if language != HOUSE:
            _update(LOCALE / language / "LC_MESSAGES" / "checks.po", language)


def _update(path: Path, language: str) -> None:
    places_of = messages()
    text = updated(read_catalogue(path), places_of).replace("Language: en", f"Language: {language}")
    write_text(path, text)
    missing = [message.id for message in read_catalogue(path) if message.id and not message.string]
    print(f"{path.relative_to(ROOT)}: {len(places_of)} messages, {len(missing)} without a translation")
    print("".join(f"  {message}\n" for message in missing), end="")


def _texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    for table, suite in load_suites(folder).items():
        yield suite.notes, table, "notes"
        for expectation in suite.expectations:
            meta = expectation.meta
            for text in (expectation.description, meta.observed, meta.expected, meta.holds):
                yield text, table, meta.rule


if __name__ == "__main__":
    main()
