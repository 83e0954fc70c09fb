"""The central table of a plan: where every household goes, and when."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from plaatsing.instantie import Instantie
from plaatsing.instantie.klassen import voorstel_datum
from plaatsing.instantie.tijd import DAY, Dagen, as_days
from plaatsing.models import Outcome
from plaatsing.termijnen_reeks import dagen_over_termijn_reeks

AF_TE_SPREKEN = "deelname nog af te spreken"
AFGESPROKEN = "afgesproken"

Row = tuple[int, int, int, int, int, int]


def plaatsingen(instantie: Instantie, outcome: Outcome) -> pd.DataFrame:
    """Name the households on the chosen trajects.

    Within a class, which the model cannot tell apart, who waits longest leaves first, then by pseudonym.

    Returns
    -------
    DataFrame
        A row per household, sorted by pseudonym; columns as in `plaatsing.uitvoer.tabel_huishoudens`.
    """
    chosen = _by_household(instantie, outcome)
    table = instantie.case.huishoudens.sort_values("huishouden", kind="stable")
    rows = np.array([chosen[index] for index in table.index], dtype=np.int64).reshape(len(table), 6)
    _, gemeente, site, leave, exits, pool = rows.T
    tijd, n_periods = instantie.tijd, len(instantie.tijd.ends)
    resident = leave < 0
    nat = np.datetime64("NaT", "D")
    day = np.append(tijd.ends, nat)

    given = (table["koppelgemeente"] != "").to_numpy()
    codes = np.append(instantie.case.gemeenten["gemeentecode"].to_numpy(dtype=object), "")
    names = np.append(instantie.case.gemeenten["gemeente"].to_numpy(dtype=object), "")
    linked_to = np.where(given, table["koppelgemeente"].map(_index(codes)).to_numpy(dtype=float), gemeente)
    linked_to = np.nan_to_num(linked_to, nan=-1).astype(np.int64)
    proposal = ~given & (gemeente >= 0)
    link_day = np.where(
        given, as_days(table["koppeldatum"]), np.where(proposal, voorstel_datum(table, tijd), nat)
    )

    since = as_days(table["sinds"])
    leaves_coa = np.where(resident, since, day[np.where(resident, n_periods, leave)])
    at_site = site >= 0
    enters = np.where(at_site, leaves_coa, nat)
    moves_on = np.where(at_site & (pool >= 0), day[np.where(at_site, exits, n_periods)], nat)
    permit = as_days(table["vergunningdatum"])
    until = np.where(np.isnat(leaves_coa), tijd.horizon, leaves_coa)
    supply = _handed_out(instantie, table, np.where(at_site, exits, leave), pool)
    forms = [key.vorm for key in instantie.voorraad.keys]
    sites = instantie.locaties.table
    inside = np.append(sites["inburgering"].to_numpy(dtype=bool), True)[site]
    begins = np.where(at_site & ~inside, moves_on, leaves_coa)
    site_names = np.append(sites["locatie"].to_numpy(dtype=object), "")
    frame = pd.DataFrame(
        {
            "huishouden": table["huishouden"].to_numpy(dtype=object),
            "personen": table["personen"].to_numpy(dtype=np.int64),
            "koppelgemeente": codes[linked_to],
            "gemeente": names[linked_to],
            "voorstel": proposal,
            "koppeldatum": link_day.astype("datetime64[s]"),
            "coa_locatie": table["coa_locatie"].to_numpy(dtype=object),
            "vorm": [_form(forms, s, p) for s, p in zip(site, pool, strict=True)],
            "aanbod": supply,
            "locatie": site_names[site],
            "vertrek_coa": leaves_coa.astype("datetime64[s]"),
            "in_locatie": enters.astype("datetime64[s]"),
            "uit_locatie": moves_on.astype("datetime64[s]"),
            "einddatum_verblijf": _last_night(instantie, site, enters).astype("datetime64[s]"),
            "weken_in_coa": np.maximum((until - permit).astype(np.int64), 0) / 7.0,
            "weken_over_termijn": dagen_over_termijn_reeks(permit, until, instantie.case.beleid) / 7.0,
            "start_inburgering": begins.astype("datetime64[s]"),
            "deelname": _participation(instantie, site, linked_to),
            "reden": _reasons(instantie, rows),
            "rekenhuishouden": table["rekenhuishouden"].to_numpy(dtype=bool),
        }
    )
    text = [
        "huishouden",
        "koppelgemeente",
        "gemeente",
        "coa_locatie",
        "vorm",
        "aanbod",
        "locatie",
        "deelname",
    ]
    return frame.astype(dict.fromkeys([*text, "reden"], "str"))


def _index(values: np.ndarray) -> dict[str, int]:
    return {str(value): index for index, value in enumerate(values)}


def _by_household(instantie: Instantie, outcome: Outcome) -> dict[int, Row]:
    per_class: dict[int, list[Row]] = defaultdict(list)
    for row, count in zip(outcome.trajects.rows(), outcome.count.tolist(), strict=True):
        per_class[row[0]] += [row] * count
    chosen: dict[int, Row] = {}
    for klasse, members in enumerate(instantie.klassen.members):
        ordered = sorted(per_class[klasse], key=lambda row: (row[3], row[4], row[1:]))
        chosen.update(zip(members, ordered, strict=True))
    return chosen


def _form(forms: list[str], site: int, pool: int) -> str:
    if pool >= 0:
        return forms[pool]
    if site >= 0:
        return "doorstroomlocatie"
    return "coa"


def _handed_out(instantie: Instantie, table: pd.DataFrame, moment: np.ndarray, pool: np.ndarray) -> list[str]:
    """Name the row of supply behind each move: what came free first goes first."""
    supply = [""] * len(table)
    persons = table["personen"].to_numpy()
    for number, rows in enumerate(instantie.voorraad.rows):
        movers = sorted(np.flatnonzero(pool == number).tolist(), key=lambda i: (moment[i], i))
        in_persons = instantie.voorraad.keys[number].eenheid == "persoon"
        left = rows["aantal"].tolist()
        names = rows["aanbod"].tolist()
        at = 0
        for mover in movers:
            need = int(persons[mover]) if in_persons else 1
            while left[at] <= 0:
                at += 1
            supply[mover] = names[at]
            left[at] -= need
            # A household may draw on several forecasts of persons; it is named after the first.
            while left[at] < 0 and at + 1 < len(left):
                left[at + 1] += left[at]
                left[at] = 0
                at += 1
    return supply


def _last_night(instantie: Instantie, site: np.ndarray, enters: Dagen) -> Dagen:
    closes = np.append(as_days(instantie.locaties.table["open_tot"]), np.datetime64("NaT", "D"))[site]
    longest = enters + np.timedelta64(instantie.case.beleid.maximaal_verblijf_nachten, "D") - DAY
    return np.where(np.isnat(enters), enters, np.fmin(longest, closes))


def _participation(instantie: Instantie, site: np.ndarray, gemeente: np.ndarray) -> list[str]:
    pairs = instantie.locaties.bereik
    sites, codes = instantie.locaties.sites.names, instantie.model.gemeenten
    known = {
        (row.locatie, row.gemeentecode): AFGESPROKEN if row.deelname == AFGESPROKEN else AF_TE_SPREKEN
        for row in pairs.itertuples(index=False)
    }
    return [
        known.get((sites[s], codes[g]), AFGESPROKEN) if s >= 0 else ""
        for s, g in zip(site.tolist(), gemeente.tolist(), strict=True)
    ]


def _reasons(instantie: Instantie, rows: np.ndarray) -> list[str]:
    """Say in a code why each household is where it is at the end of the plan."""
    model = instantie.model
    n_periods = model.n_periods
    pools = model.pools
    has_site = np.zeros(len(model.gemeenten), dtype=bool)
    has_site[model.reach.gemeente] = True
    membership = model.offers.membership(len(model.gemeenten))
    memory: dict[int, str] = {}
    reasons = []
    for klasse, _, site, leave, _, pool in rows.tolist():
        if leave < 0:
            reasons.append("doorgestroomd" if pool >= 0 else "verblijft_in_locatie")
        elif site >= 0:
            reasons.append("via_locatie" if pool >= 0 else "in_locatie")
        elif pool >= 0:
            reasons.append("woning")
        else:
            if klasse not in memory:
                entries = slice(int(model.classes.start[klasse]), int(model.classes.start[klasse + 1]))
                open_to = membership[model.classes.offer[entries]].any(axis=0)
                when = np.isfinite(model.classes.exit_cost[klasse, :n_periods])
                fits = model.needs.fits[model.classes.need[klasse]] & (pools.supply.cumsum(axis=1) > 0)
                home = bool((fits[open_to[pools.gemeente]] & when[None, :]).any())
                memory[klasse] = _why_waiting(
                    bool(when.any()), bool(open_to.any()), home, bool(has_site[open_to].any())
                )
            reasons.append(memory[klasse])
    return reasons


def _why_waiting(in_time: bool, linkable: bool, home: bool, site: bool) -> str:
    if not in_time:
        return "vergunning_te_laat_in_plan"
    if not linkable:
        return "harde_criteria_buiten_gebied"
    if not home and not site:
        return "geen_passende_woning"
    return "geen_ruimte"
