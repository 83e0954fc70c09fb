"""Dwellings: each move into a dwelling that is there, fits, and is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from plaatsing.verify.bevinding import Bevinding, toon
from plaatsing.verify.gegevens import Dagen, Gegevens, Ints, dagen, tekst

_AANBOD = "plaatsingen.csv"


def toets_woningen(g: Gegevens) -> Iterator[Bevinding]:
    """Check every move into a dwelling against the row of supply it names."""
    supply = g.case.woningaanbod.drop_duplicates("aanbod")
    number = {str(name): row for row, name in enumerate(supply["aanbod"])}
    named = tekst(g.plaats["aanbod"])
    row = np.array([number.get(name, -1) for name in named], dtype=np.int64)
    yield from g.bij((named != "") & (row < 0), "aanbod_onbekend", "aanbod", named)
    if not len(supply):
        return
    known = row >= 0
    taken = {column: supply[column].to_numpy()[row] for column in supply.columns}
    day = g.verhuisdag

    code = tekst(taken["gemeentecode"])
    yield from g.bij(known & (code != g.gemeente), "aanbod_gemeente", "aanbod", code, g.gemeente)
    form = tekst(taken["vorm"])
    yield from g.bij(known & (form != g.vorm), "aanbod_vorm", "vorm", g.vorm, form)
    chosen = [g.vormen(code) for code in g.gemeente]
    refused = [
        form not in forms and not g.besluiten.mag_buiten(index, "vorm", str(form))
        for index, (form, forms) in enumerate(zip(g.vorm, chosen, strict=True))
    ]
    yield from g.bij(g.in_woning & np.array(refused, dtype=bool), "vorm_niet_gekozen", "vorm", g.vorm, chosen)
    free, until = dagen(taken["beschikbaar_vanaf"]), dagen(taken["tot"])
    yield from g.bij(known & (day < free), "aanbod_te_vroeg", "aanbod", day, free)
    yield from g.bij(known & (day > until), "aanbod_te_laat", "aanbod", day, until)
    size = grootte(g, day)
    low, high = taken["min_personen"].astype(np.int64), taken["max_personen"].astype(np.int64)
    bounds = [f"{least}-{most}" for least, most in zip(low, high, strict=True)]
    yield from g.bij(known & ((size < low) | (size > high)), "aanbod_grootte", "aanbod", size, bounds)
    needs = g.mens["toegankelijk"].to_numpy(dtype=bool)
    access = taken["toegankelijk"].astype(bool)
    yield from g.bij(known & needs & ~access, "aanbod_toegankelijk", "aanbod", access, needs)
    yield from _numbers(g, supply, row)
    yield from _forecasts(g, supply, row)


def grootte(g: Gegevens, day: Dagen) -> Ints:
    """Return the persons that a dwelling must hold: with who follows soon after the move."""
    follows = g.mens["nareis_personen"].to_numpy(dtype=np.int64)
    expected = dagen(g.mens["nareis_verwacht"])
    soon = np.timedelta64(7 * g.case.beleid.nareis_binnen_weken, "D")
    return np.asarray(g.personen + np.where(expected <= day + soon, follows, 0))


def _numbers(g: Gegevens, supply: Any, row: Ints) -> Iterator[Bevinding]:
    """No more moves than dwellings, per row of supply; the last movers are named."""
    there = supply["aantal"].to_numpy(dtype=np.int64)
    dwelling = (supply["eenheid"] == "woning").to_numpy()
    movers: dict[int, list[int]] = defaultdict(list)
    for index in np.flatnonzero(row >= 0).tolist():
        movers[int(row[index])].append(index)
    for number, households in sorted(movers.items()):
        if not dwelling[number] or len(households) <= there[number]:
            continue
        last = max(
            households, key=lambda index: (_ordinal(g.verhuisdag[index : index + 1]), str(g.naam[index]))
        )
        yield Bevinding(
            "aanbod_aantal",
            _AANBOD,
            int(g.rij[last]),
            str(supply["aanbod"].iloc[number]),
            "aanbod",
            toon(len(households)),
            f"<= {int(there[number])}",
        )


def _forecasts(g: Gegevens, supply: Any, row: Ints) -> Iterator[Bevinding]:
    """Persons moved up to each day never exceed the forecasts that no rule tells apart, up to that day.

    A household may draw on several such rows and is named after the first.
    """
    forecast = (supply["eenheid"] == "persoon").to_numpy()
    if not forecast.any():
        return
    first, last = perioden(g, supply)
    pools: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    kinds = ["gemeentecode", "vorm", "min_personen", "max_personen", "toegankelijk"]
    cells = [supply[name].tolist() for name in kinds]
    for number in np.flatnonzero(forecast & (first <= last)).tolist():
        pools[(*(cell[number] for cell in cells), int(last[number]))].append(number)
    there = supply["aantal"].to_numpy(dtype=np.int64)
    for rows in pools.values():
        movers = np.flatnonzero(np.isin(row, rows) & ~np.isnat(g.verhuisdag))
        movers = movers[np.lexsort((movers, g.verhuisdag[movers]))]
        moved = np.cumsum(g.personen[movers])
        for place, index in enumerate(movers.tolist()):
            upto = g.eindes[first[rows]] <= g.verhuisdag[index]
            given = int(there[rows][upto].sum())
            if moved[place] > given:
                name = str(supply["aanbod"].iloc[rows[0]])
                figures = (toon(int(moved[place])), f"<= {given}")
                yield Bevinding("aanbod_personen", _AANBOD, int(g.rij[index]), name, "aanbod", *figures)
                break


def perioden(g: Gegevens, supply: Any) -> tuple[Ints, Ints]:
    """Return the first and last period at whose end a row of supply may be moved into."""
    first = np.searchsorted(g.eindes, dagen(supply["beschikbaar_vanaf"]), side="left")
    until = dagen(supply["tot"])
    until = np.where(np.isnat(until), g.horizon, until)
    return first.astype(np.int64), np.searchsorted(g.eindes, until, side="right").astype(np.int64) - 1


def _ordinal(day: Dagen) -> int:
    return -1 if np.isnat(day).any() else int(day.astype(np.int64)[0])
