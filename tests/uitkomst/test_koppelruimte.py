"""Who waits for room to be linked alone is told so, and the verification finds the same by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from plaatsing import Case, Plan, solve
from plaatsing.taal import speak
from plaatsing.uitvoer.woorden import in_words
from plaatsing.verify import verify
from tests.uitkomst.hulp import Rij, huishouden, locatie, maak_case, woning

VRIJ: Rij = {"koppelgemeente": "", "koppeldatum": None, "personen": 2}
EERDER: Rij = {"vergunningdatum": "2025-01-01", "koppeldatum": "2025-01-01", "personen": 2}


def _plan(
    room: tuple[int, int] = (0, 0),
    homes: list[Rij] | None = None,
    sites: list[Rij] | None = None,
    limits: list[Rij] | None = None,
    accessible: str = "nee",
    **household: Any,
) -> tuple[Case, Plan]:
    """H0 is linked to A and takes the first home of A; H1 may be linked to A or B."""
    case = maak_case(
        [
            huishouden("H0", **EERDER, toegankelijk=accessible),
            huishouden("H1", **(VRIJ | household), toegankelijk=accessible),
        ],
        [woning("W0", toegankelijk=accessible), *([woning("W1")] if homes is None else homes)],
        sites,
        gemeenten={"A": {"koppelruimte": room[0]}, "B": {"koppelruimte": room[1]}},
        straffen={"koppelruimte": 1_000_000},
    )
    if limits:
        names = case.vastgezet.columns
        locks = pd.DataFrame([dict.fromkeys(names, "") | limit for limit in limits], columns=names)
        case = replace(case, vastgezet=locks.astype("str"))
    return case, solve(case, gap=0.0)


def _reason(case: Case, plan: Plan) -> str:
    assert verify(case, plan).bevindingen == ()
    return str(plan.plaatsingen.set_index("huishouden").loc["H1", "reden"])


def _forecast(aantal: int, **cells: Any) -> list[Rij]:
    return [woning("P1", eenheid="persoon", vorm="flex", aantal=aantal, **cells)]


OP: list[tuple[str, dict[str, Any]]] = [
    ("a home is left", {}),
    ("a home is left where there is one person's room", {"room": (1, 1)}),
    ("a home comes free at the end", {"homes": [woning("W1", beschikbaar_vanaf="2025-12-31")]}),
    ("a forecast in persons is left", {"homes": _forecast(2)}),
    ("places are left", {"homes": [], "sites": [locatie("L", capaciteit_personen=2, kamers=1)]}),
]
RUIMTE: list[tuple[str, dict[str, Any]]] = [
    ("nothing is left", {"homes": []}),
    ("the other municipality has room", {"room": (0, 2), "homes": [woning("W1")]}),
    ("one person's place of the forecast is left", {"homes": _forecast(1)}),
    ("what is left is too small", {"homes": [woning("W1", max_personen=1)]}),
    (
        "what is left goes before the permit",
        # It comes free later than the other, so that the household linked before has no use for it.
        {
            "homes": [woning("W1", beschikbaar_vanaf="2025-08-05", tot="2025-09-01")],
            "vergunningdatum": "2025-09-15",
        },
    ),
    ("what is left is not accessible", {"accessible": "ja"}),
    ("one place is left", {"homes": [], "sites": [locatie("L", capaciteit_personen=1)]}),
    ("no bedroom is left", {"homes": [], "sites": [locatie("L", kamers=0)]}),
    ("the location closes", {"homes": [], "sites": [locatie("L", open_tot="2025-12-30")]}),
]


@pytest.mark.parametrize(("_what", "given"), OP, ids=[what for what, _given in OP])
def test_room_for_links_alone_is_the_reason(_what: str, given: dict[str, Any]) -> None:
    case, plan = _plan(**given)
    assert _reason(case, plan) == "koppelruimte_op"
    note = plan.tekorten.loc[plan.tekorten["soort"] == "in_coa", "toelichting"].item()
    assert note.startswith("te weinig koppelruimte")
    assert in_words("reden", "koppelruimte_op") == note
    with speak("en"):
        assert in_words("toelichting", note).startswith("too little room for links")


@pytest.mark.parametrize(("_what", "given"), RUIMTE, ids=[what for what, _given in RUIMTE])
def test_where_more_is_in_the_way_the_reason_stays_general(_what: str, given: dict[str, Any]) -> None:
    case, plan = _plan(**given)
    assert _reason(case, plan) == "geen_ruimte"


def test_a_limit_that_a_person_set_may_be_what_keeps_it_waiting() -> None:
    limit = {"soort": "gemeente", "sleutel": "A", "veld": "koppelen", "keuze": "maximum", "waarde": "0"}
    case, plan = _plan(limits=[limit])
    assert _reason(case, plan) == "geen_ruimte"


@pytest.mark.parametrize("room", [(0, 0), (0, 2)])
def test_the_other_reason_is_found_out(room: tuple[int, int]) -> None:
    case, plan = _plan(room)
    other = {"koppelruimte_op": "geen_ruimte", "geen_ruimte": "koppelruimte_op"}[_reason(case, plan)]
    table = plan.plaatsingen.assign(reden=plan.plaatsingen["reden"].where(lambda c: c == "woning", other))
    wrong = verify(case, replace(plan, plaatsingen=table)).bevindingen
    assert [(each.regel, each.onderwerp) for each in wrong if each.regel == "reden"] == [("reden", "H1")]
