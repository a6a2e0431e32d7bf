"""The command ``khacphuc`` itself, and the arguments that several of its commands have."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from khacphuc import __version__

in_root = click.option(
    "--root", metavar="DIR", default="", help="The project's folder; by default the nearest one with params/."
)
of_run = click.argument("run", metavar="RUN")
path_type = click.Path(path_type=Path)
so_many = partial(click.option, type=click.IntRange(min=1), default=1, metavar="N", show_default=True)


@click.group(
    no_args_is_help=True,
    help="Yearly reports on remedied shortcomings: printed figures in, an official document out.",
)
@click.version_option(__version__, message="khacphuc %(version)s", help="Print the version and exit.")
def app() -> None:
    """The command ``khacphuc``."""
    import logging  # noqa: PLC0415 - help, which needs it not, is a tenth sooner

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
