"""Rows of a table as dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

Rij = dict[str, Any]


def rijen(table: pd.DataFrame) -> list[Rij]:
    """Return the rows of a table whose column names are text, in order.

    As ``to_dict("records")``, which looks at every cell apart and takes three times as long.
    """
    names = table.columns.tolist()
    columns = (table[name].tolist() for name in names)
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
