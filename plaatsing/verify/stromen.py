"""The table of flows: the moves of the placements, counted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from plaatsing.verify.bevinding import Bevinding, toon
from plaatsing.verify.gegevens import DOORSTROOM, Dagen, Gegevens, dagen

_TABEL = "stromen.csv"
Sleutel = tuple[str, str, str, str, int, str]


def toets_stromen(g: Gegevens) -> Iterator[Bevinding]:
    """Check that the flows are exactly the moves, with their households and persons."""
    expected = _moves(g)
    table = g.plan.stromen
    keys = zip(
        table["van"],
        table["naar"],
        table["gemeentecode"],
        table["vorm"],
        table["periode"].astype(int),
        [toon(day) for day in dagen(table["datum"])],
        strict=True,
    )
    seen: set[Sleutel] = set()
    counts = zip(table["huishoudens"].tolist(), table["personen"].tolist(), strict=True)
    for row, (key, found) in enumerate(zip(keys, counts, strict=True), start=2):
        subject = f"{key[0]} > {key[1]}, {key[3]}, {key[5]}"
        if key not in expected or key in seen:
            yield Bevinding("stromen", _TABEL, row, subject, "", "", "")
            continue
        seen.add(key)
        for column, there, asked in zip(("huishoudens", "personen"), found, expected[key], strict=True):
            if there != asked:
                yield Bevinding("stromen", _TABEL, row, subject, column, toon(there), toon(asked))
    for key in sorted(set(expected) - seen):
        subject = f"{key[0]} > {key[1]}, {key[3]}, {key[5]}"
        yield Bevinding("stromen", _TABEL, None, subject, "personen", "-", toon(expected[key][1]))


def _moves(g: Gegevens) -> dict[Sleutel, tuple[int, int]]:
    number = {toon(day): period for period, day in enumerate(g.eindes, start=1)}
    found: dict[Sleutel, tuple[int, int]] = {}

    def count(index: int, van: str, naar: str, vorm: str, when: Dagen) -> None:
        day = toon(when[index])
        key = (van, naar, str(g.gemeente[index]), vorm, number.get(day, 0), day)
        households, persons = found.get(key, (0, 0))
        found[key] = (households + 1, persons + int(g.personen[index]))

    left, moved_on = ~np.isnat(g.vertrek), ~np.isnat(g.eruit)
    for index in np.flatnonzero(g.via & ~g.bewoner & ~np.isnat(g.erin)).tolist():
        count(index, "coa", str(g.locatie[index]), DOORSTROOM, g.erin)
    for index in np.flatnonzero(g.via & moved_on).tolist():
        count(index, str(g.locatie[index]), str(g.gemeente[index]), str(g.vorm[index]), g.eruit)
    for index in np.flatnonzero(~g.via & left).tolist():
        count(index, "coa", str(g.gemeente[index]), str(g.vorm[index]), g.vertrek)
    return found
