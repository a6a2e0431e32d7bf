"""Warm kernels: a process that has imported what notebooks need, and forks a kernel for each.

Most of the time of a small notebook goes into starting Python and importing libraries. A *zygote* does
both once; a fork of it is a kernel of its own in milliseconds, as isolated as a new process. ::

    the runner                                   the zygote
    zygote.start_zygote() ──────── starts ─────▶ zygote_process.run_zygote(): imports
    provisioner.WarmProvisioner ── requests ───▶ forks ──▶ kernel_process.become_kernel(): an ipykernel
    kernel_handle.ForkedKernel ◀── ready, exit ──┘

Anything built on jupyter_client can use them: nbclient and nbconvert through the kernel ``khacphuc``,
papermill through the engine ``khacphuc``. Forks of the runner (``forked_worker``) make several runs at once,
and take their kernels from the same zygote. Where the system cannot fork safely, kernels are started as
usual and one warning says so.
"""
