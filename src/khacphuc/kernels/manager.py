"""The kernel manager of one notebook: a warm kernel, reached through files that only its user can open.

jupyter_client's own manager listens on TCP ports, which other users of the machine can connect to and
which two runs can fight for, and looks ten times a second whether a kernel has ended.
"""

from __future__ import annotations

import copy
import os
import threading
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from jupyter_client.manager import AsyncKernelManager

from khacphuc.kernels.client import PromptClient
from khacphuc.kernels.provisioner import PROVISIONER
from khacphuc.kernels.socket_folders import CONNECTION_FILE, new_folder, remove_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jupyter_client.kernelspec import KernelSpec

# between two looks whether a kernel has ended; jupyter_client's own is a tenth of a second
_LOOK_SECONDS: Final = 0.01
_alive: set[PrivateKernelManager] = set()


class PrivateKernelManager(AsyncKernelManager):
    """A manager of a warm kernel over sockets in a private folder; over TCP where there are none."""

    #: What the zygote must have imported before it forks a kernel, and what it imports afterwards.
    preload: Sequence[str] = ()
    later: Sequence[str] = ()
    #: Variables of its environment besides ours.
    env: Mapping[str, str] = MappingProxyType({})

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.client_factory = PromptClient
        self._folder = new_folder() if os.name == "posix" else None
        if self._folder:
            self.transport = "ipc"
            self.ip = str(self._folder / "k")
            self.connection_file = str(self._folder / CONNECTION_FILE)

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The kernel's specification, with our provisioner unless it names another."""
        spec = copy.deepcopy(super().kernel_spec)
        if spec is not None:
            warm = {"preload": [*self.preload], "later": [*self.later]}
            # jupyter_client fills $NAME in
            spec.env |= {name: value.replace("$", "$$") for name, value in self.env.items()}
            spec.metadata.setdefault("kernel_provisioner", {"provisioner_name": PROVISIONER, "config": warm})
        return spec

    def end(self) -> None:
        """End the kernel whatever state it is in, and remove the private folder."""
        self.kill()
        if self._created_context:
            self.context.destroy(linger=0)
        self.remove_folder()

    def kill(self) -> None:
        """Kill the kernel, if there is one; a client that waits for it sees that it died."""
        process = getattr(self.provisioner, "process", None)
        if process is not None:
            process.kill()
            process.wait()

    def remove_folder(self) -> None:
        """Remove the private folder."""
        if self._folder:
            remove_folder(self._folder)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart)
        if not restart:
            self.remove_folder()

    cleanup_resources = _async_cleanup_resources

    async def _async_finish_shutdown(
        self, waittime: float | None = None, pollinterval: float = _LOOK_SECONDS, restart: bool = False
    ) -> None:
        await super()._async_finish_shutdown(waittime, pollinterval, restart)

    finish_shutdown = _async_finish_shutdown


@contextmanager
def private_kernels(
    preload: Sequence[str] = (),
    later: Sequence[str] = (),
    *,
    env: Mapping[str, str] = MappingProxyType({}),
    limit: float | None = None,
) -> Iterator[type[PrivateKernelManager]]:
    """A class of kernel managers; whatever kernel they still have at the end is ended.

    nbclient ends a kernel itself, but not one that an interrupt meets while it starts.

    Args:
        preload: modules the zygote must have imported before it forks a kernel.
        later: modules it imports after that.
        env: variables of the kernels' environment besides ours.
        limit: the most seconds they may live.
    """
    managers: list[PrivateKernelManager] = []

    class TrackedKernelManager(PrivateKernelManager):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            self.preload, self.later, self.env = preload, later, env
            managers.append(self)
            _alive.add(self)

    def kill() -> None:
        for manager in managers:
            manager.kill()

    timer = threading.Timer(limit, kill) if limit else None
    try:
        if timer:
            timer.daemon = True
            timer.start()
        yield TrackedKernelManager
    finally:
        if timer:
            timer.cancel()
        for manager in managers:
            manager.end()
            _alive.discard(manager)


def kill_kernels() -> None:
    """Kill every kernel of this process, in whatever thread it serves."""
    for manager in tuple(_alive):
        manager.kill()
