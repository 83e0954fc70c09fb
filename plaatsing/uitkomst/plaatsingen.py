"""The central table of a plan: where every household goes, and when."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.instantie import Instantie
from plaatsing.instantie.klassen import voorstel_datum
from plaatsing.instantie.rijen import cellen
from plaatsing.instantie.tijd import DAY, Dagen, as_days
from plaatsing.models import Outcome, Row
from plaatsing.termijnen_reeks import dagen_over_termijn_reeks
from plaatsing.uitkomst.redenen import redenen
from plaatsing.uitkomst.uitgifte import uitgifte

AF_TE_SPREKEN = "deelname nog af te spreken"
AFGESPROKEN = "afgesproken"

NAT = np.datetime64("NaT", "D")

COLUMNS = [
    "huishouden",
    "personen",
    "koppelgemeente",
    "gemeente",
    "voorstel",
    "koppeldatum",
    "coa_locatie",
    "vorm",
    "aanbod",
    "locatie",
    "vertrek_coa",
    "in_locatie",
    "uit_locatie",
    "einddatum_verblijf",
    "weken_in_coa",
    "weken_over_termijn",
    "start_inburgering",
    "deelname",
    "reden",
    "vastgezet",
    "rekenhuishouden",
]
TEXT = [
    "huishouden",
    "koppelgemeente",
    "gemeente",
    "coa_locatie",
    "vorm",
    "aanbod",
    "locatie",
    "deelname",
    "reden",
    "vastgezet",
]
DATES = [
    "koppeldatum",
    "vertrek_coa",
    "in_locatie",
    "uit_locatie",
    "einddatum_verblijf",
    "start_inburgering",
]

Rows = NDArray[np.int64]


def plaatsingen(instantie: Instantie, outcome: Outcome) -> pd.DataFrame:
    """Name the households on the chosen trajects.

    Within a class, which the model cannot tell apart, who waits longest leaves first, then by pseudonym.

    Returns
    -------
    DataFrame
        A row per household, sorted by pseudonym; columns as in `plaatsing.uitvoer.tabel_huishoudens`.
    """
    table = instantie.case.huishoudens.sort_values("huishouden", kind="stable")
    chosen = _by_household(instantie, outcome)
    rows = np.array([chosen[index] for index in table.index], dtype=np.int64).reshape(len(table), 6)
    columns = {
        "huishouden": table["huishouden"].to_numpy(dtype=object),
        "personen": table["personen"].to_numpy(dtype=np.int64),
        **_link(instantie, table, rows),
        "coa_locatie": table["coa_locatie"].to_numpy(dtype=object),
        **_moves(instantie, table, rows),
        "reden": redenen(instantie, table["huishouden"], rows, opened(instantie, outcome)),
        "vastgezet": [instantie.case.besluiten.tekst(name) for name in table["huishouden"]],
        "rekenhuishouden": table["rekenhuishouden"].to_numpy(dtype=bool),
    }
    frame = pd.DataFrame({name: columns[name] for name in COLUMNS})
    return frame.astype(dict.fromkeys(TEXT, "str") | dict.fromkeys(DATES, "datetime64[s]"))


def opened(instantie: Instantie, outcome: Outcome) -> NDArray[np.bool_]:
    """Say which locations are open: the existing ones and the candidates that the plan opens."""
    sites = instantie.locaties.sites
    chosen = [outcome.opened.get(site, 0) > 0 for site in range(len(sites.names))]
    return np.asarray(~sites.candidate | np.array(chosen, dtype=bool))


def _link(instantie: Instantie, table: pd.DataFrame, rows: Rows) -> dict[str, object]:
    """Return the koppeling, given by the case or proposed by the plan."""
    codes = np.append(instantie.case.gemeenten["gemeentecode"].to_numpy(dtype=object), "")
    names = np.append(instantie.case.gemeenten["gemeente"].to_numpy(dtype=object), "")
    number = {str(code): index for index, code in enumerate(codes)}
    given = (table["koppelgemeente"] != "").to_numpy(dtype=bool)
    known = np.array([number[code] for code in table["koppelgemeente"]], dtype=np.int64)
    linked_to = np.where(given, known, rows[:, 1])
    proposal = ~given & (linked_to >= 0)
    proposed = np.where(proposal, voorstel_datum(table, instantie.tijd), NAT)
    return {
        "koppelgemeente": codes[linked_to],
        "gemeente": names[linked_to],
        "voorstel": proposal,
        "koppeldatum": np.where(given, as_days(table["koppeldatum"]), proposed),
        "deelname": _participation(instantie, np.where(rows[:, 3] < 0, -2, rows[:, 2]), linked_to),
    }


def _moves(instantie: Instantie, table: pd.DataFrame, rows: Rows) -> dict[str, object]:
    """Return where each household goes and when; a move is on the last day of its period."""
    _, _, site, leave, exits, pool = rows.T
    tijd, sites = instantie.tijd, instantie.locaties.table
    n_periods = len(tijd.ends)
    day = np.append(tijd.ends, NAT)
    resident, at_site = leave < 0, site >= 0
    leaves_coa = np.where(resident, as_days(table["sinds"]), day[np.where(resident, n_periods, leave)])
    enters = np.where(at_site, leaves_coa, NAT)
    moves_on = np.where(at_site & (pool >= 0), day[np.where(at_site, exits, n_periods)], NAT)
    permit = as_days(table["vergunningdatum"])
    until = np.where(np.isnat(leaves_coa), tijd.horizon, leaves_coa)
    courses = np.append(sites["inburgering"].to_numpy(dtype=bool), True)[site]
    forms = [key.vorm for key in instantie.voorraad.keys]
    return {
        "vorm": [_form(forms, s, p) for s, p in zip(site.tolist(), pool.tolist(), strict=True)],
        "aanbod": uitgifte(instantie, table, np.where(at_site, exits, leave), pool),
        "locatie": np.append(sites["locatie"].to_numpy(dtype=object), "")[site],
        "vertrek_coa": leaves_coa,
        "in_locatie": enters,
        "uit_locatie": moves_on,
        "einddatum_verblijf": _last_night(instantie, site, enters),
        "weken_in_coa": np.maximum((until - permit).astype(np.int64), 0) / 7.0,
        "weken_over_termijn": dagen_over_termijn_reeks(permit, until, instantie.case.beleid) / 7.0,
        "start_inburgering": np.where(at_site & ~courses, moves_on, leaves_coa),
    }


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


def _last_night(instantie: Instantie, site: np.ndarray, enters: Dagen) -> Dagen:
    closes = np.append(as_days(instantie.locaties.table["open_tot"]), np.datetime64("NaT", "D"))[site]
    longest = enters + np.timedelta64(instantie.case.beleid.maximaal_verblijf_nachten, "D") - DAY
    return np.where(np.isnat(enters), enters, np.fmin(longest, closes))


def _participation(instantie: Instantie, site: np.ndarray, gemeente: np.ndarray) -> list[str]:
    """Say whether each municipality takes part; of who lives in a location (-2) it does."""
    pairs = instantie.locaties.bereik
    sites, codes = instantie.locaties.sites.names, instantie.model.gemeenten
    known = {
        (name, code): AFGESPROKEN if taking_part == AFGESPROKEN else AF_TE_SPREKEN
        for name, code, taking_part in cellen(pairs, "locatie", "gemeentecode", "deelname")
    }
    return [
        known.get((sites[s], codes[g]), AFGESPROKEN) if s >= 0 else AFGESPROKEN * (s == -2)
        for s, g in zip(site.tolist(), gemeente.tolist(), strict=True)
    ]
