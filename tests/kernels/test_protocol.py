"""The Jupyter protocol, as ``jupyter_kernel_test`` asks it: of the warm kernel and of the plain one."""

from __future__ import annotations

import asyncio
import os
import tempfile
import unittest.mock

import jupyter_kernel_test
import pytest

from khacphuc.kernels.manager import private_kernels

pytestmark = pytest.mark.full  # in make test, test_kernel_process and test_client talk to kernels


class PlainKernelTest(jupyter_kernel_test.KernelTests):
    """What a plain kernel answers."""

    kernel_name = "python3"
    language_name = "python"
    file_extension = ".py"
    code_hello_world = "print('hello, world')"
    code_stderr = "import sys\nprint('test', file=sys.stderr)"
    completion_samples = [{"text": "zi", "matches": {"zip"}}]  # noqa: RUF012 - theirs
    complete_code_samples = ["1", "print('hello, world')", "def f(x):\n  return x*2\n\n"]  # noqa: RUF012
    incomplete_code_samples = ["print('''hello", "def f(x):\n  x*2"]  # noqa: RUF012
    invalid_code_samples = ["import = 7q"]  # noqa: RUF012
    code_page_something = "zip?"
    code_generate_error = "raise"
    code_execute_result = [{"code": "1+2+3", "result": "6"}]  # noqa: RUF012
    code_display_data = [  # noqa: RUF012
        {
            "code": "from IPython.display import HTML, display\ndisplay(HTML('<b>test</b>'))",
            "mime": "text/html",
        }
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "search")  # ipykernel answers a range otherwise, warm or not
    code_clear_output = "from IPython.display import clear_output\nclear_output()"
    code_inspect_sample = "zip"

    @classmethod
    def setUpClass(cls):
        """The history of whoever tests is none of ours."""
        history = tempfile.TemporaryDirectory()
        cls.addClassCleanup(history.cleanup)
        patched = unittest.mock.patch.dict(os.environ, IPYTHONDIR=history.name)
        patched.start()
        cls.addClassCleanup(patched.stop)
        super().setUpClass()

    def execute_helper(self, *arguments, **options):
        """Wait longer than their tenth of a second for each message: this machine may be busy."""
        channel = self.kc.iopub_channel
        get_message = channel.get_msg
        with unittest.mock.patch.object(channel, "get_msg", lambda timeout: get_message(max(timeout, 30))):
            return super().execute_helper(*arguments, **options)


class WarmKernelTest(PlainKernelTest):
    """A warm kernel answers the same."""

    kernel_name = "khacphuc"


@pytest.mark.usefixtures("temporary")
def test_comms_go_both_ways():
    """What a notebook opens, its client hears of, and can answer."""
    code = (
        "from comm import create_comm\n"
        "comm = create_comm(target_name='report', data={'n': 1})\n"
        "comm.on_msg(lambda message: comm.send({'n': message['content']['data']['n'] + 1}))"
    )

    async def work(manager):
        await manager.start_kernel()
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=30)
        client.execute(code)
        opened = await content_of(client, "comm_open")
        content = {"comm_id": opened["comm_id"], "data": {"n": 5}}
        client.shell_channel.send(client.session.msg("comm_msg", content))
        answer = await content_of(client, "comm_msg")
        client.stop_channels()
        await manager.shutdown_kernel()
        return opened, answer

    async def content_of(client, kind):
        while True:
            message = await client.get_iopub_msg(timeout=30)
            if message["msg_type"] == kind:
                return message["content"]

    with private_kernels() as managers:
        opened, answer = asyncio.run(work(managers(kernel_name="python3")))
    assert (opened["target_name"], opened["data"], answer["data"]) == ("report", {"n": 1}, {"n": 6})
