"""What asking the rules every project starts from does not need rows for (see ``checks.one_graph``)."""

from __future__ import annotations

from contextlib import suppress

from khacphuc.checks.codes import CODE_LISTS
from khacphuc.checks.validation import build, prepare_checks
from khacphuc.errors import KhacphucError
from khacphuc.notebooks.preload.suites import SUITES

for _table, _suite in SUITES.items():
    with suppress(KhacphucError):  # the stage that asks them reports it
        prepare_checks(build(_table, _suite, CODE_LISTS))
