"""The request for one kernel, as the zygote receives it and passes it to the fork."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket


@dataclass(frozen=True)
class KernelRequest:
    """A request for one kernel.

    Attributes:
        line: the connection to the runner; ``ready``, ``exit`` or ``unfit`` is sent over it.
        streams: standard output and standard error, as file descriptors.
        zygote: the process that forks.
        argv: the arguments of ``ipykernel_launcher``, its name first.
        env: the whole environment.
        cwd: the working directory.
        modules: what must be imported before the fork.
        later: what is imported when there is nothing else to do.
    """

    line: socket.socket
    streams: tuple[int, ...]
    zygote: int
    argv: list[str]
    env: dict[str, str]
    cwd: str
    modules: list[str]
    later: list[str]

    def close(self) -> None:
        """Close the descriptors that came with the request."""
        self.line.close()
        for stream in self.streams:
            os.close(stream)
