"""Where one notebook reads and writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from khacphuc.errors import SourceError
from khacphuc.project.layout import Layout, check_run_id

FINDINGS_PRINTED: Final = "findings_printed.json"
"""What ``20_check`` leaves beside the clean tables: findings about what was printed, without answers."""

GATHERED: Final = "gathered"
"""The folder there of what ``05_returns`` gathers of the units' returns."""

FINDINGS: Final = "findings.json"
"""What ``30_assess`` leaves there: all findings, with answers."""

CITED: Final = "prose-citations.json"
"""What a run leaves in its build for ``30_assess``: what the prose cites, and what it states by itself."""


@dataclass(frozen=True)
class Workspace:
    """Where one notebook reads and writes: a private build, or a scratch folder.

    Writing always goes to ``build``; reading falls back to ``published`` for what ``build`` lacks, so
    that a notebook opened alone works and never touches what is published.
    """

    layout: Layout
    run: str
    build: Path
    fallback: bool = field(default=True)
    report_part: str = "report"

    @classmethod
    def open(cls, run: object, root: str = "", build: str = "") -> Workspace:
        """The workspace of a notebook from its parameters (all strings; ``run`` may be a number).

        An empty ``build`` is a scratch folder inside ``.runs``; where that cannot be written, a
        temporary one.

        Raises:
            UsageError: no project is found, or the run id is not one.
        """
        layout = Layout.find(root)
        run_id = check_run_id(run)
        if build:
            return cls(layout, run_id, Path(build).resolve(), fallback=False)
        scratch = layout.runs(run_id) / "scratch"
        try:
            scratch.mkdir(parents=True, exist_ok=True)
        except OSError:
            import tempfile  # noqa: PLC0415 - slow to import, and needed here only

            scratch = Path(tempfile.mkdtemp(prefix="khacphuc-scratch-"))
        return cls(layout, run_id, scratch)

    def clean(self, name: str) -> Path:
        """Where a clean table is written."""
        return self.build / "clean" / name

    def report(self, name: str) -> Path:
        """Where a file of the report is written."""
        return self.build / self.report_part / name

    def existing_clean(self, name: str) -> Path:
        """Where a clean table is read from.

        Raises:
            SourceError: neither the build nor the published run has it.
        """
        return self._existing(self.clean(name), self.layout.published_clean(self.run) / name)

    def existing_report(self, name: str) -> Path:
        """Where a file of the report is read from.

        Raises:
            SourceError: neither the build nor the published run has it.
        """
        return self._existing(self.report(name), self.layout.published_report(self.run) / name)

    def _existing(self, built: Path, published: Path) -> Path:
        if built.exists():
            return built
        if self.fallback and published.exists():
            return published
        raise SourceError(
            "not there yet",
            place=self.layout.relative(built),
            remedy=f"run the notebook that writes it first, or the whole run: khacphuc run {self.run}",
        )
