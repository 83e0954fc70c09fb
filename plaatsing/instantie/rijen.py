"""Rows of a table as dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import pandas as pd

Rij = dict[str, Any]


def rijen(table: pd.DataFrame) -> list[Rij]:
    """Return the rows of a table whose column names are text, in order."""
    return cast("list[Rij]", table.to_dict("records"))
