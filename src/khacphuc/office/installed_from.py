"""Where this package was installed from, as pip recorded it: it is on no index, so a name is not enough."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from khacphuc.project.files import hash_file


def installed_from() -> str:
    """The address pip installed this package from, which it takes again; empty where that is not known."""
    try:
        record = Distribution.from_name("khacphuc").read_text("direct_url.json")
    except PackageNotFoundError:  # found on a path, not installed
        return ""
    return with_hash(address_of(record or ""))


def with_hash(address: str) -> str:
    """The address of an archive on this machine with its hash, which pip records since 23.1 only."""
    parts = urlsplit(address)
    if parts.scheme != "file" or parts.fragment:
        return address
    file = Path(url2pathname(parts.path))
    return f"{address}#sha256={hash_file(file)}" if file.is_file() else address


def address_of(record: str) -> str:
    """The address in a ``direct_url.json``, with the hash of an archive, and without name and password.

    >>> address_of('{"url": "file:///srv/khacphuc-1.0-py3-none-any.whl", "archive_info": {}}')
    'file:///srv/khacphuc-1.0-py3-none-any.whl'
    >>> address_of('{"url": "https://me:secret@host/k.git", "vcs_info": {"vcs": "git", "commit_id": "1f"}}')
    'git+https://host/k.git@1f'
    """
    try:
        entry = json.loads(record or "{}")
    except ValueError:  # written by hand, or half
        return ""
    if not isinstance(entry, dict) or not isinstance(entry.get("url"), str):
        return ""
    parts = urlsplit(entry["url"])
    url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    if "vcs_info" in entry:
        return f"{entry['vcs_info']['vcs']}+{url}@{entry['vcs_info']['commit_id']}"
    digest = entry.get("archive_info", {}).get("hashes", {}).get("sha256")
    return f"{url}#sha256={digest}" if digest else url
