"""Tests of `khacphuc.kernels.request`."""

from __future__ import annotations

import os
import socket

import pytest

from khacphuc.kernels.request import KernelRequest


def test_what_came_with_a_request_is_closed():
    """The connection and the streams; nothing else of the process."""
    ours, theirs = socket.socketpair()
    out, other = os.pipe()
    request = KernelRequest(ours, (out,), zygote=1, argv=["x"], env={}, cwd="", modules=[], later=[])
    request.close()
    assert theirs.recv(1) == b""
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(out)
    os.fstat(other)
    os.close(other)
    theirs.close()
