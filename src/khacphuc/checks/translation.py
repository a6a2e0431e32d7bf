"""The suites in another language: their sentences through the catalogue ``checks``. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khacphuc.locale import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.checks.suites import Expectation, SuiteFile

_TOLD = ("observed", "expected")


def translated(suites: Mapping[str, SuiteFile], language: str) -> dict[str, SuiteFile]:
    """Say in a language what suites say to reviewers.

    Args:
        suites: from ``load_suites``; not changed.
        language: of the run.

    Returns:
        The same suites; their rules, arguments and columns stay, and so does a sentence the catalogue lacks.

    Raises:
        DocumentError: there is no such language.
    """
    told = sentences(language)
    return {
        table: suite.model_copy(
            update={"expectations": tuple(_translated(one, told) for one in suite.expectations)}
        )
        for table, suite in suites.items()
    }


def _translated(expectation: Expectation, told: Mapping[str, str]) -> Expectation:
    meta = expectation.meta
    words = {name: told.get(text := getattr(meta, name), text) for name in _TOLD}
    return expectation.model_copy(
        update={
            "description": told.get(expectation.description, expectation.description),
            "meta": meta.model_copy(update=words),
        }
    )
