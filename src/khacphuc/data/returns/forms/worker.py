"""A process that reads batches of forms: requests come in by its standard input, batches go out.

``python -m khacphuc.data.returns.forms.worker``, begun by ``pool``. It imports no pandas, so it is at work in
a tenth of a second, and it ends when its standard input does, however whoever began it ended.
"""

from __future__ import annotations

import pickle
import signal
import sys

from khacphuc.data.returns.forms.batch import read_batch


def answer_requests() -> None:
    """Answer requests until there are no more."""
    # an interrupt is for whoever began this process: that closes the pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing that prints may come between
    while True:
        try:
            request = pickle.load(sys.stdin.buffer)  # noqa: S301 - of our own process
        except EOFError:
            return
        pickle.dump(read_batch(*request), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()


if __name__ == "__main__":
    answer_requests()
