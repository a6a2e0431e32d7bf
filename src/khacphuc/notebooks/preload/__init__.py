"""What every kernel would read again: the zygote imports these modules before it forks (see ``run.stages``).

Each does its work when it is imported. What it leaves is never changed, so notebooks stay apart.
"""
