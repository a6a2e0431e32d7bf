"""A papermill engine with warm kernels: ``papermill --engine khacphuc in.ipynb out.ipynb``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papermill.engines import NBClientEngine

from khacphuc.kernels.manager import private_kernels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class WarmEngine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    """papermill's own engine, with a kernel manager of ours."""

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
        saves_cells: bool = True,
        **settings: Any,
    ) -> Any:
        """Execute a notebook in a warm kernel.

        Args:
            nb_man: papermill's notebook.
            kernel_name: the kernel it asks for.
            preload: modules the zygote must have imported before it forks the kernel.
            later: modules it imports after that, while the notebook is at work.
            env: variables of the environment the kernel has besides ours.
            limit: the most seconds it may take; then its kernel is killed.
            saves_cells: write the notebook before and after every cell, as papermill does; else only when it
                ends, however it does.
            settings: whatever papermill's own engine takes.

        Returns:
            The executed notebook.
        """
        place = nb_man.output_path
        if not saves_cells:
            nb_man.output_path = None
        try:
            with private_kernels(preload, later, env=env or {}, limit=limit) as kernels:
                settings["kernel_manager_class"] = kernels
                return super().execute_managed_notebook(nb_man, kernel_name, **settings)
        finally:
            nb_man.output_path = place
