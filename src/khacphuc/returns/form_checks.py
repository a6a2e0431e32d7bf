"""What a form checks while it is filled in: the collection's bounds, constraints and rules as formulas. Pure.

Each item is checked twice. A validation refuses what is typed, with the collection's message; it says nothing
about what is pasted, and cannot see a blank. So a cell beside each item tells in words what is wrong with it,
as whoever receives the form will. Both stay when LibreOffice saves the form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khacphuc.returns.sheet_xml import literal, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from khacphuc.locale import Words
    from khacphuc.returns.form_definition import FormItem, FormRule, Formula

# the longest texts of a validation and formula that Excel opens
_LONGEST_TITLE, _LONGEST_ERROR, _LONGEST_PROMPT, _LONGEST_FORMULA = 32, 224, 254, 255
_MOST_CHECKS = 40  # of one item: formulas nest to a depth of 64
_LONGEST_CHECK = 8_000  # letters of a formula; a spreadsheet takes 8,192
_COMPARED: Final = {"=": "=", "!=": "<>", ">": ">", ">=": ">=", "<": "<", "<=": "<="}


@dataclass(frozen=True, slots=True)
class AnswerCells:
    """Where a form is answered, as formulas name it.

    Attributes:
        values: the cell of each item's value, by its indicator.
        reasons: the cell of each item's reason for a blank.
        is_nil: a condition: there is nothing to report.
        is_complete: a condition: it was declared complete.
    """

    values: Mapping[str, str]
    reasons: Mapping[str, str]
    is_nil: str
    is_complete: str


def item_check(item: FormItem, rules: Sequence[FormRule], cells: AnswerCells, labels: Words) -> str:
    """The formula that tells what is wrong with an item.

    Args:
        item: of the form.
        rules: those it is the first of.
        cells: where the form is answered.
        labels: our words, group ``unit_form``.

    Returns:
        A formula without its equals sign; its value is a message, that all is well, or nothing where the item
        is not answered yet.
    """
    value = cells.values[item.indicator]
    formula = f'IF({value}="","",{literal(labels["check_met"])})'
    checks = list(_item_checks(item, cells, labels)) + [
        (_broken(rule, cells), rule.message) for rule in rules
    ]
    for condition, message in reversed(checks[:_MOST_CHECKS]):
        longer = f"IF({condition},{literal(message)},{formula})"
        if len(longer) < _LONGEST_CHECK:
            formula = longer
    return f'IFERROR({formula},"")'


def item_validation(item: FormItem, cells: AnswerCells, labels: Words) -> str:
    """The element ``dataValidation`` of an item's value."""
    cell = cells.values[item.indicator]
    message = item.constraint_message or _bounds_message(item, labels)
    kind, operator, formulas = _typed_bounds(item)
    if item.constraint is not None:
        conditions = [
            f"ISNUMBER({cell})",
            *_bounds(item, cell),
            f"NOT({_unmet(item.constraint, cell, cells)})",
        ]
        formula = f'OR({cell}="",AND({",".join(conditions)}))'
        if len(formula) <= _LONGEST_FORMULA:
            # Excel asks nothing of a cell that may be blank if one the formula names is
            kind, operator, formulas = "custom", "", (formula,)
    return _validation(
        cell, kind, formulas, operator=operator, title=item.label, message=message, prompt=item.hint
    )


def answer_validation(cell: str, labels: Words, *, title: str, prompt: str) -> str:
    """The element ``dataValidation`` of a cell that is answered by yes or no."""
    offered = f'"{labels["yes"]},{labels["no"]}"'
    message = labels["answer_only"].format(yes=labels["yes"], no=labels["no"])
    return _validation(cell, "list", (offered,), title=title, message=message, prompt=prompt)


def revision_validation(cell: str, labels: Words) -> str:
    """The element ``dataValidation`` of the number of times a form was sent."""
    return _validation(
        cell,
        "whole",
        ("1", "99"),
        operator="between",
        title=labels["revision"],
        message=labels["revision_only"],
        prompt=labels["revision_hint"],
    )


def _item_checks(item: FormItem, cells: AnswerCells, labels: Words) -> Iterator[tuple[str, str]]:
    """What may be wrong with an item, as conditions, each with its message."""
    value = cells.values[item.indicator]
    yield f'AND({value}<>"",NOT(ISNUMBER({value})))', labels["check_number"]
    yield f"AND({cells.is_nil},N({value})<>0)", labels["check_nil"]
    relevant = "TRUE" if item.relevant is None else f"NOT({_unmet(item.relevant, value, cells)})"
    if item.is_required:
        blank = f'{value}="",{cells.reasons[item.indicator]}=""'
        yield (
            f"AND({cells.is_complete},NOT({cells.is_nil}),{blank},{relevant})",
            item.required_message or labels["check_blank"],
        )
    if item.relevant is not None:
        yield f'AND({value}<>"",{_unmet(item.relevant, value, cells)})', labels["check_relevant"]
    if bounds := _bounds(item, value):
        message = labels["check_whole"] if _is_unbounded(item) else _bounds_message(item, labels)
        if item.constraint is None:
            message = item.constraint_message or message
        yield f"AND(ISNUMBER({value}),NOT(AND({','.join(bounds)})))", message
    if item.constraint is not None:
        yield (
            f"AND(ISNUMBER({value}),{_unmet(item.constraint, value, cells)})",
            item.constraint_message or labels["check_constraint"],
        )


def _unmet(expression: Formula, cell: str, cells: AnswerCells) -> str:
    """A condition: everything an expression names is there, and it does not hold."""
    present = _present(expression, cells)
    unmet = f"NOT({expression.excel(cell, cells.values)})"
    return f"AND({present},{unmet})" if present else unmet


def _present(expression: Formula, cells: AnswerCells) -> str:
    return ",".join(f"ISNUMBER({cells.values[name]})" for name in expression.names)


def _broken(rule: FormRule, cells: AnswerCells) -> str:
    """A condition: a rule is asked of what is there, and does not hold."""
    left, right = (f"COUNT({_list(side, cells)})" for side in (rule.left, rule.right))
    if rule.operator == "compulsory_pair":
        return f"AND(NOT({cells.is_nil}),({left}>0)<>({right}>0))"
    if rule.operator == "exclusive_pair":
        return f"AND({left}>0,{right}>0)"
    sides = [f"({side.excel('', cells.values)})" for side in (rule.left, rule.right)]
    conditions = [
        *_conditions(rule.left, rule.missing_left, left),
        *_conditions(rule.right, rule.missing_right, right),
        f"NOT({cells.is_nil})",
    ]
    return f"AND({','.join(conditions)},NOT({sides[0]}{_COMPARED[rule.operator]}{sides[1]}))"


def _conditions(side: Formula, missing: str, count: str) -> Iterator[str]:
    """When a rule is asked, as its side that may miss values has it."""
    if side.names and missing != "never":
        yield f"{count}={len(side.names)}" if missing != "skip_if_all" else f"{count}>0"


def _list(side: Formula, cells: AnswerCells) -> str:
    return ",".join(cells.values[name] for name in side.names) or "0"


def _bounds(item: FormItem, cell: str) -> list[str]:
    """What a number must satisfy by itself."""
    bounds = [f"{cell}=INT({cell})"] if item.is_whole else []
    if item.least is not None:
        bounds.append(f"{cell}>={item.least}")
    if item.most is not None:
        bounds.append(f"{cell}<={item.most}")
    return bounds


def _is_unbounded(item: FormItem) -> bool:
    return item.least is None and item.most is None


def _typed_bounds(item: FormItem) -> tuple[str, str, tuple[str, ...]]:
    """The same in the words of a validation: its type, its operator, its formulas."""
    kind = "whole" if item.is_whole else "decimal"
    if item.most is None and item.least is None:
        return kind, "between", ("-1E+15", "1E+15")  # any number a spreadsheet keeps the digits of
    if item.most is None:
        return kind, "greaterThanOrEqual", (str(item.least),)
    if item.least is None:
        return kind, "lessThanOrEqual", (str(item.most),)
    return kind, "between", (str(item.least), str(item.most))


def _bounds_message(item: FormItem, labels: Words) -> str:
    """Our message about a number that is none the item takes."""
    kind = labels["only_whole" if item.is_whole else "only_number"]
    least, most = ("" if bound is None else f"{bound:f}" for bound in (item.least, item.most))
    if least and most:
        return f"{kind} {labels['bounds_both'].format(least=least, most=most)}"
    if least:
        return f"{kind} {labels['bounds_least'].format(least=least)}"
    return f"{kind} {labels['bounds_most'].format(most=most)}" if most else kind


def _validation(
    cells: str,
    kind: str,
    formulas: tuple[str, ...],
    *,
    operator: str = "",
    title: str,
    message: str,
    prompt: str,
) -> str:
    attributes = {
        "type": kind,
        "operator": operator,
        "allowBlank": "" if kind == "custom" else "1",
        "showInputMessage": "1" if prompt else "",
        "showErrorMessage": "1",
        "errorTitle": _shortened(title, _LONGEST_TITLE),
        "error": _shortened(message, _LONGEST_ERROR),
        "promptTitle": _shortened(title, _LONGEST_TITLE) if prompt else "",
        "prompt": _shortened(prompt, _LONGEST_PROMPT),
        "sqref": cells.replace("$", ""),
    }
    written = "".join(f' {name}="{xml_text(text)}"' for name, text in attributes.items() if text)
    inner = "".join(
        f"<formula{number}>{xml_text(formula)}</formula{number}>"
        for number, formula in enumerate(formulas, start=1)
    )
    return f"<dataValidation{written}>{inner}</dataValidation>"


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
