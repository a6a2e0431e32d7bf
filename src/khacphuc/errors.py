"""The one error tree.

::

    KhacphucError
    ├── UsageError            the user can mend it; exit code 2
    │   ├── ParameterError    params/<run>.yml, policy, prose
    │   ├── SourceError       a raw table or its sidecar cannot be read as one
    │   └── RunLockedError    another process works on the same run
    ├── QuantityError         a text is not a quantity, date or document number
    ├── CheckError            a check cannot be built or run
    ├── AssessmentError       the policy or the clean tables contradict themselves
    ├── DocumentError         the executed notebook cannot become a document
    └── StageError            a notebook failed while it ran

An error carries its place, what was observed there, what was expected and how to mend it, and prints
itself; nobody takes its text apart.
"""

from __future__ import annotations

from typing import Final, Protocol, Self

# some hundred lines: a longer error is data that was put into one, and stands in run.json as well
_LONGEST: Final = 20_000
# room for the line below, so that what was shortened is not shortened again
_LINE: Final = 40


def shortened(text: str, most: int = _LONGEST) -> str:
    r"""A text that is too long, with a line in place of its middle.

    >>> shortened("a" * 30 + "b" * 30, 50)
    'aaaaa\n[50 characters cut]\nbbbbb'
    """
    if len(text) <= most:
        return text
    half = (most - _LINE) // 2
    return f"{text[:half]}\n[{len(text) - 2 * half} characters cut]\n{text[-half:]}"


class _Translatable(Protocol):
    """Words of the catalogue, which this module cannot import."""

    def in_language(self, language: str) -> str: ...


class KhacphucError(Exception):
    """Base of every error this package raises on purpose.

    Attributes:
        observed: what is wrong: what was found where it should not be, or what is missing.
        place: where: file, row, column, cell; empty where there is no place.
        expected: what should stand there; empty where that goes without saying.
        remedy: how to mend it; empty where ``observed`` says it.

    >>> print(KhacphucError("2 bytes", place="a.csv", expected="at least 4", remedy="save it again"))
    a.csv: 2 bytes, expected at least 4; save it again
    """

    exit_code = 3

    def __init__(self, observed: str, *, place: str = "", expected: str = "", remedy: str = "") -> None:
        observed = shortened(observed)
        super().__init__(observed)
        self.observed = observed
        self.place = place
        self.expected = expected
        self.remedy = remedy

    def __str__(self) -> str:
        """The error in a line: ``place: observed, expected …; remedy``."""
        where = f"{self.place}: " if self.place else ""
        expected = f", expected {self.expected}" if self.expected else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{where}{self.observed}{expected}{remedy}"

    def at(self, place: str) -> Self:
        """The same error, seen from further out: ``place`` stands before the place it has.

        >>> print(KhacphucError("no such face", place="title").at("params/2021.md, line 3"))
        params/2021.md, line 3: title: no such face
        """
        where = f"{place}: {self.place}" if self.place else place
        # not copy(): Dask, once imported, has errors copied by its own means, which give the same one back
        outer = type(self).__new__(type(self), *self.args)
        outer.__dict__ |= self.__dict__ | {"place": where}
        return outer


class UsageError(KhacphucError):
    """Parameters, files or arguments are wrong, and their owner can mend them."""

    exit_code = 2


class ParameterError(UsageError):
    """A parameter file, the assessment policy or the prose is not as it should be."""


class SourceError(UsageError):
    """A raw table or its sidecar, or a form that came in, cannot be read.

    Attributes:
        kind: which of several refusals it is, for callers that tell them apart; empty where none does.
    """

    def __init__(
        self, observed: str, *, place: str = "", expected: str = "", remedy: str = "", kind: str = ""
    ) -> None:
        super().__init__(observed, place=place, expected=expected, remedy=remedy)
        self.kind = kind


class RunLockedError(UsageError):
    """Another process is working on the same run."""


class QuantityError(KhacphucError, ValueError):
    """A text is not what it should print: a quantity, a date or a document number.

    Attributes:
        phrase: what is wrong in words of any language; None where the error is English only.
    """

    def __init__(
        self,
        observed: str,
        *,
        place: str = "",
        expected: str = "",
        remedy: str = "",
        phrase: _Translatable | None = None,
    ) -> None:
        super().__init__(observed, place=place, expected=expected, remedy=remedy)
        self.phrase = phrase

    def in_language(self, language: str) -> str:
        """The error in a line of a language, as a table holds it; English where it has no other words."""
        if self.phrase is None:
            return str(self)
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.phrase.in_language(language)}"


class CheckError(KhacphucError):
    """A suite of expectations cannot be built or run."""


class AssessmentError(KhacphucError):
    """The policy or the clean tables contradict themselves."""


class DocumentError(KhacphucError):
    """An executed notebook cannot be turned into a document."""


class StageError(KhacphucError):
    """A notebook failed while it ran."""
