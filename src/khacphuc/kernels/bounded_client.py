"""Keeps of what a cell prints and displays as much as somebody may read, and says in a line what it cut.

nbclient keeps everything, and looks at every letter of a line once for each letter before it: one line of
50 MB holds it for hours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self, cast

from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.clientwrap import PapermillNotebookClient

from khacphuc.errors import shortened
from khacphuc.kernels.printed_text import (
    MOST_CHARACTERS,
    MOST_DATA,
    MOST_OUTPUTS,
    Notes,
    overwritten,
    without_backspaces,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

# blocks of a document are its content, and never cut
_BLOCK: Final = "application/vnd.khacphuc."
_DISPLAYS: Final = frozenset({"display_data", "execute_result", "update_display_data"})


@dataclass
class _Stream:
    """What a cell printed: the output of its notebook, the text in it, and how much was cut."""

    output: Any
    text: str = ""
    cut: int = 0


@dataclass
class _Cell:
    """What is kept of a cell."""

    index: int = -1
    streams: dict[str, _Stream] = field(default_factory=dict)
    size: int = 0
    dropped: int = 0
    note: Any = None


class BoundedClient(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    """papermill's client of a kernel, which keeps one text for each stream and bounds all outputs."""

    def __init__(self, notebook: Any, *, notes: Notes | None = None, **settings: Any) -> None:
        super().__init__(notebook, **settings)
        self._notes = notes or Notes()
        self._cell = _Cell()

    def process_message(self, message: dict[str, Any], *place: Any) -> Any:
        """Bound the message of a kernel, then let nbclient take it."""
        content = message["content"]
        if message["msg_type"] == "error":
            content["evalue"] = shortened(content["evalue"])
            content["traceback"] = shortened("\n".join(content["traceback"])).split("\n")
        elif message["msg_type"] in _DISPLAYS and not is_block(content["data"]):
            content["data"] = self._bounded(content["data"])
        return super().process_message(message, *place)

    def _bounded(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What a cell displays, its plain text cut, or only a note where it is too large to be kept."""
        if _size(data) > MOST_DATA:
            return {"text/plain": self._notes.outputs(1)}
        plain = data.get("text/plain", "")
        if not isinstance(plain, str) or len(plain) <= MOST_CHARACTERS:
            return dict(data)
        note = self._notes.characters(len(plain) - MOST_CHARACTERS)
        return {**data, "text/plain": f"{plain[:MOST_CHARACTERS]}\n{note}"}

    def output(
        self, outs: list[Any], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> Any:  # the names are nbclient's
        """Add an output to those of a cell."""
        if self.output_hook_stack[msg["parent_header"].get("msg_id")]:  # a widget takes it
            return super().output(outs, msg, display_id, cell_index)
        if not outs or self.clear_before_next_output or cell_index != self._cell.index:
            self._cell = _Cell(cell_index)
        content = msg["content"]
        if msg["msg_type"] == "stream":
            if content["name"] not in self._cell.streams:
                output = super().output(outs, msg, display_id, cell_index)
                self._cell.streams[content["name"]] = _Stream(output)
                _put_errors_last(outs)
            return self._print(self._cell.streams[content["name"]], content["text"])
        if msg["msg_type"] in _DISPLAYS and is_block(content["data"]):
            if not display_id and not self.clear_before_next_output:
                outs.append(_block(msg["msg_type"], content))
                return outs[-1]
        elif msg["msg_type"] in _DISPLAYS:
            self._cell.size += _size(content["data"])
            if self._cell.size > MOST_DATA or len(outs) >= MOST_OUTPUTS:
                return self._drop(outs)
        return super().output(outs, msg, display_id, cell_index)

    def _print(self, stream: _Stream, text: str) -> Any:
        """Add a text to a stream; what a carriage return goes back over is not kept."""
        if not stream.cut:
            begun = stream.text.rfind("\n") + 1
            text = stream.text[:begun] + overwritten(stream.text[begun:] + text)
            stream.text, text = text[:MOST_CHARACTERS], text[MOST_CHARACTERS:]
        stream.cut += len(text)
        note = f"\n{self._notes.characters(stream.cut)}\n" if stream.cut else ""
        stream.output["text"] = without_backspaces(stream.text.removesuffix("\r")) + note
        return stream.output

    def _drop(self, outs: list[Any]) -> Any:
        """Count an output that is not kept."""
        cell = self._cell
        cell.dropped += 1
        data = {"text/plain": self._notes.outputs(cell.dropped)}
        if cell.note is None:
            cell.note = new_output("display_data")  # type: ignore[no-untyped-call]
            outs.append(cell.note)
        cell.note["data"] = data
        return cell.note


class _Contents(NotebookNode):
    """JSON that is displayed; once a notebook is finished nothing changes it, so its copies share it."""

    def __deepcopy__(self, memo: object) -> Self:
        return self


def _block(kind: str, content: Mapping[str, Any]) -> NotebookNode:
    """A displayed block as nbformat makes it, without its validation: our blocks are valid."""
    node: Any = NotebookNode  # it has no types
    data = {name: _contents(value) for name, value in content["data"].items()}
    output = node(output_type=kind, data=node(data), metadata=node(content["metadata"]))
    if kind == "execute_result":
        output["execution_count"] = content["execution_count"]
    return cast("NotebookNode", output)


def _contents(value: Any) -> Any:
    return _Contents(value) if isinstance(value, dict) else value  # type: ignore[no-untyped-call]


def is_block(data: Mapping[str, Any]) -> bool:
    """Whether a block of a document is displayed."""
    return any(kind.startswith(_BLOCK) for kind in data)


def _put_errors_last(outs: list[Any]) -> None:
    """Two streams side by side stand in one order, whichever came first."""
    if len(outs) > 1 and (outs[-2].get("name"), outs[-1]["name"]) == ("stderr", "stdout"):
        outs[-2:] = reversed(outs[-2:])


def _size(data: Mapping[str, Any]) -> int:
    """Characters of a text; of nested data about as many, without writing it out."""
    return sum(len(value) if isinstance(value, str) else _nested_size(value) for value in data.values())


def _nested_size(value: Any) -> int:
    if isinstance(value, dict):
        return sum(len(str(key)) + _nested_size(item) for key, item in value.items())
    if isinstance(value, list):
        return sum(map(_nested_size, value))
    return len(value) if isinstance(value, str) else 8  # about the length of a number
