"""An equation of Word's in a line of plain text: a fraction with a slash, a power with a raised number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from khacphuc.data.source.docx.xml import m, w
from khacphuc.text.letters import SUPERSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from khacphuc.data.source.docx.xml import Element

_RAISE: Final = str.maketrans("0123456789", SUPERSCRIPTS)
_SIMPLE: Final = re.compile(r"[\w.,%]*")
_FIELD_FRACTION: Final = re.compile(r"\\f\s*\(\s*([^(),;]*)[,;]\s*([^(),;]*)\)", re.IGNORECASE)
_SKIPPED: Final = {m("ctrlPr"), m("rPr"), w("rPr"), w("del"), w("moveFrom")}


def equation_text(element: Element) -> str:
    """An equation, or a part of one, in a line.

    Args:
        element: an ``m:oMath`` or whatever stands in it.
    """
    write = _WRITERS.get(element.tag)
    if write is not None:
        return write(element)
    if element.tag in _SKIPPED or element.tag.endswith("Pr"):
        return ""
    if element.tag in {m("t"), w("t")}:
        return element.text or ""
    return _inside(element)


def field_equation(code: str) -> str | None:
    r"""What an ``EQ`` field prints; None where it is more than a fraction.

    >>> field_equation(r" EQ \f(9;11) "), field_equation(r"EQ \r(3;x)")
    ('9/11', None)
    """
    fraction = _FIELD_FRACTION.search(code)
    return f"{fraction[1].strip()}/{fraction[2].strip()}" if fraction else None


def _inside(element: Element | None) -> str:
    return "" if element is None else "".join(equation_text(child) for child in element)


def _group(element: Element | None) -> str:
    """A part of a fraction or power, in brackets where it is more than one word."""
    text = _inside(element).strip()
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _fraction(element: Element) -> str:
    return f"{_group(element.find(m('num')))}/{_group(element.find(m('den')))}"


def _raised(element: Element) -> str:
    power = _inside(element.find(m("sup"))).strip()
    raised = power.translate(_RAISE) if power.isdecimal() else f"^{_group(element.find(m('sup')))}"
    return f"{_inside(element.find(m('e')))}{raised}"


def _lowered(element: Element) -> str:
    return f"{_inside(element.find(m('e')))}_{_group(element.find(m('sub')))}"


def _root(element: Element) -> str:
    degree = _inside(element.find(m("deg"))).strip()
    return f"{degree.translate(_RAISE) if degree != '2' else ''}√{_group(element.find(m('e')))}"


def _brackets(element: Element) -> str:
    properties = element.find(m("dPr"))

    def sign(name: str, usual: str) -> str:
        child = properties.find(m(name)) if properties is not None else None
        return usual if child is None else child.get(m("val"), "")

    inside = sign("sepChr", "|").join(_inside(part) for part in element.findall(m("e")))
    return f"{sign('begChr', '(')}{inside}{sign('endChr', ')')}"


def _sum(element: Element) -> str:
    properties = element.find(m("naryPr"))
    child = properties.find(m("chr")) if properties is not None else None
    sign = "∫" if child is None else child.get(m("val"), "∑")
    bounds = "".join(
        f"{sign_}{_group(element.find(m(name)))}"
        for name, sign_ in (("sub", "_"), ("sup", "^"))
        if _inside(element.find(m(name)))
    )
    return f"{sign}{bounds} {_inside(element.find(m('e')))}"


def _rows(element: Element) -> str:
    rows = ("  ".join(_inside(cell) for cell in row.findall(m("e"))) for row in element.findall(m("mr")))
    return "; ".join(rows)


_WRITERS: Final[dict[str, Callable[[Element], str]]] = {
    m("f"): _fraction,
    m("sSup"): _raised,
    m("sSub"): _lowered,
    m("rad"): _root,
    m("d"): _brackets,
    m("nary"): _sum,
    m("m"): _rows,
    m("eqArr"): lambda element: "; ".join(_inside(line) for line in element.findall(m("e"))),
}
