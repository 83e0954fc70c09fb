"""Who pays for a plan: COA, the scheme for doorstroomlocaties and each municipality."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.doorberekening import DOORBEREKENING, doorberekening
from plaatsing.instantie import Instantie, build_instantie
from plaatsing.instantie.locaties import paarkosten
from plaatsing.instantie.opvang import wachten
from plaatsing.instantie.rijen import Rij, cellen, rijen
from plaatsing.instantie.tijd import DAY, Dagen, as_days
from plaatsing.uitkomst.plaatsingen import AF_TE_SPREKEN
from plaatsing.uitkomst.waarden import fit

if TYPE_CHECKING:
    from plaatsing.beleid.onderdelen import DoorstroomlocatieRegel
    from plaatsing.case import Case
    from plaatsing.plan import Plan

Betaler = Literal["coa", "regeling", "gemeente", "open"]
Bedragen = Counter[tuple[Betaler, str, str]]

_ORDER: tuple[Betaler, ...] = ("coa", "regeling", "gemeente", "open")
_POSTEN = (
    "opvang",
    "verblijf",
    "normbedrag",
    "transitie",
    "vergoeding_transitie",
    "paren",
    "doorberekening",
)
_AMOUNTS = ["plan_cent", "coa_cent", "verschil_cent"]
_KEYS = ["betaler", "gemeentecode", "post"]


def betalers(case: Case, plan: Plan) -> pd.DataFrame:
    """Return what each payer pays in a plan, and what it would pay if everyone stayed in COA.

    COA pays reception. A night in a doorstroomlocatie is paid by the koppelgemeente of who sleeps
    there, and the scheme of the rule set gives it the normbedrag for every night that meets its
    conditions: within its validity dates and the longest stay, and linked to a municipality that
    takes part. The transition of an opened candidate is paid by the municipality where it stands,
    and given back by the scheme where the rule set says so. The planner's own pair costs are the
    koppelgemeente's, or ``open`` while there is none. Doorberekening (indicative, after cap, only
    what the case gives as fact) moves money from municipality to COA. Normbedrag, vergoeding and
    doorberekening are transfers: each sums to zero.

    Parameters
    ----------
    case : Case
        The case of the plan.
    plan : Plan
        The plan.

    Returns
    -------
    DataFrame
        A row per betaler (coa, regeling, gemeente, open), gemeentecode ("" for the others) and
        post, with gemeente and whole cents: plan_cent, coa_cent (everyone stays in COA or in the
        location where they already are), verschil_cent (plan - coa; negative is saved). Over the
        same days as the goals: reception and nights run on to eindweken past the horizon, the
        doorberekening through the horizon. Without transfers plan_cent adds up to the goals'
        kosten, but for rounding each household's nights and each transition to whole cents.
    """
    instantie = build_instantie(case)
    stay = _everyone_stays(case)
    opened = plan.locaties.loc[plan.locaties["geopend"].astype(bool), "locatie"]
    with_plan = _bedragen(instantie, plan.plaatsingen, set(opened), plan.doorberekening)
    without = _bedragen(instantie, stay, set(), doorberekening(case, stay))
    for code in case.gemeenten["gemeentecode"]:
        with_plan["gemeente", str(code), "doorberekening"] += 0
    keys = sorted(
        {*with_plan, *without}, key=lambda key: (_ORDER.index(key[0]), key[1], _POSTEN.index(key[2]))
    )
    names = dict(zip(plan.locaties["gemeentecode"], plan.locaties["gemeente"], strict=True))
    names |= dict(zip(case.gemeenten["gemeentecode"], case.gemeenten["gemeente"], strict=True))
    rows = [
        (payer, code, names.get(code, code), post, with_plan[payer, code, post], without[payer, code, post])
        for payer, code, post in keys
    ]
    columns = ["betaler", "gemeentecode", "gemeente", "post", "plan_cent", "coa_cent"]
    table = pd.DataFrame(rows, columns=columns)
    table["verschil_cent"] = table["plan_cent"] - table["coa_cent"]
    return table.astype(dict.fromkeys(columns[:4], "str") | dict.fromkeys(_AMOUNTS, "int64"))


def netto(table: pd.DataFrame) -> pd.DataFrame:
    """Return the net amounts of each payer, and of all together.

    Parameters
    ----------
    table : DataFrame
        As :func:`betalers` gives it.

    Returns
    -------
    DataFrame
        A row per betaler and gemeentecode, in the same order, and a last one with betaler
        ``"totaal"``: gemeente, plan_cent, coa_cent, verschil_cent. The total is what is really
        spent: transfers cancel in it.
    """
    keys = ["betaler", "gemeentecode", "gemeente"]
    sums = table.groupby(keys, sort=False)[_AMOUNTS].sum().reset_index()
    total = pd.DataFrame([["totaal", "", "", *table[_AMOUNTS].sum()]], columns=[*keys, *_AMOUNTS])
    return pd.concat([sums, total], ignore_index=True).astype(dict.fromkeys(_AMOUNTS, "int64"))


def _everyone_stays(case: Case) -> pd.DataFrame:
    """Return placements without a single move; koppelingen are those of the case."""
    people = case.huishoudens.sort_values("huishouden", ignore_index=True)
    resident = people["in_locatie"] != ""
    return pd.DataFrame(
        {
            "huishouden": people["huishouden"],
            "personen": people["personen"],
            "koppelgemeente": people["koppelgemeente"],
            "koppeldatum": people["koppeldatum"],
            "vorm": pd.Series("coa", index=people.index).mask(resident, "doorstroomlocatie"),
            "locatie": people["in_locatie"],
            "vertrek_coa": people["sinds"],
            "in_locatie": people["sinds"],
            "uit_locatie": pd.Series(pd.NaT, index=people.index, dtype="datetime64[s]"),
            "deelname": "",
        }
    )


def _bedragen(
    instantie: Instantie, plaatsingen: pd.DataFrame, opened: set[str], ledger: pd.DataFrame
) -> Bedragen:
    """Return the cents per payer, municipality and post."""
    case = instantie.case
    people = case.huishoudens.set_index("huishouden", drop=False).loc[plaatsingen["huishouden"]]
    people = people.reset_index(drop=True)
    plaatsingen = plaatsingen.reset_index(drop=True)
    found: Bedragen = Counter()
    found["coa", "", "opvang"] += _reception(instantie, plaatsingen, people)
    _nights(instantie, plaatsingen, people, found)
    _transition(instantie, opened, found)
    _pairs(instantie, plaatsingen, people, found)
    charged = ledger[ledger["soort"] == DOORBEREKENING].groupby("gemeentecode")["bedrag_cent"].sum()
    for code, cents in charged.items():
        found["gemeente", str(code), "doorberekening"] += int(cents)
        found["coa", "", "doorberekening"] -= int(cents)
    return found


def _reception(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame) -> int:
    in_coa = (people["in_locatie"] == "").to_numpy()
    leaves = as_days(plaatsingen["vertrek_coa"])[in_coa]
    leaves = np.where(np.isnat(leaves), instantie.tijd.slot, leaves)
    return int(np.rint(wachten(instantie.case, people[in_coa], leaves).kosten * 100.0).sum())


def _nights(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame, found: Bedragen) -> None:
    tijd, scheme = instantie.tijd, instantie.case.beleid.doorstroomlocatie
    sites = {str(site["locatie"]): site for site in rijen(instantie.locaties.table)}
    inside = (plaatsingen["locatie"] != "").to_numpy(dtype=bool)
    via, enters = plaatsingen[inside], as_days(plaatsingen["in_locatie"])[inside]
    leaves = as_days(via["uit_locatie"])
    begin = np.maximum(enters, tijd.start)
    end = np.where(np.isnat(leaves), tijd.slot, leaves)
    paid = begin if scheme is None else np.minimum(end, _end_of_scheme(instantie.case, scheme, enters))
    first_paid = begin if scheme is None else np.maximum(begin, _begin_of_scheme(scheme))
    persons = people["personen"].to_numpy()[inside]
    nights, subsidised = (persons * _days(begin, end)).tolist(), (persons * _days(first_paid, paid)).tolist()
    stays = zip(cellen(via, "koppelgemeente", "locatie", "deelname"), nights, subsidised, strict=True)
    for ((code, name, deelname), number, in_scheme), times in Counter(stays).items():
        site = sites[name]
        rate = Fraction(repr(float(site["exploitatie_per_persoon_dag"]))) * 100
        found["gemeente", code, "verblijf"] += times * _rounded(number * rate)
        if scheme is not None and _takes_part(scheme, code, deelname, site):
            cents = times * in_scheme * scheme.normbedrag_cent_per_persoon_dag
            found["regeling", "", "normbedrag"] += cents
            found["gemeente", code, "normbedrag"] -= cents


def _begin_of_scheme(scheme: DoorstroomlocatieRegel) -> np.datetime64:
    return np.datetime64(scheme.geldig_vanaf or date.min, "D")


def _end_of_scheme(case: Case, scheme: DoorstroomlocatieRegel, enters: Dagen) -> Dagen:
    """Return the first day whose night is not paid: after the longest stay, or when the scheme lapses."""
    longest = enters + np.timedelta64(case.beleid.maximaal_verblijf_nachten, "D")
    lapses = np.datetime64(scheme.geldig_tot or date(9999, 12, 30), "D") + DAY
    return np.minimum(longest, lapses)


def _takes_part(scheme: DoorstroomlocatieRegel, code: str, deelname: str, site: Rij) -> bool:
    """Return whether the koppelgemeente takes part, or is to according to the plan."""
    agreed = code == site["gemeentecode"] or code in site["deelnemende_gemeenten"]
    return not scheme.alleen_deelnemers or agreed or deelname == AF_TE_SPREKEN


def _transition(instantie: Instantie, opened: set[str], found: Bedragen) -> None:
    rule = instantie.case.beleid.transitie
    table = instantie.locaties.table
    chosen = table[(table["status"] == "kandidaat") & table["locatie"].isin(opened)]
    for code, share in zip(chosen["gemeentecode"], chosen["transitie_aandeel"], strict=True):
        cents = _rounded(Fraction(float(share)) * 100)
        found["gemeente", str(code), "transitie"] += cents
        if rule is not None and rule.betaler == "regeling":
            found["regeling", "", "vergoeding_transitie"] += cents
            found["gemeente", str(code), "vergoeding_transitie"] -= cents


def _pairs(instantie: Instantie, plaatsingen: pd.DataFrame, people: pd.DataFrame, found: Bedragen) -> None:
    """Add the planner's own costs, per household as the goals count them."""
    if instantie.case.paren.empty:
        return
    _, own = fit(instantie, plaatsingen, people)
    at_site = paarkosten(instantie.case)
    moved = (plaatsingen["locatie"] != "") & (people["in_locatie"] == "")
    columns = (
        plaatsingen["koppelgemeente"].tolist(),
        plaatsingen["locatie"].tolist(),
        own.tolist(),
        people["personen"].tolist(),
        moved.tolist(),
    )
    for (code, site, euro, persons, entered), times in Counter(zip(*columns, strict=True)).items():
        extra = persons * at_site.get((site, code), 0.0) if entered else 0.0
        payer: Betaler = "gemeente" if code else "open"
        found[payer, code, "paren"] += times * _rounded(Fraction(euro + extra) * 100)


def _days(van: Dagen, tot: Dagen) -> NDArray[np.int64]:
    """Return the nights from `van` up to the day `tot`, at least 0."""
    return np.maximum((tot - van).astype("timedelta64[D]").astype(np.int64), 0)


def _rounded(cents: Fraction) -> int:
    """Return whole cents, halves up."""
    return int((2 * cents + 1) // 2)
