"""The bytes of a page of a PDF in, its drawing operations out: an operator and what stands before it.

Written for untrusted files: nothing is built that the bytes do not hold, and nesting is bounded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(
    rb"""
      [\s\0]+ | %[^\r\n]*                                  # blanks and comments
    | (?P<number>[-+]*(?:\d+\.?\d*|\.\d+))(?=[\s\0()<>\[\]{}/%A-Za-z'"]|$)
    | (?P<name>/[^\s\0()<>\[\]{}/%]*)
    | (?P<open><<|\[) | (?P<close>>>|\])
    | (?P<hex><[^>]*>)
    | (?P<string>\((?:[^()\\]|\\.)*\))                     # without brackets inside
    | (?P<nested>\()
    | (?P<operator>[A-Za-z'"][A-Za-z0-9*]*)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
_IMAGE_END = re.compile(rb"[\s\0]EI(?=[\s\0]|$)")
_NO_OPERATORS = {"BI", "true", "false", "null"}  # the image of BI is told at its ID
_DEEPEST = 20  # lists within lists; a page needs two
_MOST_OPERANDS = 40  # a file that is damaged goes on without operators for ever


def read_operations(content: bytes) -> Iterator[tuple[str, list[Any]]]:
    r"""The operations of a page in order.

    Args:
        content: its bytes, decompressed.

    Yields:
        The operator and its operands: numbers as ``float``, names as ``str`` with their ``/``, strings as
        ``bytes``, lists, and dictionaries as lists. An inline image is the operator ``BI``.

    >>> list(read_operations(b"BT /F1 12 Tf (a\\(b) Tj [<41> -20 (c(d))] TJ"))[1:]
    [('Tf', ['/F1', 12.0]), ('Tj', [b'a(b']), ('TJ', [[b'A', -20.0, b'c(d)']])]
    """
    operands = _Operands()
    place = 0
    while place < len(content):
        match = _TOKEN.match(content, place)
        if not match:
            place += 1
            continue
        place = match.end()
        if match.lastgroup == "operator":
            operator = match[0].decode("latin-1")
            if operator == "ID":
                ending = _IMAGE_END.search(content, place)
                place, operator = ending.end() if ending else len(content), "BI"
            elif operator in _NO_OPERATORS:
                continue
            yield operator, operands.take()
        elif match.lastgroup == "nested":
            raw, place = _nested(content, place)
            operands.add(_unescape(raw))
        elif match.lastgroup:
            operands.follow(match.lastgroup, match[0])


class _Operands:
    """What stands before an operator, lists within lists."""

    def __init__(self) -> None:
        self._lists: list[list[Any]] = [[]]

    def take(self) -> list[Any]:
        """What was collected; the next operator begins with nothing."""
        operands, self._lists = self._lists[0], [[]]
        return operands

    def add(self, operand: Any) -> None:
        self._lists[-1].append(operand)
        if len(self._lists) == 1 and len(self._lists[0]) > _MOST_OPERANDS:
            del self._lists[0][0]

    def follow(self, kind: str, token: bytes) -> None:
        if kind == "open":
            if len(self._lists) < _DEEPEST:
                inner: list[Any] = []
                self.add(inner)
                self._lists.append(inner)
        elif kind == "close":
            if len(self._lists) > 1:
                self._lists.pop()
        else:
            self.add(_operand(kind, token))


def _operand(kind: str, token: bytes) -> Any:
    if kind == "number":
        return float(token.lstrip(b"+-")) * (-1 if token.startswith(b"-") else 1)
    if kind == "name":
        return re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes.fromhex(code[1].decode()), token).decode(
            "latin-1"
        )
    if kind == "hex":
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", token)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _unescape(token[1:-1])


def _nested(content: bytes, place: int) -> tuple[bytes, int]:
    """A string that holds brackets, from behind its first one; and the place behind its last."""
    depth, start = 1, place
    for match in re.compile(rb"\\.|[()]", re.DOTALL).finditer(content, place):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        if not depth:
            return content[start : match.start()], match.end()
    return content[start:], len(content)


def _unescape(raw: bytes) -> bytes:
    if b"\\" not in raw:
        return raw

    def letter(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return (
            bytes([int(code, 8) & 255])
            if code[:1].isdigit() and code[:1] < b"8"
            else _ESCAPED.get(code, code)
        )

    return _ESCAPE.sub(letter, raw)
