"""Dwellings coming free as pools: supply that no rule tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.instantie.rijen import cellen
from plaatsing.instantie.tijd import Tijd, as_days
from plaatsing.models import Pools

if TYPE_CHECKING:
    from plaatsing.case import Case


class PoolSleutel(NamedTuple):
    """What makes dwellings equal: municipality, form, size, access, last move-in period, unit."""

    gemeente: int
    vorm: str
    min_personen: int
    max_personen: int
    toegankelijk: bool
    last: int
    eenheid: str


class Partij(NamedTuple):
    """A row of ``woningaanbod``: dwellings that come free together.

    Attributes
    ----------
    moment : int
        First period at whose end they may be moved into.
    aantal : int
        Dwellings, or persons.
    aanbod : str
        Its name.
    """

    moment: int
    aantal: int
    aanbod: str


@dataclass(frozen=True)
class Voorraad:
    """The pools of a case, and the rows of supply behind them.

    Attributes
    ----------
    pools : Pools
        For the model.
    keys : tuple of PoolSleutel
        Per pool.
    gekozen : array of bool, shape (P,)
        Whether the municipality chooses the form; other pools are for who a person locked to it.
    partijen : tuple of list of Partij
        Per pool its rows of ``woningaanbod``, in the order in which they are handed out.
    stappen : Floats, shape (P,)
        Steps down the municipality's list of forms.
    """

    pools: Pools
    keys: tuple[PoolSleutel, ...]
    gekozen: NDArray[np.bool_]
    partijen: tuple[list[Partij], ...]
    stappen: NDArray[np.float64]


def voorkeur(vormen: tuple[str, ...], vorm: str) -> int:
    """Return how many steps a form stands down a municipality's list; below it where it is not on it."""
    return vormen.index(vorm) if vorm in vormen else len(vormen)


def build_voorraad(
    case: Case, tijd: Tijd, buiten_keuze: Collection[tuple[str, str]] = frozenset()
) -> Voorraad:
    """Group the supply of a case into pools.

    Supply in a form that the municipality does not choose, or that comes free after the last period end
    on which someone may move in, belongs to no pool.

    Parameters
    ----------
    case : Case
        The case.
    tijd : Tijd
        Its time.
    buiten_keuze : collection of (gemeentecode, vorm)
        Forms to keep though the municipality does not choose them.
    """
    names = case.gemeenten["gemeentecode"].tolist()
    codes = {code: index for index, code in enumerate(names)}
    forms = dict(enumerate(case.gemeenten["vormen"]))
    supply = case.woningaanbod
    n_periods = len(tijd.ends)
    moment = tijd.first_end(np.maximum(as_days(supply["beschikbaar_vanaf"]), tijd.start))
    until = as_days(supply["tot"])
    last = np.where(
        np.isnat(until), n_periods - 1, np.searchsorted(tijd.ends, until, side="right") - 1
    ).astype(np.int64)
    table = supply.assign(moment=moment, last=last, gemeente=supply["gemeentecode"].map(codes))
    kept = {(codes[code], form) for code, form in buiten_keuze}
    chosen = [
        form in forms[gemeente] or (gemeente, form) in kept
        for form, gemeente in zip(table["vorm"], table["gemeente"], strict=True)
    ]
    usable = (table["moment"] <= table["last"]) & (table["aantal"] > 0) & pd.Series(chosen, index=table.index)
    table = table[usable].sort_values(["moment", "beschikbaar_vanaf", "aanbod"], ignore_index=True)
    groups: dict[PoolSleutel, list[Partij]] = defaultdict(list)
    for cells in cellen(table, *PoolSleutel._fields, *Partij._fields):
        pool, part = cells[: len(PoolSleutel._fields)], cells[len(PoolSleutel._fields) :]
        groups[PoolSleutel(*pool)].append(Partij(*part))
    keys = tuple(sorted(groups))
    counts = case.beleid.telt_mee
    steps = np.array([voorkeur(forms[key.gemeente], key.vorm) for key in keys], dtype=float)
    numbers = np.zeros((len(keys), n_periods), dtype=np.int64)
    for index, key in enumerate(keys):
        for part in groups[key]:
            numbers[index, part.moment] += part.aantal
    pools = Pools(
        names=tuple(_name(names[key.gemeente], key) for key in keys),
        gemeente=np.array([key.gemeente for key in keys], dtype=np.int64),
        in_persons=np.array([key.eenheid == "persoon" for key in keys], dtype=bool),
        counts=np.array([counts[key.vorm] for key in keys], dtype=bool),
        preference_cost=case.instellingen.doelen.vormvoorkeur * steps,
        supply=numbers,
        last=np.array([key.last for key in keys], dtype=np.int64),
    )
    listed = np.array([key.vorm in forms[key.gemeente] for key in keys], dtype=bool)
    return Voorraad(pools, keys, listed, tuple(groups[key] for key in keys), steps)


def _name(code: str, key: PoolSleutel) -> str:
    access = " toegankelijk" if key.toegankelijk else ""
    return f"{code} {key.vorm} {key.min_personen}-{key.max_personen}{access} {key.eenheid} t/m {key.last + 1}"
