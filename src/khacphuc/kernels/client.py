"""A kernel client that is ready as soon as its kernel is.

jupyter_client's own client first waits a fifth of a second for messages that nobody has sent.
"""

from __future__ import annotations

import time
from queue import Empty
from typing import Final

from jupyter_client.asynchronous.client import AsyncKernelClient

# a request may be lost while the channels connect: then it is sent again
_RETRY_SECONDS: Final = 1.0
# the channel of outputs connects by itself; what it sent before that is lost
_CONNECT_SECONDS: Final = 0.2


class PromptClient(AsyncKernelClient):
    """Ready once the answer to its first request has come over both channels."""

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - theirs
        end = float("inf") if timeout is None else time.monotonic() + timeout
        while not await self._is_answered(self.kernel_info()):
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    wait_for_ready = _async_wait_for_ready

    async def _is_answered(self, question: str) -> bool:
        """Whether the reply has come, and the channel of outputs has reported the kernel idle after it."""
        try:
            reply = await self.shell_channel.get_msg(timeout=_RETRY_SECONDS)
            idle = False
            while not idle:
                message = await self.iopub_channel.get_msg(timeout=_CONNECT_SECONDS)
                idle = (
                    message["parent_header"].get("msg_id") == question
                    and message["content"].get("execution_state") == "idle"
                )
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True
