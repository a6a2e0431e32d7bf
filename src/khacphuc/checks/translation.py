"""Translate the sentences of the suites, through the catalogue ``checks``. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.locale import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.checks.suites import Expectation, SuiteFile

_TRANSLATED = ("observed", "expected", "holds")
"""Texts of ``Meta``; its other texts are ids and names of columns."""


def translated(suites: Mapping[str, SuiteFile], language: str) -> dict[str, SuiteFile]:
    """Translate the descriptions and the texts of findings.

    Args:
        suites: from ``load_suites``; not changed.
        language: of the run.

    Returns:
        The same suites; their rules, arguments and columns stay, and so does a sentence the catalogue lacks.

    Raises:
        DocumentError: there is no such language.
    """
    translations = sentences(language)
    return {
        table: suite.model_copy(
            update={
                "expectations": tuple(
                    _translated(expectation, translations) for expectation in suite.expectations
                )
            }
        )
        for table, suite in suites.items()
    }


def _translated(expectation: Expectation, translations: Mapping[str, str]) -> Expectation:
    meta = expectation.meta
    texts = {name: translations.get(text := getattr(meta, name), text) for name in _TRANSLATED}
    return expectation.model_copy(
        update={
            "description": translations.get(expectation.description, expectation.description),
            "meta": meta.model_copy(update=texts),
        }
    )
