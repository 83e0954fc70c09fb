"""Doorstroomlocaties and their reach, as the model sees them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.bereik import case_bereik
from plaatsing.geodata import afstand_tabel
from plaatsing.geodata.bereik import AF_TE_SPREKEN
from plaatsing.instantie.rijen import cellen
from plaatsing.instantie.tijd import DAY, Dagen, Tijd, as_days
from plaatsing.instantie.voorraad import voorkeur
from plaatsing.models import Reach, Sites

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.instellingen import Doelen

Floats = NDArray[np.float64]

LEVENSDUUR_DAGEN = 1461
"""Days over which the transition of a location without end date is spread: four years (assumption)."""


@dataclass(frozen=True)
class Locaties:
    """The locations of a case.

    Attributes
    ----------
    table : DataFrame
        ``case.doorstroomlocaties`` sorted by locatie, with ``transitie_aandeel``: the euro of transition
        that fall within the plan.
    sites : Sites
        For the model.
    reach : Reach
        For the model.
    bereik : DataFrame
        Pairs of location and municipality with km and participation.
    gewoon : array of bool, shape (R,)
        Which reach pairs are for everybody; the others are for who a person locked to them.
    transitie : Floats, shape (L,)
        Euro of opening a candidate that fall within the plan.
    nachten : Floats, shape (L, T + 1)
        Euro per person of being there during a period.
    paren : tuple of Floats, shape (R,)
        Per reach pair: km, steps down the municipality's list of forms, the planner's own euro per person.
    """

    table: pd.DataFrame
    sites: Sites
    reach: Reach
    bereik: pd.DataFrame
    gewoon: NDArray[np.bool_]
    transitie: Floats
    nachten: Floats
    paren: tuple[Floats, Floats, Floats]

    def pair_cost(self, doelen: Doelen) -> Floats:
        """Return the cost per person of using each reach pair, by these weights."""
        return _pair_cost(self.paren, doelen)


def build_locaties(
    case: Case, tijd: Tijd, buiten_bereik: Collection[tuple[str, str]] = frozenset()
) -> Locaties:
    """Turn the table of locations into model sites and reach pairs.

    Parameters
    ----------
    case : Case
        The case.
    tijd : Tijd
        Its time.
    buiten_bereik : collection of (locatie, gemeentecode)
        Pairs to add though the location does not serve the municipality, or it does not choose the form.
    """
    table = case.doorstroomlocaties.sort_values("locatie", ignore_index=True)
    settings = case.instellingen
    candidate = (table["status"] == "kandidaat").to_numpy(dtype=bool)
    opens, closes = as_days(table["open_vanaf"]), as_days(table["open_tot"])
    share = transitie_aandeel(table, tijd)
    table = table.assign(transitie_aandeel=share)
    usable = _usable(opens, closes, tijd)
    names = table["locatie"].tolist()
    number = {name: index for index, name in enumerate(names)}
    parents = np.array([number.get(parent, -1) for parent in table["uitbreiding_van"]], dtype=np.int64)
    parents = np.where((parents >= 0) & candidate[parents], parents, -1) if len(parents) else parents
    rooms = table["kamers"].fillna(-1).to_numpy(dtype=np.int64)
    daily = table["exploitatie_per_persoon_dag"].to_numpy(dtype=float)
    transition = np.where(candidate, share, 0.0)
    nights = np.asarray(daily[:, None] * tijd.days[None, :], dtype=np.float64)
    sites = Sites(
        names=tuple(names),
        candidate=candidate,
        open_cost=settings.doelen.kosten * transition,
        transition_cost=np.where(candidate, table["transitiekosten"].to_numpy(dtype=float), 0.0),
        parent=parents,
        capacity=table["capaciteit_personen"].to_numpy(dtype=np.int64),
        rooms=rooms,
        minimum=table["min_bezetting"].to_numpy(dtype=np.int64),
        usable=usable,
        last_exit=_closed_to_new(
            case, names, _last_exit(usable, tijd, case.beleid.maximaal_verblijf_nachten)
        ),
        stay_cost=settings.doelen.kosten * nights,
        locked=_locked(case, names, candidate),
    )
    pairs = _pairs(case, table, buiten_bereik)
    reach, ordinary, parts = _reach(case, pairs, number)
    return Locaties(table, sites, reach, pairs, ordinary, transition, nights, parts)


def _locked(case: Case, names: list[str], candidate: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return what a person decided about each candidate: 1 open, 0 closed, -1 nothing."""
    decided = case.besluiten.locaties
    values = [int(decided[name]) if name in decided else -1 for name in names]
    return np.where(candidate, np.array(values, dtype=np.int64), -1)


def _closed_to_new(case: Case, names: list[str], last_exit: NDArray[np.int64]) -> NDArray[np.int64]:
    """Let nobody enter an existing location that a person closed; who lives there may stay."""
    decided = case.besluiten.locaties
    closed = np.array([not decided.get(name, True) for name in names], dtype=bool)
    status = dict(zip(case.doorstroomlocaties["locatie"], case.doorstroomlocaties["status"], strict=True))
    closed &= np.array([status[name] == "bestaand" for name in names], dtype=bool)
    return np.where(closed[:, None], np.arange(last_exit.shape[1])[None, :], last_exit)


def transitie_aandeel(table: pd.DataFrame, tijd: Tijd) -> NDArray[np.float64]:
    """Return the euro of transition that fall within the plan: by days open, of all days open."""
    opens, closes = as_days(table["open_vanaf"]), as_days(table["open_tot"])
    begin = np.where(np.isnat(opens), tijd.start, opens)
    end = np.where(np.isnat(closes), begin + np.timedelta64(LEVENSDUUR_DAGEN - 1, "D"), closes)
    life = np.maximum((end - begin).astype(np.int64) + 1, 1)
    first, last = np.maximum(begin, tijd.start), np.minimum(end, tijd.horizon)
    within = np.maximum((last - first).astype(np.int64) + 1, 0)
    return np.asarray(table["transitiekosten"].to_numpy(dtype=float) * within / life)


def _usable(opens: Dagen, closes: Dagen, tijd: Tijd) -> NDArray[np.bool_]:
    """Return in which periods all nights can be spent; the last one is the night of the horizon."""
    begin = np.append(tijd.start, tijd.ends)
    last_night = np.append(tijd.ends - DAY, tijd.horizon)
    from_day = np.where(np.isnat(opens), tijd.start, opens)
    to_day = np.where(np.isnat(closes), np.datetime64("9999-12-31", "D"), closes)
    return (begin[None, :] >= from_day[:, None]) & (last_night[None, :] <= to_day[:, None])


def _last_exit(usable: NDArray[np.bool_], tijd: Tijd, nights: int) -> NDArray[np.int64]:
    """Return the latest period of leaving per period of entering, by nights and closing date."""
    n_periods = len(tijd.ends)
    leave_day = np.append(tijd.ends, tijd.horizon + DAY)
    latest = np.searchsorted(leave_day, tijd.ends + np.timedelta64(nights, "D"), side="right") - 1
    result = np.empty((len(usable), n_periods), dtype=np.int64)
    for site, open_periods in enumerate(usable):
        closed = np.append(~open_periods, True)
        next_closed = np.array(
            [enter + 1 + int(np.argmax(closed[enter + 1 :])) for enter in range(n_periods)]
        )
        result[site] = np.minimum(latest, next_closed - 1)
    return result


def _pairs(case: Case, table: pd.DataFrame, extra: Collection[tuple[str, str]]) -> pd.DataFrame:
    pairs = case_bereik(case, table)
    chooses = {
        code: "doorstroomlocatie" in forms
        for code, forms in zip(case.gemeenten["gemeentecode"], case.gemeenten["vormen"], strict=True)
    }
    pairs = pairs.assign(kiest=pairs["gemeentecode"].map(chooses).astype(bool), gewoon=True)
    pairs["gewoon"] = pairs["kiest"]
    served = set(cellen(pairs, "locatie", "gemeentecode"))
    added = [(site, code) for site, code in sorted(extra) if (site, code) not in served]
    asked = [key in extra for key in cellen(pairs, "locatie", "gemeentecode")]
    pairs["kiest"] |= np.array(asked, dtype=bool)
    return _with(case, table, pairs, added) if added else pairs


def _with(case: Case, table: pd.DataFrame, pairs: pd.DataFrame, added: list[tuple[str, str]]) -> pd.DataFrame:
    """Return the pairs with others added to them, as municipalities still to agree."""
    settings = case.instellingen
    km = afstand_tabel(
        table, case.gemeenten, omrijfactor=settings.omrijfactor, afstanden=case.afstanden
    ).to_numpy(dtype=float)
    site = {name: row for row, name in enumerate(table["locatie"])}
    place = {code: column for column, code in enumerate(case.gemeenten["gemeentecode"])}
    more = pd.DataFrame(
        {
            "locatie": [name for name, _ in added],
            "gemeentecode": [code for _, code in added],
            "km": [float(km[site[name], place[code]]) for name, code in added],
            "deelname": AF_TE_SPREKEN,
            "boven_limiet": False,
            "kiest": True,
            "gewoon": False,
        }
    )
    return pd.concat([pairs, more], ignore_index=True)


def _reach(
    case: Case, pairs: pd.DataFrame, number: dict[str, int]
) -> tuple[Reach, NDArray[np.bool_], tuple[Floats, Floats, Floats]]:
    """Keep the pairs of municipalities that choose the form doorstroomlocatie, with cost per person.

    Pairs that a person asked for are kept too, and told apart.
    """
    codes = {code: index for index, code in enumerate(case.gemeenten["gemeentecode"])}
    forms = dict(zip(case.gemeenten["gemeentecode"], case.gemeenten["vormen"], strict=True))
    own_cost = paarkosten(case)
    used = pairs[pairs["kiest"]]
    used = used.assign(
        site=used["locatie"].map(number).astype("int64"),
        gemeente=used["gemeentecode"].map(codes).astype("int64"),
    ).sort_values(["gemeente", "site"])
    keys = list(cellen(used, "locatie", "gemeentecode"))
    steps = [voorkeur(forms[code], "doorstroomlocatie") for _, code in keys]
    own = [own_cost.get(key, 0.0) for key in keys]
    parts = (used["km"].to_numpy(dtype=float), np.array(steps, dtype=float), np.array(own, dtype=float))
    reach = Reach(
        site=used["site"].to_numpy(dtype=np.int64),
        gemeente=used["gemeente"].to_numpy(dtype=np.int64),
        cost=_pair_cost(parts, case.instellingen.doelen),
    )
    return reach, used["gewoon"].to_numpy(dtype=bool), parts


def _pair_cost(parts: tuple[Floats, Floats, Floats], doelen: Doelen) -> Floats:
    km, steps, own = parts
    return doelen.afstand * km + doelen.vormvoorkeur * steps + doelen.kosten * own


def paarkosten(case: Case) -> dict[tuple[str, str], float]:
    """Return the planner's own euro per person by (locatie, gemeentecode).

    A row for the municipality and a row for its region add up.
    """
    rows = case.paren[(case.paren["locatie"] != "") & case.paren["kosten_euro_per_persoon"].notna()]
    rows = rows.sort_values(["locatie", "gemeentecode", "arbeidsmarktregio"])
    regions = case.gemeenten.groupby("arbeidsmarktregiocode")["gemeentecode"].agg(list).to_dict()
    found: dict[tuple[str, str], float] = {}
    columns = ("locatie", "gemeentecode", "arbeidsmarktregio", "kosten_euro_per_persoon")
    for site, code, region, euro in cellen(rows, *columns):
        for target in [code] if code else regions.get(region, []):
            found[site, target] = found.get((site, target), 0.0) + euro
    return found
