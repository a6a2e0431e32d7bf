"""A papermill engine with warm kernels: ``papermill --engine khacphuc in.ipynb out.ipynb``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import NBClientEngine
from papermill.iorw import write_ipynb
from papermill.log import logger

from khacphuc.kernels.manager import private_kernels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from khacphuc.kernels.printed_text import Notes


class WarmEngine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """papermill's own engine, with a kernel manager of ours."""

    @classmethod
    def execute_notebook(
        cls,
        nb: Any,
        kernel_name: str,
        *arguments: Any,
        finish: Callable[[Any], None] | None = None,
        **settings: Any,
    ) -> Any:
        """Execute a notebook, and finish it before papermill writes it.

        Args:
            nb: papermill's notebook.
            kernel_name: the kernel it names.
            arguments: as papermill gives them.
            finish: is given the executed notebook, with what papermill notes in it, to change it.
            settings: as ``execute_managed_notebook`` takes them.

        Returns:
            The executed notebook.
        """
        executed = super().execute_notebook(nb, kernel_name, *arguments, **settings)
        if finish is not None:
            finish(executed)
        return executed

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        preload: Sequence[str] = (),
        later: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        limit: float | None = None,
        rescue: Path | None = None,
        notes: Notes | None = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **settings: Any,
    ) -> Any:
        """Execute a notebook in a warm kernel.

        Args:
            nb_man: papermill's notebook.
            kernel_name: the kernel it names.
            preload: modules the zygote must have imported before it forks the kernel.
            later: modules it imports after that, while the notebook is at work.
            env: variables of the environment the kernel has besides ours.
            limit: the most seconds it may take; then its kernel is killed.
            rescue: where the notebook is written if its kernel dies or is too slow, for who does without
                papermill's own writing before and after every cell (``request_save_on_cell_execute``).
            notes: the lines that say what of an output was cut; by default in English.
            start_timeout: the most seconds a kernel may take to start.
            execution_timeout: the most seconds a cell may take.
            settings: whatever papermill's own engine takes.

        Returns:
            The executed notebook.
        """
        # papermill loads this module while it is itself imported
        from khacphuc.kernels.bounded_client import BoundedClient  # noqa: PLC0415

        with private_kernels(preload, later, env=env or {}, limit=limit) as kernels:
            settings |= {"kernel_manager_class": kernels, "kernel_name": kernel_name, "log": logger}
            settings |= {"startup_timeout": start_timeout, "coalesce_streams": False}  # the client does it
            if execution_timeout:
                settings["timeout"] = execution_timeout
            settings.pop("input_path", None)
            try:
                return BoundedClient(nb_man, notes=notes, **settings).execute()
            except (CellTimeoutError, DeadKernelError):
                if rescue is not None:
                    write_ipynb(nb_man.nb, str(rescue))
                raise
