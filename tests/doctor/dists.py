"""Distributions made for a test, as pip leaves them."""

from __future__ import annotations

import py_compile


def make_dist(folder, name, version="1.0", *, requires=(), modules=None, entry_points=""):
    """A distribution in a folder of packages; its modules are compiled."""
    sources = {f"{name}/__init__.py": "a = 1\n"} if modules is None else modules
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    needs = "".join(f"Requires-Dist: {line}\n" for line in requires)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}\nWords.\n"
    )
    (info / "RECORD").write_text("".join(f"{file},sha256=x,1\n" for file in sources))
    (info / "entry_points.txt").write_text(entry_points)
    for file, source in sources.items():
        place = folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(source)
        py_compile.compile(str(place))
    return info
