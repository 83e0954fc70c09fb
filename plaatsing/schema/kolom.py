"""What a column and a table of a case are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "id",
    "text",
    "gemeente",
    "gemeente_list",
    "regio",
    "regio_list",
    "choice",
    "choice_list",
    "integer",
    "number",
    "euro",
    "date",
    "month",
    "bool",
    "halfjaar",
]

LIST_KINDS: frozenset[str] = frozenset({"gemeente_list", "regio_list", "choice_list"})
TEXT_KINDS: frozenset[str] = frozenset({"id", "text", "gemeente", "regio", "choice", "halfjaar"})
NUMBER_KINDS: frozenset[str] = frozenset({"number", "euro"})


@dataclass(frozen=True)
class Column:
    """One column of a case table.

    Attributes
    ----------
    name : str
        Name in the file and in the frame.
    kind : str
        What a cell holds; lists are written with ``|`` between their values.
    nl, en : str
        Explanation in Dutch and English.
    required : bool
        Whether every row needs a value.
    default : object
        Value of an empty cell in the complete frame; None leaves it missing
        (``""``, ``<NA>``, ``NaN`` or ``NaT``, after the kind).
    choices : tuple of str
        The values allowed, for the kinds ``choice`` and ``choice_list``.
    minimum, maximum : float or None
        Least and greatest number allowed.
    unit : str
        Unit of a number, in Dutch.
    nullable : bool
        Whether whole numbers stay nullable (``Int64``) although they have a default.
    """

    name: str
    kind: Kind
    nl: str
    en: str
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    nullable: bool = False

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several values."""
        return self.kind in LIST_KINDS


@dataclass(frozen=True)
class Table:
    """One table of a case: its name, its columns and the column that names a row.

    Columns in `passed_over` may stand in the file and are not read.
    """

    name: str
    nl: str
    en: str
    columns: tuple[Column, ...]
    subject: str = ""
    optional: bool = True
    passed_over: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column called `name`.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
