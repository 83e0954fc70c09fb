"""One breakdown that is to be published: what it counts, by what, and what of it is public anyway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import pandas as pd

TOTAAL = "totaal"
"""What stands in the column of a dimension that a cell is the total over."""


@dataclass(frozen=True, eq=False)
class Uitsplitsing:
    """A table to publish, with its totals.

    Attributes
    ----------
    tabel : DataFrame
        Rows to add up: one per combination, or finer. A combination without a row is one that cannot
        occur, as every reader knows: it is not published, and hides nothing.
    dimensies : sequence of str
        The columns to break down by, such as ``gemeentecode`` and ``vorm``.
    maat : str
        The column with what is counted: whole numbers of 0 or more. Tables with the same `maat` are
        about the same people: what they have in common is one cell.
    boven : mapping of str to sequence of str
        Per dimension the columns that group it, fine to coarse, such as ``{"gemeentecode": ("regio",)}``.
    zonder_totaal : sequence of str
        Dimensions of which no total is published, such as the quarters of a stock.
    openbaar : sequence of sequences of str
        Margins that are public anyway and never hidden: ``[("gemeentecode",)]`` for the total of each
        municipality. What is coarser follows from them and is public too.
    telling : str, optional
        The column with the persons behind `maat`, when that is an amount; by default `maat` itself.
    nullen : bool
        Whether each combination of the values that occur is a cell, 0 where there is no row.
    """

    tabel: pd.DataFrame
    dimensies: Sequence[str]
    maat: str
    boven: Mapping[str, Sequence[str]] = field(default_factory=dict)
    zonder_totaal: Sequence[str] = ()
    openbaar: Sequence[Sequence[str]] = ()
    telling: str | None = None
    nullen: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be added up.

        Raises
        ------
        ValueError
            If a column is missing, a group is not above one dimension, or a value cannot be counted.
        """
        strange = {*self.boven, *self.zonder_totaal} - set(self.dimensies)
        if strange:
            raise ValueError(f"no dimension of this table: {', '.join(sorted(strange))}")
        missing = [name for name in [*self.kolommen, self.maat, self.teller] if name not in self.tabel]
        if missing:
            raise ValueError(f"column missing: {', '.join(missing)}")
        for name in {self.maat, self.teller}:
            values = self.tabel[name]
            if values.isna().any() or (values < 0).any() or (values != values.astype("int64")).any():
                raise ValueError(f"column {name}: expected whole numbers of 0 or more")
        for name in self.kolommen:
            if self.tabel[name].isna().any() or (self.tabel[name] == TOTAAL).any():
                raise ValueError(f'column {name}: expected a value in each row, and not "{TOTAAL}"')
        for fine in self.dimensies:
            for lower, upper in zip(
                [fine, *self.boven.get(fine, ())], self.boven.get(fine, ()), strict=False
            ):
                if self.tabel.groupby(lower)[upper].nunique().gt(1).any():
                    raise ValueError(f"a value of {lower} belongs to more than one {upper}")

    @property
    def teller(self) -> str:
        """The column that counts persons."""
        return self.telling or self.maat

    @property
    def kolommen(self) -> list[str]:
        """The columns of the published table before the figure: groups before what they group."""
        return [name for dimensie in self.dimensies for name in reversed(self.keten(dimensie))]

    def keten(self, dimensie: str) -> tuple[str, ...]:
        """Return the columns of one dimension, fine to coarse."""
        return (dimensie, *self.boven.get(dimensie, ()))

    @property
    def niveaus(self) -> list[tuple[str, ...]]:
        """Every margin, each as one column (or ``""`` for the total) per dimension, finest first."""
        return list(product(*((*self.keten(dimensie), "") for dimensie in self.dimensies)))

    @property
    def cellen(self) -> pd.DataFrame:
        """The finest cells: a row per combination, sorted, with `maat` and `teller` added up."""
        names = list(dict.fromkeys([self.maat, self.teller]))
        sums = self.tabel.astype(dict.fromkeys(names, "int64")).groupby(self.kolommen)[names].sum()
        if self.nullen:
            parts = [
                list(map(tuple, self.tabel[list(self.keten(dimensie))[::-1]].drop_duplicates().to_numpy()))
                for dimensie in self.dimensies
            ]
            every = [tuple(value for part in parts_of for value in part) for parts_of in product(*parts)]
            index = pd.MultiIndex.from_tuples(every, names=self.kolommen)
            sums.index = pd.MultiIndex.from_tuples(
                [key if isinstance(key, tuple) else (key,) for key in sums.index], names=self.kolommen
            )
            sums = sums.reindex(index, fill_value=0)
        return sums.sort_index().reset_index()
