"""What a plan makes of the decisions of a person, and of an earlier plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.bereik import case_bereik
from plaatsing.instantie.keuze import CRITERIA, Keuze
from plaatsing.instantie.rijen import cellen, rijen
from plaatsing.vastgezet.besluiten import KOPPELEN, PLAATSEN
from plaatsing.vastgezet.slot import DOORSTROOM

if TYPE_CHECKING:
    from plaatsing.case import Case

COLUMNS = ["soort", "gemeentecode", "locatie", "aantal", "eenheid", "toelichting"]

Row = tuple[str, str, str, float, str, str]

VOORRANG = {
    "harde_criteria": "een beslissing gaat voor de harde criteria",
    "koppelgebied": "een beslissing gaat voor het koppelgebied",
    "bereik": "een beslissing gaat voor het bereik van de locatie",
    "vorm_niet_gekozen": "een beslissing gaat voor de vormen die de gemeente kiest",
}


def anders_dan_eerder(case: Case, plaatsingen: pd.DataFrame) -> NDArray[np.bool_]:
    """Return per household whether municipality, form or location differ from the earlier plan.

    Households that the earlier plan did not know count as the same.
    """
    earlier = case.besluiten.eerder
    rows = cellen(plaatsingen, "huishouden", "koppelgemeente", "vorm", "locatie")
    return np.array(
        [name in earlier and earlier[name][:3] != (code, form, site) for name, code, form, site in rows],
        dtype=bool,
    )


def niet_gehouden(case: Case, plaatsingen: pd.DataFrame, locaties: pd.DataFrame) -> pd.DataFrame:
    """List the decisions that the plan does not keep, each with its number.

    Returns
    -------
    DataFrame
        Columns soort ("vastgezet", "maximum_plaatsen", "maximum_koppelen", "vaste_locatie"), gemeentecode,
        locatie, aantal, eenheid ("personen" or "locaties") and toelichting.
    """
    rows = [*_waiting(case, plaatsingen), *_maxima(case, plaatsingen), *_sites(case, locaties)]
    return _frame(rows)


def voor_regels(case: Case, plaatsingen: pd.DataFrame) -> pd.DataFrame:
    """List the placements that go before a rule because a person decided so.

    Returns
    -------
    DataFrame
        Columns as of `niet_gehouden`, with soort "voor_regel".
    """
    decided = case.besluiten
    if not decided.sloten and decided.bevroren_tot is None:
        return _frame([])
    people = {str(row["huishouden"]): row for row in rijen(case.huishoudens)}
    keuze = Keuze(case)
    number = {code: index for index, code in enumerate(keuze.codes)}
    forms = dict(zip(case.gemeenten["gemeentecode"], case.gemeenten["vormen"], strict=True))
    pairs = case_bereik(case)
    served = set(zip(pairs["locatie"], pairs["gemeentecode"], strict=True))
    found: list[Row] = []
    for row in rijen(plaatsingen):
        person, code, site = people[str(row["huishouden"])], str(row["koppelgemeente"]), str(row["locatie"])
        rules = []
        if row["voorstel"]:
            criteria = tuple(str(person[name]) for name in CRITERIA)
            if not keuze.meets(criteria)[number[code]]:
                rules.append("harde_criteria")
            elif not keuze.candidates(str(person["coa_locatie"]), criteria)[number[code]]:
                rules.append("koppelgebied")
        entered = site if site and not person["in_locatie"] else ""
        if entered and (site, code) not in served:
            rules.append("bereik")
        used = ({DOORSTROOM} if entered else set()) | ({str(row["vorm"])} - {DOORSTROOM, "coa"})
        if code and used - set(forms[code]):
            rules.append("vorm_niet_gekozen")
        persons = float(row["personen"])
        found += [("voor_regel", code, entered, persons, "personen", VOORRANG[rule]) for rule in rules]
    table = _frame(found)
    grouped = table.groupby(["soort", "gemeentecode", "locatie", "eenheid", "toelichting"], sort=True)
    return _frame(list(grouped["aantal"].sum().reset_index()[COLUMNS].itertuples(index=False, name=None)))


def _waiting(case: Case, plaatsingen: pd.DataFrame) -> Iterator[Row]:
    """Persons of whom someone decided that they move, or who moved in the frozen past, and who wait."""
    decided = case.besluiten
    if not decided.sloten and decided.bevroren_tot is None:
        return
    lived = set(case.huishoudens.loc[case.huishoudens["in_locatie"] != "", "huishouden"])
    counted: dict[tuple[str, str], float] = {}
    for name, code, form, persons in cellen(plaatsingen, "huishouden", "koppelgemeente", "vorm", "personen"):
        waits = form == DOORSTROOM if name in lived else form == "coa"
        must = name in decided.sloten and decided.sloten[name].moet
        past = decided.verleden(name) is not None
        if waits and (must or past):
            why = "dit lag al vast en past niet" if past else "wat moet, past niet: dit huishouden wacht"
            counted[code, why] = counted.get((code, why), 0.0) + float(persons)
    for (code, why), total in sorted(counted.items()):
        yield "vastgezet", code, "", total, "personen", why


def _maxima(case: Case, plaatsingen: pd.DataFrame) -> Iterator[Row]:
    lived = case.huishoudens.loc[case.huishoudens["in_locatie"] != "", "huishouden"]
    leaving = plaatsingen[~plaatsingen["huishouden"].isin(lived) & (plaatsingen["vorm"] != "coa")]
    placed = leaving.groupby("koppelgemeente")["personen"].sum()
    linked = leaving[leaving["voorstel"]].groupby("koppelgemeente")["personen"].sum()
    for (code, kind), most in sorted(case.besluiten.maxima.items()):
        over = int({PLAATSEN: placed, KOPPELEN: linked}[kind].get(code, 0)) - most
        if over > 0:
            why = f"meer dan de {most} personen die zijn vastgezet"
            yield f"maximum_{kind}", code, "", float(over), "personen", why


def _sites(case: Case, locaties: pd.DataFrame) -> Iterator[Row]:
    rows = locaties[locaties["status"] == "kandidaat"].drop_duplicates("locatie")
    opened = dict(zip(rows["locatie"], rows["geopend"], strict=True))
    for name, asked in sorted(case.besluiten.locaties.items()):
        if name in opened and bool(opened[name]) != asked:
            why = "blijft dicht tegen een beslissing in" if asked else "gaat open tegen een beslissing in"
            yield "vaste_locatie", "", name, 1.0, "locaties", why


def _frame(rows: list[Row]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS)
    text = dict.fromkeys(["soort", "gemeentecode", "locatie", "eenheid", "toelichting"], "str")
    return table.astype({**text, "aantal": "float64"})
