"""Drop-downs and fields in JupyterLab, where ipywidgets is installed (extra ``lab``)."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from khacphuc.errors import KhacphucError
from khacphuc.explore.changes import CellChange, settable
from khacphuc.explore.mistakes import blocks
from khacphuc.explore.run_tables import labels
from khacphuc.locale import words
from khacphuc.render.notebook.aside import aside
from khacphuc.schema.tables import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from khacphuc.explore.explorer import Explorer

_WIDE: Final = {"width": "min(60em, 95%)"}
_NARROW: Final = {"width": "min(30em, 95%)"}
_NAMES: Final = {"description_width": "9em"}


@dataclass(frozen=True)
class ControlForm:
    """Widgets as one output; where none are displayed, a sentence says what they are."""

    box: Any
    sentence: str

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        bundle = self.box._repr_mimebundle_(include=include, exclude=exclude)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return {**data, "text/plain": self.sentence}

    def __repr__(self) -> str:
        """The sentence."""
        return self.sentence


def what_if_form(explorer: Explorer) -> ControlForm | None:
    """A drop-down of what can be set, one of statuses, a field for a number, and what would follow.

    Every choice is tried at once, together with those before it.
    """
    widgets = _widgets()
    if widgets is None:
        return None
    labels_ = words(explorer.language, "what_if")
    rows = {row.code: row for row in settable(explorer.trial.clean)}
    statuses = words(explorer.language, "code")
    layout = {"layout": _WIDE, "style": _NAMES}
    code = widgets.Dropdown(
        options=[(labels_["choose"], ""), *((_option(row, statuses), row.code) for row in rows.values())],
        description=labels_["what"],
        **layout,
    )
    status = widgets.Dropdown(
        options=[(labels_["choose"], ""), *((statuses[name], name) for name in STATUSES)],
        description=labels_["status"],
        disabled=True,
        **layout,
    )
    number = widgets.Text(
        description=labels_["number"],
        placeholder=labels_["as_printed"],
        continuous_update=False,
        disabled=True,
        **layout,
    )
    clear = widgets.Button(description=labels_["clear"])
    output = widgets.Output()
    wanted: dict[str, str] = {}

    def choose(change: Any) -> None:
        row = rows.get(change["new"])
        status.value, number.value = "", ""
        status.disabled = row is None or row.table != "criteria"
        number.disabled = row is None or row.table != "figures"

    def try_out(change: Any) -> None:
        if not (change["new"] and code.value):
            return
        tried = {**wanted, code.value: change["new"]}
        # what was refused is not tried again with the next choice
        if _show(output, lambda: explorer.what_if(tried), explorer.language):
            wanted.update(tried)

    def forget(_: Any) -> None:
        wanted.clear()
        code.value = ""
        output.clear_output()

    code.observe(choose, "value")
    status.observe(try_out, "value")
    number.observe(try_out, "value")
    clear.on_click(forget)
    return ControlForm(widgets.VBox([code, status, number, clear, output]), labels_["form"])


def table_form(explorer: Explorer) -> ControlForm | None:
    """Drop-downs of tables and of columns to group by, and a field to filter."""
    widgets = _widgets()
    if widgets is None:
        return None
    labels_ = words(explorer.language, "what_if")
    layout = {"layout": _NARROW, "style": _NAMES}
    table = widgets.Dropdown(
        options=[(label, name) for name, label in explorer.table_names.items()],
        description=labels_["table"],
        **layout,
    )
    column = widgets.Dropdown(description=labels_["column"], **layout)
    text = widgets.Text(description=labels_["contains"], continuous_update=False, **layout)
    by = widgets.Dropdown(description=labels_["group_by"], **layout)
    output = widgets.Output()

    filling = [True]  # while a table is chosen its columns are filled in, and nothing is looked at yet

    def look(_: Any) -> None:
        if filling:
            return
        where = {column.value: text.value} if column.value and text.value else {}
        _show(
            output,
            lambda: (
                explorer.group(table.value, by.value, **where)
                if by.value
                else explorer.table(table.value, **where)
            ),
            explorer.language,
        )

    def choose(_: Any) -> None:
        names = labels(explorer.frames[table.value], explorer.language)
        options = [(labels_["choose"], ""), *((label, name) for name, label in names.items())]
        filling.append(True)
        for widget in (column, by):
            widget.options = options
            widget.index = 0
        filling.clear()
        look(None)

    for widget, react in ((table, choose), (column, look), (text, look), (by, look)):
        widget.observe(react, "value")
    choose(None)
    return ControlForm(widgets.VBox([table, column, text, by, output]), labels_["form"])


def _widgets() -> Any:
    """The package of widgets; None where it is not installed."""
    if find_spec("ipywidgets") is None:
        return None
    import ipywidgets  # noqa: PLC0415 - an extra

    return ipywidgets


def _option(row: CellChange, statuses: Any) -> str:
    before = statuses[row.before] if row.table == "criteria" else row.before
    return f"{row.code} · {row.label}: {before}"


def _show(output: Any, make: Callable[[], object], language: str) -> bool:
    """Display what is made, or the error in its parts; says whether it could be made."""
    from IPython.display import display  # noqa: PLC0415 - only a notebook displays

    with output:
        output.clear_output()
        print(words(language, "what_if")["working"])  # noqa: T201 - people wait some seconds
        try:
            result: object = make()
        except KhacphucError as error:
            output.clear_output()
            display(aside(*blocks(error, language), language=language))  # type: ignore[no-untyped-call]
            return False
        output.clear_output()
        display(result)  # type: ignore[no-untyped-call]
        return True
