"""What ``khacphuc returns receive`` prints: per file what it is and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.data.returns.fault_words import FaultWords
from khacphuc.data.returns.faults import FaultKind
from khacphuc.data.returns.forms.cell_values import quoted_text
from khacphuc.data.returns.period_names import period_name
from khacphuc.errors import QuantityError
from khacphuc.locale import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khacphuc.data.returns.faults import Fault
    from khacphuc.data.returns.forms.contents import SheetContents
    from khacphuc.locale import Words
    from khacphuc.returns.receive import ReceivedFiles, Reception


_EXPLAINED: Final = frozenset(
    {
        *(FaultKind.CONSTRAINT_BROKEN, FaultKind.RULE_BROKEN, FaultKind.ZERO_AGAINST_BLANK),
        *(FaultKind.COMPULSORY_PAIR, FaultKind.EXCLUSIVE_PAIR, FaultKind.UNKNOWN_ANSWER),
        *(FaultKind.OLD_FORM_VERSION, FaultKind.OTHER_RUN, FaultKind.WRONG_YEAR, FaultKind.EXPIRED),
        *(FaultKind.UNKNOWN_FORM, FaultKind.COPY_OF_ANOTHER_UNIT, FaultKind.WRONG_UNIT_OF_MEASURE),
    }
)
"""What nobody understands without what should stand there."""


def format_receptions(received: ReceivedFiles, language: str) -> str:
    """Say of every file whose form it is and what is wrong with it, then how many there were.

    Args:
        received: what became of them.
        language: of the run.
    """
    labels, names = words(language, "receive"), words(language, "form_fault")
    receptions = received.receptions
    originals = {reception.file: quoted_text(reception.path.name) for reception in receptions}
    wording = FaultWords(language, originals=originals)
    lines = [line for reception in receptions for line in _lines(reception, labels, names, wording)]
    lines.append(
        labels["summary"].format(
            fresh=sum(reception.is_taken and not reception.is_known for reception in receptions),
            known=sum(reception.is_known for reception in receptions),
            refused=sum(not reception.is_taken for reception in receptions),
            faulty=sum(not reception.is_sound for reception in receptions),
        )
    )
    if received.others:
        lines.append(labels["others"].format(count=received.others))
    return "\n".join(lines)


def _lines(reception: Reception, labels: Words, names: Words, wording: FaultWords) -> Iterator[str]:
    key = "known" if reception.is_known else "taken" if reception.is_taken else "refused"
    whose = (
        "; ".join(_whose(sheet, labels, wording.language) for sheet in reception.sheets) or labels["no_form"]
    )
    yield f"{quoted_text(reception.path.name)}: {whose} ({labels[key]})"
    for fault in sorted(reception.faults, key=_in_order):
        yield f"  {_fault(fault, labels, names, wording)}"


def _in_order(fault: Fault) -> tuple[str, int, Fault]:
    """Of each sheet first what is about all of it, then what is about cells, from the first row down."""
    row = "".join(filter(str.isdigit, fault.cell.partition(":")[0]))
    return fault.sheet, int(row or 0), fault


def _whose(sheet: SheetContents, labels: Words, language: str) -> str:
    collection, unit_id, period, revision, _ = sheet.identity
    try:
        name = period_name(period, language)
    except QuantityError:
        name = period
    whose = [collection, unit_id or labels["no_unit"], name or labels["no_period"]]
    return ", ".join([*whose, labels["revision"].format(number=revision)])


def _fault(fault: Fault, labels: Words, names: Words, wording: FaultWords) -> str:
    place = f"{fault.sheet}!{fault.cell}: " if fault.cell else f"{fault.sheet}: " if fault.sheet else ""
    observed = f": {wording.observed(fault.kind, fault.observed)}" if fault.observed else ""
    expected = wording.expected(fault.kind, fault.expected) if fault.kind in _EXPLAINED else ""
    wanted = f" ({labels['expected'].format(text=expected)})" if expected else ""
    return f"{place}{names[fault.kind]}{observed}{wanted}"
