"""From tables to cells and their relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd
from scipy import sparse

from plaatsing.onderdrukking.samenhang import gezamenlijk
from plaatsing.onderdrukking.stelsel import Stelsel
from plaatsing.onderdrukking.uitsplitsing import Uitsplitsing

Sleutel = tuple[str, frozenset[tuple[str, object]]]
"""A cell: what is counted, and the value of each column that it is not a total over."""

_PER_LEVEL = 5.0
"""How many times dearer it is to hide a cell than one of the cells it is the total of."""


@dataclass
class _Cel:
    waarde: int
    personen: int
    hoogte: int
    gepubliceerd: bool = False
    openbaar: bool = False
    delen: set[frozenset[Sleutel]] = field(default_factory=set)


def maak_stelsel(uitsplitsingen: Sequence[Uitsplitsing], grens: int) -> tuple[Stelsel, Mapping[Sleutel, int]]:
    """Return the cells of tables published side by side, and the index of each.

    Parameters
    ----------
    uitsplitsingen : sequence of Uitsplitsing
        The tables.
    grens : int
        A cell of 1 up to `grens` - 1 persons is not shown.

    Raises
    ------
    ValueError
        If two tables give the same cell another figure.
    """
    cells: dict[Sleutel, _Cel] = {}
    for one in uitsplitsingen:
        _add(cells, one, published=True)
    for one in gezamenlijk(uitsplitsingen):
        _add(cells, one, published=False)
    order = sorted(cells, key=_text)
    index = {key: place for place, key in enumerate(order)}
    found = [cells[key] for key in order]
    values = np.array([cel.waarde for cel in found], dtype=np.int64)
    persons = np.array([cel.personen for cel in found], dtype=np.int64)
    public = np.array([cel.openbaar for cel in found], dtype=np.bool_)
    published = np.array([cel.gepubliceerd for cel in found], dtype=np.bool_)
    height = np.array([cel.hoogte for cel in found], dtype=np.float64)
    average = np.where(persons > 0, -(-values // np.maximum(persons, 1)), 1)
    stelsel = Stelsel(
        waarden=values,
        verbanden=_relations(found, index),
        gepubliceerd=published,
        openbaar=public,
        gevoelig=published & ~public & (persons > 0) & (persons < grens),
        breedte=grens * np.maximum(average, 1),
        kosten=(1.0 + np.log2(1.0 + persons)) * _PER_LEVEL**height,
    )
    return stelsel, index


def sleutel(maat: str, kolommen: Sequence[str], waarden: Sequence[object]) -> Sleutel:
    """Return the key of a cell; columns without a name are totals."""
    return maat, frozenset((name, value) for name, value in zip(kolommen, waarden, strict=True) if name)


def _add(cells: dict[Sleutel, _Cel], one: Uitsplitsing, *, published: bool) -> None:
    finest = one.cellen
    chains = [(*one.keten(dimensie), "") for dimensie in one.dimensies]
    without = [dimensie in one.zonder_totaal for dimensie in one.dimensies]
    for steps in product(*(range(len(chain)) for chain in chains)):
        names = [chain[step] for chain, step in zip(chains, steps, strict=True)]
        summed_over = any(skip and not name for skip, name in zip(without, names, strict=True))
        public = published and any(_coarser(names, margin, one) for margin in one.openbaar)
        for values, amount, persons in _sums(finest, names, one):
            key = sleutel(one.maat, names, values)
            cel = cells.setdefault(key, _Cel(amount, persons, sum(steps)))
            if (cel.waarde, cel.personen) != (amount, persons):
                raise ValueError(f"two tables differ in {_text(key)}: {cel.waarde} and {amount}")
            cel.gepubliceerd |= published and not summed_over
            cel.openbaar |= public
        _note_parts(cells, finest, one.maat, chains, steps)


def _sums(
    finest: pd.DataFrame, names: Sequence[str], one: Uitsplitsing
) -> Iterator[tuple[tuple[object, ...], int, int]]:
    columns = [name for name in names if name]
    if not columns:
        yield ("",) * len(names), int(finest[one.maat].sum()), int(finest[one.teller].sum())
        return
    sums = finest.groupby(columns, sort=True)[list(dict.fromkeys([one.maat, one.teller]))].sum()
    for key, amount, persons in zip(sums.index, sums[one.maat], sums[one.teller], strict=True):
        values = iter(key if isinstance(key, tuple) else (key,))
        yield tuple(next(values) if name else "" for name in names), int(amount), int(persons)


def _note_parts(
    cells: dict[Sleutel, _Cel],
    finest: pd.DataFrame,
    maat: str,
    chains: Sequence[tuple[str, ...]],
    steps: Sequence[int],
) -> None:
    """Note of which cells each cell of a margin is the total, once per dimension that it adds up."""
    names = [chain[step] for chain, step in zip(chains, steps, strict=True)]
    for place, step in enumerate(steps):
        if step == 0:
            continue
        finer = [*names[:place], chains[place][step - 1], *names[place + 1 :]]
        columns = list(dict.fromkeys(name for name in (*names, *finer) if name))
        parts: dict[Sleutel, set[Sleutel]] = {}
        for values in finest[columns].drop_duplicates().itertuples(index=False, name=None):
            at = dict(zip(columns, values, strict=True)) | {"": ""}
            whole = sleutel(maat, names, [at[name] for name in names])
            parts.setdefault(whole, set()).add(sleutel(maat, finer, [at[name] for name in finer]))
        for whole, found in parts.items():
            cells[whole].delen.add(frozenset(found))


def _coarser(names: Sequence[str], margin: Sequence[str], one: Uitsplitsing) -> bool:
    """Say whether cells by `names` add up cells by `margin`."""
    known = {name for dimensie in one.dimensies for name in _from(one.keten(dimensie), margin)}
    return {name for name in names if name} <= known


def _from(keten: Sequence[str], margin: Sequence[str]) -> Sequence[str]:
    """Return the columns of a chain that follow from those in `margin`."""
    known = [place for place, name in enumerate(keten) if name in margin]
    return keten[min(known) :] if known else ()


def _relations(found: Sequence[_Cel], index: Mapping[Sleutel, int]) -> sparse.csr_array:
    rows, columns, signs = [], [], []
    count = 0
    for whole, cel in enumerate(found):
        for parts in sorted(sorted(index[part] for part in parts) for parts in cel.delen):
            rows += [count] * (1 + len(parts))
            columns += [whole, *parts]
            signs += [-1] + [1] * len(parts)
            count += 1
    return sparse.csr_array((np.array(signs, dtype=np.int64), (rows, columns)), shape=(count, len(found)))


def _text(key: Sleutel) -> str:
    maat, where = key
    return f"{maat}|" + "|".join(f"{name}={value}" for name, value in sorted(where, key=str))
