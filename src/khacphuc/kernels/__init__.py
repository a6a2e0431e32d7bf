"""Warm kernels: a process that has imported what notebooks need, and forks a kernel for each.

Most of the time of a small notebook goes into starting Python and importing libraries. A *zygote* does
both once; a fork of it is a kernel of its own in milliseconds, as isolated as a new process. ::

    the runner                                   the zygote
    zygotes.start() ──────── starts ───────────▶ zygote.main(): imports
    provisioner.WarmProvisioner ── asks for ───▶ forks ──▶ forked.become_kernel(): an ipykernel
    process.ForkedKernel ◀──────── ready, exit ──┘

Whoever uses jupyter_client can have them: nbclient and nbconvert by the kernel ``khacphuc``, papermill
by the engine ``khacphuc``. Where no zygote can be, plain kernels serve, and one line says so.
"""
