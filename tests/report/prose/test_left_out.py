"""Tests of `khacphuc.report.prose.left_out`."""

from khacphuc.report.prose.left_out import LeftOutFence, left_out_fences

from ... import run2021
from ..chart_context_2021 import chart_context

_PROSE = """# MỤC

```table
kind: targets
caption: Chỉ tiêu
```

- chữ

  ```chart
  kind: timeline
  caption: Văn bản
  ```

```table
kind: returns
caption: Các đơn vị
```

```chart
kind: scores
caption: Thi đua
```

```chart
kind: chưa xong
```
"""


def test_fences_without_rows_are_listed_with_what_they_lack_and_where():
    """One that cannot be read is a mistake of the prose, and told elsewhere."""
    tables = run2021.tables()
    lacking = chart_context(tables | {"documents": tables["documents"].head(0)})
    assert left_out_fences(_PROSE, lacking, filename="params/x.md") == (
        LeftOutFence("Văn bản", "documents", "params/x.md", 10),
        LeftOutFence("Các đơn vị", "collections", "params/x.md", 15),
        LeftOutFence("Thi đua", "scores", "params/x.md", 20),
    )
    assert [fence.line for fence in left_out_fences(_PROSE, chart_context(), filename="x")] == [15, 20]
