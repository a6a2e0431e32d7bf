"""What the commands ``khacphuc returns …`` print, in the language of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from khacphuc.console.output import from_here, wrapped
from khacphuc.locale import words
from khacphuc.text.dates import format_date

if TYPE_CHECKING:
    from khacphuc.returns.feedback import Feedback
    from khacphuc.returns.form_files import FormFiles

_MOST_FILES: Final = 10  # named; of more, how many


def format_forms(files: FormFiles, run: str, language: str) -> str:
    """Say which forms were written, and which were left as somebody saved them."""
    labels = words(language, "returns_terminal")
    folder = from_here(files.folder)
    lines = [
        labels.counted(key, count).format(count=count, folder=folder)
        for key, count in (("written", len(files.written)), ("unchanged", files.unchanged))
        if count
    ]
    if files.saved:
        lines.append(wrapped(labels.counted("saved", len(files.saved)).format(count=len(files.saved))))
        lines += [f"  {from_here(file)}" for file in files.saved[:_MOST_FILES]]
        if more := len(files.saved) - _MOST_FILES:
            lines += [f"  {labels['more'].format(count=more)}"] if more > 0 else []
    lines.append(wrapped(labels["next"].format(run=run)))
    return "\n".join(lines)


def format_feedback(feedback: Feedback, language: str) -> str:
    """Say where feedback was written, and whom to ask after, by parent."""
    labels = words(language, "returns_terminal")
    lines = [
        labels["feedback"].format(file=from_here(feedback.file)),
        labels["as_of"].format(day=format_date(feedback.today)),
    ]
    lines += _chased(feedback, language) or [labels["chase_nobody"]]
    return "\n".join(lines)


def _chased(feedback: Feedback, language: str) -> list[str]:
    """A line for each parent, and one for each of its units that somebody asks after."""
    states, labels = words(language, "returns"), words(language, "returns_terminal")
    lines: list[str] = []
    parent = None
    for unit in feedback.units:
        for report in unit.reports:
            if not report.is_chased:
                continue
            if unit.parent != parent:
                parent = unit.parent
                lines.append(feedback.names.unit(parent) if parent else labels["no_parent"])
            parts = [states[f"state_{report.state}"]]
            if report.doubts:
                parts.append(labels.counted("doubts", len(report.doubts)).format(count=len(report.doubts)))
            name = feedback.names.unit(unit.unit_id)
            lines.append(
                f"  {name} ({unit.unit_id}), {feedback.names.form(report.collection)}: {'; '.join(parts)}"
            )
    return lines
