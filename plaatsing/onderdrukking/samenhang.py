"""Whether tables published side by side say more together than their common margins do."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from plaatsing.onderdrukking.uitsplitsing import Uitsplitsing

_MOST_CELLS = 200_000


def gezamenlijk(uitsplitsingen: Sequence[Uitsplitsing]) -> list[Uitsplitsing]:
    """Return the unpublished joint breakdown that a careful reader can reason about, where one is needed.

    Tables by municipality and form, and by municipality and quarter, say no more together than through
    the totals they share. Three tables that go round (municipality and form, form and quarter, quarter
    and municipality) do: then a reader solves for the cells by municipality, form and quarter.

    Raises
    ------
    ValueError
        If tables go round and none of them has the columns of all of them, or the joint breakdown is
        too large.
    """
    found = []
    for maat in dict.fromkeys(one.maat for one in uitsplitsingen):
        tables = [one for one in uitsplitsingen if one.maat == maat]
        if not _is_acyclic([frozenset(one.kolommen) for one in tables]):
            found.append(_joint(tables))
    return found


def _is_acyclic(sets: Sequence[frozenset[str]]) -> bool:
    """Take away columns of one table only and tables within another, until one is left or it goes round."""
    rest = list(dict.fromkeys(sets))
    while len(rest) > 1:
        own = [{name for name in one if sum(name in other for other in rest) == 1} for one in rest]
        smaller = list(dict.fromkeys(one - alone for one, alone in zip(rest, own, strict=True)))
        smaller = [one for one in smaller if not any(one < other for other in smaller)]
        if smaller == rest:
            return False
        rest = smaller
    return True


def _joint(tables: Sequence[Uitsplitsing]) -> Uitsplitsing:
    chains: dict[str, tuple[str, ...]] = {}
    for one in tables:
        for dimensie in one.dimensies:
            chains[dimensie] = max(chains.get(dimensie, ()), one.keten(dimensie), key=len)
    chains = {
        name: chain
        for name, chain in chains.items()
        if not any(name in other[1:] for other in chains.values())
    }
    columns = [name for chain in chains.values() for name in chain]
    maat, teller = tables[0].maat, tables[0].teller
    source = next((one.tabel for one in tables if set(columns) <= set(one.tabel)), None)
    if source is None:
        raise ValueError(
            f"these tables go round: one of them must have all of the columns {', '.join(columns)}"
        )
    every = Uitsplitsing(
        source,
        tuple(chains),
        maat,
        {name: chain[1:] for name, chain in chains.items()},
        telling=teller,
        nullen=True,
    )
    size = 1
    for name in chains:
        size *= source[name].nunique()
    if size > _MOST_CELLS:
        raise ValueError(f"these tables go round and have {size} cells together; publish fewer")
    joint = every.cellen
    for one in tables:
        joint = joint.merge(one.cellen[one.kolommen], on=one.kolommen)
    return Uitsplitsing(
        pd.DataFrame(joint),
        tuple(chains),
        maat,
        {name: chain[1:] for name, chain in chains.items()},
        telling=teller,
    )
