"""The files of a run become its HTML report again whenever one changes, for who writes the prose.

No kernel is started and nothing is written.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from khacphuc.assess.run import assess_run
from khacphuc.console.progress import printable
from khacphuc.data.decisions import with_decisions
from khacphuc.errors import KhacphucError
from khacphuc.inputs import Inputs
from khacphuc.preview.page import to_preview
from khacphuc.preview.server import Board, PreviewServer
from khacphuc.project.layout import check_run_id
from khacphuc.project.workspace import Workspace
from khacphuc.render.html.report import to_html
from khacphuc.report.compose import compose
from khacphuc.report.document.assemble import number
from khacphuc.run.interrupts import check_interrupts
from khacphuc.run.preconditions import check_preconditions

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    import pandas as pd

    from khacphuc.project.layout import Layout

_PAUSE: Final = 0.15  # seconds between two looks: shorter than a reader notices

Stamps = tuple[tuple[str, int, int], ...]


@dataclass
class Watcher:
    """Writes the report of a run again when a file it depends on has changed.

    Attributes:
        layout: the project.
        run: the run.
        board: where the report, or what is wrong, is shown.
    """

    layout: Layout
    run: str
    board: Board
    _stamps: Stamps | None = field(default=None, init=False)
    _raw: Stamps | None = field(default=None, init=False)
    _tables: dict[str, pd.DataFrame] = field(default_factory=dict, init=False)
    _totals: pd.DataFrame | None = field(default=None, init=False)

    def look(self) -> str:
        """Look once; return a line about what changed, empty if nothing did."""
        # files of other offices lie below, too: what changes there makes the report once more, and the same
        raw = _file_stamps(self.layout.raw(self.run), self.layout.reference)
        texts = _file_stamps(
            self.layout.parameters(self.run), self.layout.prose(self.run), self.layout.policy
        )
        if raw + texts == self._stamps:
            return ""
        self._stamps = raw + texts
        since = time.monotonic()
        try:
            self.board.show(self._report(raw))
        except KhacphucError as error:
            self.board.complain(printable(str(error)))
            return f"{error}"
        return f"made again in {time.monotonic() - since:.2f} s"

    def _report(self, raw: Stamps) -> str:
        build = self.layout.runs(self.run) / "preview"
        inputs = Inputs(Workspace(self.layout, self.run, build, fallback=False))
        parameters, policy = inputs.parameters, inputs.policy
        if raw != self._raw:
            self._tables = inputs.clean()
            self._totals = inputs.gathered["totals"] if inputs.gathered else None
            self._raw = raw
        blocks = compose(
            self._tables,
            assess_run(with_decisions(self._tables, parameters.status, parameters.language), policy),
            parameters,
            policy,
            inputs.prose,
            filename=inputs.prose_name,
            before=lambda: inputs.previous_tables,
            totals=self._totals,
        )
        # findings come of a run: there is no review page to lead to
        return to_html(number(blocks), review="")


def preview_run(layout: Layout, run: object, *, port: int, opened: bool, stream: TextIO) -> None:
    """Serve a preview of a run until the process is interrupted, which ends it without an error.

    Args:
        layout: the project.
        run: the run.
        port: of this machine; 0 for any that is free.
        opened: open the browser.
        stream: where the lines go.

    Raises:
        UsageError: there is no such run, its files cannot be read, or the port is taken.
    """
    run = check_run_id(run)
    parameters = check_preconditions(layout, run)
    board = Board()
    watcher = Watcher(layout, run, board)
    page = to_preview(parameters.title, parameters.language)
    with PreviewServer(board, page, port) as server:
        try:
            _print_line(stream, f"preview of run {run}: {server.address} (Ctrl-C ends it)")
            _watch(watcher, server.address if opened else "", stream)
        except KeyboardInterrupt:
            _print_line(stream, "preview ended")


def _watch(watcher: Watcher, address: str, stream: TextIO) -> None:
    _print_line(stream, watcher.look())
    if address:
        import webbrowser  # noqa: PLC0415  (few ask for it)

        webbrowser.open(address)
    while True:
        check_interrupts()  # one may have been lost in a library
        time.sleep(_PAUSE)
        if line := watcher.look():
            _print_line(stream, line)


def _print_line(stream: TextIO, line: str) -> None:
    stream.write(f"{printable(line).replace(chr(10), ' ')}\n")
    stream.flush()


def _file_stamps(*places: Path) -> Stamps:
    """Return path, time and size of files, and of all files in folders: they differ after a change."""
    stamps = []
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            try:
                stat = file.stat()
            except OSError:  # just being replaced
                continue
            stamps.append((str(file), stat.st_mtime_ns, stat.st_size))
    return tuple(stamps)
