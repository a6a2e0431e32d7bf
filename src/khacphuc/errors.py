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

A message names the file, row and column, says what was found, what was expected and what to do.
"""

from __future__ import annotations


class KhacphucError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code = 3


class UsageError(KhacphucError):
    """Parameters, files or arguments are wrong, and their owner can mend them."""

    exit_code = 2


class ParameterError(UsageError):
    """A parameter file, the assessment policy or the prose is not as it should be."""


class SourceError(UsageError):
    """A raw table or its sidecar cannot be read as a table."""


class RunLockedError(UsageError):
    """Another process is working on the same run."""


class QuantityError(KhacphucError, ValueError):
    """A text is not what it should print: a quantity, a date or a document number."""


class CheckError(KhacphucError):
    """A suite of expectations cannot be built or run."""


class AssessmentError(KhacphucError):
    """The policy or the clean tables contradict themselves."""


class DocumentError(KhacphucError):
    """An executed notebook cannot be turned into a document."""


class StageError(KhacphucError):
    """A notebook failed while it ran."""
