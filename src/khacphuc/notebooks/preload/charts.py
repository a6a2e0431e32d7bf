"""What draws charts, and how plots can be shown, which matplotlib asks of all installed packages."""

from __future__ import annotations

from typing import Any

import matplotlib.backends.backend_svg
import matplotlib.figure
import matplotlib.font_manager
import matplotlib.style  # noqa: F401
from matplotlib.backends.registry import backend_registry

import khacphuc.report.charts.bars
import khacphuc.report.charts.criteria
import khacphuc.report.charts.targets
import khacphuc.report.charts.timeline  # noqa: F401
from khacphuc.fonts import register_matplotlib
from khacphuc.fonts.widths import width
from khacphuc.report.charts.drawing import prepare_canvases

_registry: Any = backend_registry  # its methods carry no types
_registry.list_all()
for _bold in (False, True):
    width("", 1, bold=_bold)
register_matplotlib()
prepare_canvases(8)
