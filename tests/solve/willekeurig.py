"""Small random cases with everything in them that the rules know."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.random import Generator

from plaatsing.case import Case

Rij = dict[str, Any]

# (periode, start, horizon): three or four periods, with and without the end of a half-year, one cut short,
# one over two half-years.
TIJDEN = (
    ("maand", "2025-10-01", "2025-12-31"),
    ("maand", "2025-10-01", "2025-12-31"),
    ("maand", "2025-07-01", "2025-09-30"),
    ("maand", "2025-11-01", "2026-01-20"),
    ("week", "2025-12-08", "2025-12-31"),
    ("week", "2025-12-15", "2026-01-09"),
    ("2weken", "2025-11-17", "2025-12-31"),
)
LANG = ("maand", "2025-12-15", "2026-06-30")

GEMEENTEN = ("OS1", "OS2", "OS3")
VORMEN = ("eigen", "flex", "doorstroomlocatie", "tijdelijk")


def willekeurige_case(seed: int, huishoudens: int | None = None) -> Case:
    """Draw a case; the same seed gives the same case."""
    rng = np.random.default_rng(seed)
    periode, start, horizon = LANG if rng.random() < 0.15 else TIJDEN[rng.integers(len(TIJDEN))]
    first, last = date.fromisoformat(start), date.fromisoformat(horizon)
    gemeenten = _gemeenten(rng, int(rng.integers(2, 4)))
    codes = [row["gemeentecode"] for row in gemeenten]
    count = huishoudens or int(rng.integers(2, 4 if periode == "maand" else 5))
    locaties = _locaties(rng, codes, first, last)
    people = _huishoudens(
        rng, count, codes, [row for row in locaties if row["status"] == "bestaand"], first, last
    )
    uitruil = []
    if rng.random() < 0.3:
        persons = int(rng.integers(1, 3))
        half = "2025-II" if first.month > 6 else "2025-I"
        uitruil = [
            {"halfjaar": half, "gemeentecode": codes[0], "personen": persons},
            {"halfjaar": half, "gemeentecode": codes[1], "personen": -persons},
        ]
    case = Case.from_tables(
        _instellingen(rng, periode, start, horizon),
        gemeenten=pd.DataFrame(gemeenten),
        huishoudens=pd.DataFrame(people),
        woningaanbod=pd.DataFrame(_aanbod(rng, codes, first, last)),
        doorstroomlocaties=pd.DataFrame(locaties) if locaties else None,
        coa_locaties=pd.DataFrame(
            [
                {"coa_locatie": "azc", "gemeentecode": "OS1", "soort": "regulier"},
                {"coa_locatie": "hal", "gemeentecode": codes[-1], "soort": "noodopvang"},
            ]
        ),
        uitruil=pd.DataFrame(uitruil) if uitruil else None,
        paren=_paren(rng, codes, people, locaties),
    )
    return dataclasses.replace(case, beleid=_beleid(rng, case))


def _instellingen(rng: Generator, periode: str, start: str, horizon: str) -> Rij:
    doelen: Rij = {}
    if rng.random() < 0.4:
        doelen["ongelijkheid"] = float(rng.choice([500.0, 20_000.0]))
    if rng.random() < 0.4:
        doelen["doorberekening"] = 0.5
    if rng.random() < 0.3:
        doelen["tekort"] = float(rng.choice([0.0, 2_000.0, 40_000.0]))
    if rng.random() < 0.3:
        doelen |= {"wachttijd": 700.0, "passendheid": 9_000.0, "vormvoorkeur": 2_500.0}
    straffen: Rij = {"koppelruimte": float(rng.choice([500.0, 20_000.0]))}
    if rng.random() < 0.5:
        straffen |= {"min_bezetting": 3_000.0, "plaatsen": 50.0, "max_nieuwe_locaties": 900.0, "budget": 0.1}
    settings: Rij = {
        "start": start,
        "horizon": horizon,
        "periode": periode,
        "telling": str(rng.choice(["dag", "periode"])),
        "koppeling": str(rng.choice(["provincie", "landelijk"])),
        "eindweken": int(rng.choice([0, 4, 13])),
        "vg": {name: {"bekend": int(rng.integers(0, 9))} for name in ("2025-I", "2025-II", "2026-I")},
        "doelen": doelen,
        "straffen": straffen,
    }
    if rng.random() < 0.3:
        settings["budget"] = float(rng.choice([0.0, 30_000.0, 90_000.0]))
    if rng.random() < 0.3:
        settings["max_nieuwe_locaties"] = int(rng.integers(0, 2))
    return settings


def _gemeenten(rng: Generator, count: int) -> list[Rij]:
    rows = []
    for number, code in enumerate(GEMEENTEN[:count]):
        forms = [str(form) for form in rng.permutation(VORMEN)]
        if rng.random() < 0.4:
            forms = forms[: int(rng.integers(2, 4))]
        row: Rij = {
            "gemeentecode": code,
            "gemeente": f"Dorp {number + 1}",
            "provinciecode": "P1" if number < 2 or rng.random() < 0.5 else "P2",
            "arbeidsmarktregiocode": "R1" if number == 0 else "R2",
            "inwoners": int(rng.integers(1, 5)) * 1000,
            "x_rd": 200_000.0 + float(rng.integers(0, 25)) * 1000,
            "y_rd": 500_000.0 + float(rng.integers(0, 25)) * 1000,
            "achterstand": int(rng.integers(-3, 5)),
            "realisatie": int(rng.integers(0, 3)),
            "realisatie_overig": int(rng.integers(0, 2)),
            "correctie": int(rng.choice([0, 0, 1, -1])),
            "taakstelling": int(rng.integers(0, 6)) if rng.random() < 0.3 else None,
            "koppelruimte": int(rng.integers(0, 6)) if rng.random() < 0.3 else None,
            "vormen": "|".join(forms),
        }
        rows.append(row)
    return rows


def _day(rng: Generator, first: date, last: date) -> date:
    return first + timedelta(days=int(rng.integers(0, (last - first).days + 1)))


def _locaties(rng: Generator, codes: list[str], first: date, last: date) -> list[Rij]:
    rows: list[Rij] = []
    for number in range(int(rng.choice([0, 1, 2, 2, 3]))):
        existing = bool(rng.random() < 0.4)
        opens = _day(rng, first, last) if rng.random() < 0.2 and not existing else None
        closes = _day(rng, first, last + timedelta(days=30)) if rng.random() < 0.25 else None
        if opens is not None and closes is not None and closes < opens:
            closes = None
        taking_part = ""
        if rng.random() < (0.7 if existing else 0.2):
            taking_part = "|".join(sorted({str(code) for code in rng.choice(codes, 2)}))
        extends = ""
        if not existing and rows and rng.random() < 0.5:
            extends = rows[-1]["locatie"]
        capacity = int(rng.integers(1, 6))
        rows.append(
            {
                "locatie": f"L{number}",
                "gemeentecode": str(rng.choice(codes)),
                "status": "bestaand" if existing else "kandidaat",
                "uitbreiding_van": extends,
                "capaciteit_personen": capacity,
                "kamers": int(rng.integers(1, 4)) if rng.random() < 0.5 else None,
                "open_vanaf": opens,
                "open_tot": closes,
                "transitiekosten": float(rng.choice([0.0, 20_000.0, 60_000.0, 400_000.0])),
                "exploitatie_per_persoon_dag": float(rng.choice([10.0, 40.0, 120.0])),
                "min_bezetting": min(int(rng.choice([0, 0, 1, 3])), capacity),
                "deelnemende_gemeenten": taking_part,
            }
        )
    return rows


def _huishoudens(
    rng: Generator, count: int, codes: list[str], existing: list[Rij], first: date, last: date
) -> list[Rij]:
    rows = []
    for number in range(count):
        permit = _day(rng, first - timedelta(weeks=30), last + timedelta(days=5))
        if rng.random() < 0.6:
            permit = first - timedelta(days=int(rng.choice([20, 90, 150])))
        row: Rij = {
            "huishouden": f"H{number}",
            "personen": int(rng.choice([1, 1, 2, 3, 4])),
            "vergunningdatum": permit,
            "coa_locatie": str(rng.choice(["azc", "hal", ""])),
            "koppelgemeente": "",
            "koppeldatum": None,
            "in_locatie": "",
            "sinds": None,
            "slaapkamers": int(rng.integers(1, 3)) if rng.random() < 0.5 else None,
            "gezin": str(rng.choice(codes)) if rng.random() < 0.15 else "",
            "werk": str(rng.choice(codes)) if rng.random() < 0.1 else "",
            "toegankelijk": "ja" if rng.random() < 0.2 else "nee",
            "regioadvies": str(rng.choice(["R1", "R2"])) if rng.random() < 0.2 else "",
            "nareis_personen": 0,
            "nareis_verwacht": None,
            "verschoonbaar": "medisch" if rng.random() < 0.1 else "",
        }
        if rng.random() < 0.25:
            row |= {
                "nareis_personen": int(rng.integers(1, 3)),
                "nareis_verwacht": _day(rng, first, last) + timedelta(days=70),
            }
        if existing and rng.random() < 0.3:
            site = existing[int(rng.integers(len(existing)))]
            since = first - timedelta(days=int(rng.integers(0, 80)))
            row |= {
                "vergunningdatum": min(permit, since - timedelta(days=60)),
                "koppelgemeente": str(rng.choice(codes)),
                "in_locatie": site["locatie"],
                "sinds": since,
            }
        elif rng.random() < 0.45:
            row |= {"koppelgemeente": str(rng.choice(codes))}
            row["koppeldatum"] = permit + timedelta(days=int(rng.integers(0, 40)))
        rows.append(row)
    return rows


def _aanbod(rng: Generator, codes: list[str], first: date, last: date) -> list[Rij]:
    rows = []
    for number in range(int(rng.integers(1, 5))):
        persons = bool(rng.random() < 0.25)
        free = _day(rng, first - timedelta(days=20), last)
        smallest = int(rng.choice([1, 1, 1, 2]))
        rows.append(
            {
                "aanbod": f"W{number}",
                "gemeentecode": str(rng.choice(codes)),
                "vorm": str(rng.choice(["eigen", "eigen", "flex", "tijdelijk"])),
                "beschikbaar_vanaf": free,
                "tot": free + timedelta(days=int(rng.integers(0, 70))) if rng.random() < 0.3 else None,
                "aantal": int(rng.integers(1, 5)) if persons else 1,
                "eenheid": "persoon" if persons else "woning",
                "min_personen": smallest,
                "max_personen": smallest + int(rng.integers(0, 5)),
                "toegankelijk": "ja" if rng.random() < 0.4 else "nee",
            }
        )
    return rows


def _paren(rng: Generator, codes: list[str], people: list[Rij], locaties: list[Rij]) -> pd.DataFrame | None:
    if rng.random() < 0.5:
        return None
    subjects = [
        ("", ""),
        *((row["huishouden"], "") for row in people),
        *(("", row["locatie"]) for row in locaties),
    ]
    rows = []
    for huishouden, locatie in subjects:
        for place in [*codes, "R1", "R2"]:
            if rng.random() < 0.25:
                is_code = place in codes
                rows.append(
                    {
                        "huishouden": huishouden,
                        "locatie": locatie,
                        "gemeentecode": place if is_code else "",
                        "arbeidsmarktregio": "" if is_code else place,
                        "kosten_euro_per_persoon": float(rng.integers(-20, 90)) * 100.1,
                        "score": float(rng.integers(0, 11)) / 10
                        if rng.random() < 0.5 and not locatie
                        else None,
                    }
                )
    return pd.DataFrame(rows) if rows else None


def _beleid(rng: Generator, case: Case) -> Any:
    """Shorten the longest stay, and let forms not count, now and then."""
    rules = case.beleid
    if rng.random() < 0.4:
        nights = int(rng.choice([20, 45, 70]))
        rules = rules.model_copy(
            update={"verblijf": rules.verblijf.model_copy(update={"maximaal_nachten": nights})}
        )
    if rng.random() < 0.25:
        form = str(rng.choice(["doorstroomlocatie", "tijdelijk"]))
        counts = rules.realisatie.telt_mee.model_copy(update={form: False})
        rules = rules.model_copy(
            update={"realisatie": rules.realisatie.model_copy(update={"telt_mee": counts})}
        )
    return rules
