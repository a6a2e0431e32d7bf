"""The commit a project stands at, where it is a git work tree."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS: Final = 10  # a slow disk; a version does not wait for git any longer
_CHANGES: Final = "+changes"


def commit_of(root: Path, places: tuple[str, ...]) -> str:
    """The commit of the work tree a project lies in.

    Args:
        root: of the project.
        places: what a run reads, from the root: where it differs from the commit, ``+changes`` follows.

    Returns:
        The commit's hash; empty where there is no work tree, no commit or no git.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
    if not commit:
        return ""
    return commit + (_CHANGES if _git(root, "status", "--porcelain", "--", *places) else "")


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), "--no-optional-locks", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""
