"""What a fence asks for: kind, caption, the codes it lists; and whether there is anything to show of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, Self

from pydantic import Field, model_validator

from khacphuc.config.yaml_models import Model, parse_model
from khacphuc.data.records.admission import steps
from khacphuc.errors import ParameterError
from khacphuc.report.charts.figures import PanelRequest  # noqa: TC001 - pydantic reads it
from khacphuc.report.records import RECORD_BLOCKS
from khacphuc.report.returns import ReturnedFigures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from khacphuc.report.charts.context import ChartContext

OPTIONS: Final = {
    "bars": "figures",
    "multiples": "panels",
    "targets": "",
    "criteria": "",
    "timeline": "documents",
    "returns": "figures",
    "admission": "figures",
    "progress": "",
    "papers": "",
    "supervision": "",
    "scores": "",
    "ratings": "",
}
"""What each kind of chart takes besides a caption."""
TABLE_OPTIONS: Final = {
    "targets": "",
    "promises": "",
    "figures": "figures",
    "documents": "documents",
    "returns": "figures",
    "admission": "figures",
    "progress": "",
    "papers": "",
    "supervision": "",
    "scores": "",
    "ratings": "",
}
"""What each kind of table takes besides a caption."""
_MAY_LACK: Final = frozenset({"timeline", "documents", "returns", "admission"})
"""Kinds that show all there is where they list no codes."""
_WHOLE_TABLES: Final = {
    "targets": "targets",
    "criteria": "shortcomings",
    "timeline": "documents",
    "documents": "documents",
}
"""The table whose rows a kind shows where it lists no codes."""
_RECORD_TABLES: Final[Mapping[str, str]] = MappingProxyType({"supervision": "supervisions"})
"""The table of a kind of record that is not called as the kind is."""
_KINDS: Final = {
    "chart": f"kind: {', '.join(list(OPTIONS)[:-1])} or {list(OPTIONS)[-1]}",
    "table": f"kind: {', '.join(list(TABLE_OPTIONS)[:-1])} or {list(TABLE_OPTIONS)[-1]}",
}


class ChartRequest(Model):
    """A chart of one kind, with the option that kind takes."""

    kind: Literal[
        "bars",
        "multiples",
        "targets",
        "criteria",
        "timeline",
        "returns",
        "admission",
        "progress",
        "papers",
        "supervision",
        "scores",
        "ratings",
    ] = Field(description=_KINDS["chart"].removeprefix("kind: "))
    caption: str = Field(min_length=1, description="what stands below the chart")
    figures: tuple[str, ...] = Field((), description="a list of codes, as in [SL047, SL049]")
    panels: tuple[PanelRequest, ...] = Field((), description="a list of panels with title and figures")
    documents: tuple[str, ...] = Field((), description="a list of codes, as in [VB300, VB301]")

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code it lists, in order."""
        of_panels = (code for panel in self.panels for code in panel.figures)
        return (*self.figures, *of_panels, *self.documents)

    @model_validator(mode="after")
    def _takes_its_option(self) -> Self:
        _refuse_options(self, OPTIONS[self.kind])
        return self


class TableRequest(Model):
    """A table of one kind, with the option that kind takes."""

    kind: Literal[
        "targets",
        "promises",
        "figures",
        "documents",
        "returns",
        "admission",
        "progress",
        "papers",
        "supervision",
        "scores",
        "ratings",
    ] = Field(description=_KINDS["table"].removeprefix("kind: "))
    caption: str = Field(min_length=1, description="what stands above the table")
    figures: tuple[str, ...] = Field((), description="a list of codes, as in [SL047, SL049]")
    documents: tuple[str, ...] = Field((), description="a list of codes, as in [VB300, VB301]")

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code it lists, in order."""
        return (*self.figures, *self.documents)

    @model_validator(mode="after")
    def _takes_its_option(self) -> Self:
        _refuse_options(self, TABLE_OPTIONS[self.kind])
        return self


FenceRequest = ChartRequest | TableRequest


def _refuse_options(request: FenceRequest, option: str) -> None:
    """Refuse a request that lacks the option of its kind, or has another one."""
    listed = ("figures", "panels", "documents")
    present = [name for name in listed if getattr(request, name, ())]
    if option and not present and request.kind not in _MAY_LACK:
        raise ValueError(f"kind {request.kind} needs {option}")
    if strange := [name for name in present if name != option]:
        raise ValueError(f"kind {request.kind} takes {option or 'only a caption'}, not {', '.join(strange)}")


def read_request(kind: str, text: str, filename: str, line: int) -> FenceRequest:
    """Read what a fence asks for.

    Raises:
        ParameterError: the fence is not one of ours; with its place.
    """
    place = f"{filename}, line {line}"
    if not text.strip():
        raise ParameterError("the fence is empty; expected the keys kind and caption", place=place)
    if kind == "chart":
        return parse_model(text, ChartRequest, filename=filename, after_line=line)
    if kind == "table":
        return parse_model(text, TableRequest, filename=filename, after_line=line)
    known = ", ".join(f"```{name} ({what})" for name, what in _KINDS.items())
    raise ParameterError(f"a fence {kind!r} makes nothing; expected {known}", place=place)


def lacking_table(request: FenceRequest, context: ChartContext) -> str:
    """The table a fence would show and that has no rows for it; empty where the fence is made.

    Args:
        request: what it asks for.
        context: the run.
    """
    tables = context.tables
    if request.kind in RECORD_BLOCKS:
        is_empty = RECORD_BLOCKS[request.kind](context).is_empty
        return _RECORD_TABLES.get(request.kind, request.kind) if is_empty else ""
    if request.kind == "returns":
        return "" if ReturnedFigures(tables, context.totals, context.language).codes else "collections"
    if request.codes:
        return ""
    if request.kind == "admission":
        return "" if steps(tables["figures"], tables["indicators"]) else "figures"
    table = _WHOLE_TABLES.get(request.kind, "")
    return table if table and tables[table].empty else ""
