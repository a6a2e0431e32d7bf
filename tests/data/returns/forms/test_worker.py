"""The process that reads batches."""

from __future__ import annotations

import pickle
import subprocess
import sys

from khacphuc.data.returns.forms.batch import ReceivedName

from .hand_forms import CATALOGUE, form_bytes


def test_a_worker_answers_and_ends_with_its_input(tmp_path):
    """A request in, a batch out; at the end of its input it ends, and it has imported no pandas."""
    (tmp_path / "a.xlsx").write_bytes(form_bytes())
    request = pickle.dumps((tmp_path, [ReceivedName("a.xlsx")], CATALOGUE))
    code = (
        "import sys; from khacphuc.data.returns.forms.worker import answer_requests; answer_requests(); "
        "sys.exit('pandas' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], input=request, capture_output=True, check=True)
    assert list(pickle.loads(ended.stdout).values) == [3, 12, 13.5, 80]  # noqa: S301 - our worker's
