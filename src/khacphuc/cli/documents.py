"""Commands that follow numbers: through any document, and from a report to its sources."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from khacphuc.cli.group import app, in_root, of_run, path_type
from khacphuc.commands.guard import guarded
from khacphuc.console.output import print_output
from khacphuc.project.layout import Layout

if TYPE_CHECKING:
    from pathlib import Path


@app.command("read")
@click.argument("file", metavar="FILE", type=path_type)
@click.option("--out", type=path_type, metavar="DIR", help="Where to write; by default FILE.read beside it.")
@click.option(
    "--language", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Of what is written."
)
def read_command(file: Path, out: Path | None, language: str) -> None:
    """Read a document of any office: its text, every number with what it is, and a page that shows them."""
    with guarded(""):
        from khacphuc.commands.read import read_document_file  # noqa: PLC0415

        print_output(read_document_file(file, out=out, language=language))


@app.command("trace")
@of_run
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@in_root
def trace_command(run: str, codes: tuple[str, ...], root: str) -> None:
    """Tell where numbers come from, and what rests on them. CODE is one such as SL041 or KD1.1."""
    with guarded(root):
        from khacphuc.commands.trace import print_trace, trace_run  # noqa: PLC0415

        print_trace(trace_run(Layout.find(root), run, codes), sys.stdout)
