"""The named shortages: all that is short is there, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pandas as pd

from plaatsing.verify.afstand import Bereik, Koppelkeuze
from plaatsing.verify.bevinding import Bevinding, toon
from plaatsing.verify.gegevens import DAG, DOORSTROOM, WONINGVORMEN, Gegevens, gelijk
from plaatsing.verify.locaties import Bezetting
from plaatsing.verify.taakstelling import Opgave
from plaatsing.verify.verloop import laatste_nacht

_TABEL = "tekorten.csv"
_GEEN = -1
EENHEID = {
    "kamers": "kamers",
    "budget": "euro",
    "max_nieuwe_locaties": "locaties",
    "vaste_locatie": "locaties",
}
"""Unit by kind of shortage; persons where it is not here."""

Sleutel = tuple[str, str, str, str, int]
"""Kind, municipality, location, half-year and period (-1: none)."""


def tekorten(
    g: Gegevens, opgave: Opgave, bezetting: Bezetting, waarden: dict[str, float]
) -> dict[Sleutel, float]:
    """Return every shortage that the plan leaves, with its number."""
    found: dict[Sleutel, float] = defaultdict(float)
    for (code, half), row in opgave.boek.items():
        found["taakstelling", code, "", half, _GEEN] += float(row["tekort"])
    for index in np.flatnonzero(g.vorm == "coa").tolist():
        found["in_coa", str(g.gemeente[index]), "", "", _GEEN] += float(g.personen[index])
    for (code, half), over in opgave.boven_koppelruimte.items():
        found["koppelruimte", code, "", half, _GEEN] += float(over)
    for kind, table in (
        ("plaatsen", bezetting.boven),
        ("kamers", bezetting.kamers_boven),
        ("min_bezetting", bezetting.te_leeg),
    ):
        for site, t in np.argwhere(table > 0).tolist():
            found[kind, "", bezetting.namen[site], "", t + 1] += float(table[site, t])
    leaves = np.where(np.isnat(g.eruit), g.horizon + DAG, g.eruit)
    for index in np.flatnonzero(g.bewoner & (leaves > laatste_nacht(g) + DAG)).tolist():
        key = ("verblijf", str(g.gemeente[index]), str(g.locatie[index]), "", _GEEN)
        found[key] += float(g.personen[index])
    for kind in ("budget", "max_nieuwe_locaties"):
        found[kind, "", "", "", _GEEN] += waarden[f"straf_{kind}"]
    for key, number in _besluiten(g).items():
        found[key] += number
    return {key: number for key, number in found.items() if number > 0}


def _besluiten(g: Gegevens) -> dict[Sleutel, float]:
    """Return what is not as a person decided."""
    decided, found = g.besluiten, defaultdict[Sleutel, float](float)
    for index in np.flatnonzero(decided.wacht).tolist():
        found["vastgezet", str(g.gemeente[index]), "", "", _GEEN] += float(g.personen[index])
    for (code, kind), over in decided.boven_maximum.items():
        found[f"maximum_{kind}", code, "", "", _GEEN] += float(over)
    for site in decided.anders_open:
        found["vaste_locatie", "", site, "", _GEEN] += 1.0
    return found


def voor_regels(g: Gegevens, keuze: Koppelkeuze, bereik: Bereik) -> dict[Sleutel, float]:
    """Return the persons placed before a rule, because a person decided so; once for each rule."""
    found, decided = defaultdict[Sleutel, float](float), g.besluiten
    number = {code: place for place, code in enumerate(keuze.codes)}
    for index, name in enumerate(g.naam):
        code, form, site = str(g.gemeente[index]), str(g.vorm[index]), str(g.locatie[index])
        if not decided.beperkt(str(name)) or code not in number:
            continue
        entered = site if site in g.locaties and not g.bewoner[index] else ""
        used = {form} & set(WONINGVORMEN) | ({DOORSTROOM} if entered else set())
        rules = int(bool(used - set(g.vormen(code)))) + int(bool(entered) and not bereik.bedient(site, code))
        if not g.gegeven[index]:
            mens = {str(key): cell for key, cell in g.mens.iloc[index].items()}
            rules += int(not keuze.toegestaan(mens)[number[code]])
        if rules:
            found["voor_regel", code, entered, "", _GEEN] += float(rules * g.personen[index])
    return dict(found)


def toets_tekorten(g: Gegevens, expected: dict[Sleutel, float]) -> Iterator[Bevinding]:
    """Check that each shortage is named with the right number, and that none is named without reason."""
    table = g.plan.tekorten
    named: dict[Sleutel, float] = defaultdict(float)
    rows: dict[Sleutel, int] = {}
    columns = (table[name] for name in ("soort", "gemeentecode", "locatie", "halfjaar", "periode", "aantal"))
    for row, (kind, code, site, half, period, number) in enumerate(zip(*columns, strict=True), start=2):
        key = (str(kind), str(code), str(site), str(half), _GEEN if pd.isna(period) else int(period))
        named[key] += float(number)
        rows.setdefault(key, row)
    for row, (kind, unit) in enumerate(zip(table["soort"], table["eenheid"], strict=True), start=2):
        asked = EENHEID.get(str(kind), "personen")
        if unit != asked:
            yield Bevinding("tekort_aantal", _TABEL, row, str(kind), "eenheid", toon(unit), asked)
    for key, row in rows.items():
        if key not in expected:
            yield Bevinding("tekort_onterecht", _TABEL, row, _subject(key), "aantal", toon(named[key]), "0")
        elif not gelijk(np.array(named[key]), np.array(expected[key])):
            figures = (toon(named[key]), toon(expected[key]))
            yield Bevinding("tekort_aantal", _TABEL, row, _subject(key), "aantal", *figures)
    for key in sorted(set(expected) - set(rows)):
        yield Bevinding(
            "tekort_niet_genoemd", _TABEL, None, _subject(key), "aantal", "-", toon(expected[key])
        )


def _subject(key: Sleutel) -> str:
    kind, code, site, half, period = key
    return " ".join(part for part in (kind, code, site, half, "" if period == _GEEN else str(period)) if part)
