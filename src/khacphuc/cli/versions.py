"""Commands about what was published: the versions of a run, and who has signed one off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from khacphuc.cli.group import app, in_root, of_run
from khacphuc.commands.front_page import refresh_front_page
from khacphuc.commands.guard import guarded
from khacphuc.console.output import print_output
from khacphuc.errors import UsageError
from khacphuc.project.layout import Layout

if TYPE_CHECKING:
    from khacphuc.history.signoffs import SignOffDecision


@app.command("history")
@of_run
@click.argument("versions", metavar="[A B]", nargs=-1, type=click.IntRange(min=1))
@click.option(
    "--restore", type=click.IntRange(min=1), metavar="N", help="Publish version N again, as a new one."
)
@in_root
def history_command(run: str, versions: tuple[int, ...], restore: int | None, root: str) -> None:
    """List the published versions of a run, or tell what differs between version A and version B."""
    with guarded(root):
        from khacphuc.commands import history  # noqa: PLC0415

        layout = Layout.find(root)
        match (versions, restore):
            case ((), None):
                print_output(history.list_history(layout, run))
            case ((), int(number)):
                print_output(history.restore_version(layout, run, number))
                refresh_front_page(layout)
            case ((first, second), None):
                print_output(history.compare_versions(layout, run, first, second))
            case _:
                remedy = f"khacphuc history {run}, khacphuc history {run} 1 2, or with --restore 1"
                raise UsageError("two versions, or none, or --restore alone", remedy=remedy)


@app.command("sign")
@of_run
@click.option(
    "--role", required=True, metavar="ROLE", help="Whose decision it is, as in signoffs: of the parameters."
)
@click.option("--decision", required=True, type=click.Choice(["approved", "rejected"]))
@click.option("--note", default="", metavar="TEXT", help="Why, in a line; no names.")
@in_root
def sign_command(run: str, role: str, decision: SignOffDecision, note: str, root: str) -> None:
    """Record that a role has approved or rejected what is published."""
    with guarded(root):
        from khacphuc.commands.sign import sign_run  # noqa: PLC0415

        layout = Layout.find(root)
        print_output(sign_run(layout, run, role, decision, note))
        refresh_front_page(layout)


@app.command("status")
@click.option("--office", default="", metavar="ID", help="Only the runs of this office, such as tay-ninh.")
@in_root
def status_command(office: str, root: str) -> None:
    """Tell where every run stands and what comes next; reports/index.html is rebuilt."""
    with guarded(root):
        from khacphuc.commands.status import show_status  # noqa: PLC0415

        print_output(show_status(Layout.find(root), office))
