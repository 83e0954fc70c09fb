"""What a proposal counts, how it reads, and that a case takes it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from plaatsing import solve
from plaatsing.case import Case
from plaatsing.generator import generate_case
from plaatsing.geodata import bereik
from plaatsing.kandidaten import CAPACITEIT, kandidaten
from plaatsing.opgave import opgave

from .gebied import bestaand, casus, gemeente


def _with_rows(case: Case, rows: pd.DataFrame) -> Case:
    tables = dict(case.tabellen)
    given = [table for table in [tables.get("doorstroomlocaties")] if table is not None]
    tables["doorstroomlocaties"] = pd.concat([*given, rows.astype(object)], ignore_index=True)
    return Case.from_tables(case.instellingen, **tables)


def _served(case: Case) -> set[str]:
    pairs = bereik(
        case.doorstroomlocaties,
        case.gemeenten,
        limiet_km=case.instellingen.afstandslimiet_km,
        omrijfactor=case.instellingen.omrijfactor,
        afstanden=case.afstanden,
    )
    return set(pairs["gemeentecode"])


def _hosts(case: Case, n: int | None = None) -> list[str]:
    return list(kandidaten(case, n).rijen["gemeentecode"])


@pytest.fixture(scope="module")
def drenthe() -> Case:
    return generate_case("drenthe", huishoudens=60, locaties=0, gekoppeld=0.0)


def test_two_sites_cover_what_one_existing_location_leaves_of_drenthe(drenthe: Case) -> None:
    participants = ["GM0106", "GM1680", "GM1699", "GM1730"]
    case = _with_rows(drenthe, pd.DataFrame([bestaand("Assen", "GM0106", "|".join(participants), 90)]))
    proposal = kandidaten(case)
    assert len(proposal.rijen) == 2
    assert list(proposal.dekking["gemeenten"]) == [4, 9, 12]
    book = opgave(case).set_index("gemeentecode")
    left = (book["gecorrigeerd"] - book["al_gerealiseerd"]).clip(lower=0)
    assert proposal.dekking["personen"].iloc[0] == left[participants].sum()
    assert proposal.dekking["personen"].iloc[-1] == left.sum()
    assert proposal.dekking["aandeel_personen"].iloc[-1] == 1.0
    assert set(proposal.onbereikt["reden"]) == {"capaciteit"}


def test_the_rows_make_a_case_that_covers_drenthe_and_solves(drenthe: Case) -> None:
    proposal = kandidaten(drenthe, capaciteit=None)
    assert len(proposal.onbereikt) == 0
    case = _with_rows(drenthe, proposal.rijen)
    pd.testing.assert_frame_equal(case.doorstroomlocaties, proposal.rijen)
    assert _served(case) == set(drenthe.gemeenten["gemeentecode"])
    plan = solve(case)
    assert plan.status == "optimaal"
    assert set(plan.locaties["locatie"]) == set(proposal.rijen["locatie"])


def test_a_proposal_on_top_of_a_proposal_takes_other_names(drenthe: Case) -> None:
    first = kandidaten(drenthe).rijen
    again = kandidaten(_with_rows(drenthe, first)).rijen
    assert list(again["gemeentecode"]) == list(first["gemeentecode"])
    assert list(again["locatie"]) == [f"{name}-2" for name in first["locatie"]]
    _with_rows(_with_rows(drenthe, first), again)


def test_rows_stand_at_the_point_with_the_defaults_of_a_generated_case() -> None:
    (row,) = kandidaten(casus([gemeente("A", 3.0, 4.0)])).rijen.to_dict("records")
    assert (row["locatie"], row["status"]) == ("KAND-A", "kandidaat")
    assert (row["x_rd"], row["y_rd"]) == (103_000.0, 404_000.0)
    assert row["capaciteit_personen"] == CAPACITEIT == 100
    assert (row["transitiekosten"], row["exploitatie_per_persoon_dag"]) == (400_000.0, 40.0)


def test_costs_and_places_can_be_given() -> None:
    case = casus([gemeente("A", 0)])
    (row,) = kandidaten(
        case, capaciteit=7, transitiekosten=5.0, exploitatie_per_persoon_dag=6.0
    ).rijen.to_dict("records")
    assert row["capaciteit_personen"] == 7
    assert (row["transitiekosten"], row["exploitatie_per_persoon_dag"]) == (5.0, 6.0)


def test_places_follow_the_persons_to_whom_the_site_is_nearest() -> None:
    case = casus([gemeente("A", 0), gemeente("B", 8, opgave=20), gemeente("C", 16, opgave=50)])
    rows = kandidaten(case, 2, capaciteit=None).rijen.set_index("gemeentecode")
    assert rows["capaciteit_personen"].to_dict() == {"B": 30, "C": 50}


def test_a_site_that_houses_nobody_yet_has_a_place() -> None:
    rows = kandidaten(casus([gemeente("A", 0, opgave=0)]), capaciteit=None).rijen
    assert list(rows["capaciteit_personen"]) == [1]


def test_persons_count_up_to_the_last_half_year() -> None:
    """The second half-year adds 20 persons to each: half of 40, as both have equally many inhabitants."""
    case = casus([gemeente("A", 0), gemeente("B", 50, opgave=3)], horizon="2026-06-30")
    assert list(kandidaten(case).dekking["personen"]) == [0, 30, 53]


def test_a_site_serves_its_own_province_only() -> None:
    near = [gemeente("A", 0), gemeente("B", 1)]
    assert len(_hosts(casus(near))) == 1
    assert _hosts(casus([near[0], gemeente("B", 1, provinciecode="Q")])) == ["A", "B"]


def test_who_does_not_choose_the_form_is_neither_covered_nor_host() -> None:
    between = gemeente("B", 10, vormen="eigen|flex")
    case = casus([gemeente("A", 0), between, gemeente("C", 20)])
    assert _hosts(case) == ["A", "C"]
    assert kandidaten(case).dekking["gemeenten"].max() == 2
    assert _hosts(casus([gemeente("A", 0), gemeente("B", 10), gemeente("C", 20)])) == ["B"]


def test_an_area_in_which_nobody_chooses_the_form_needs_no_site() -> None:
    proposal = kandidaten(casus([gemeente("A", 0, vormen="eigen")]))
    assert len(proposal.rijen) == len(proposal.onbereikt) == 0
    assert proposal.dekking.to_numpy().tolist() == [[0, 0, 0, 1.0, 1.0]]


def test_participants_of_an_open_location_are_covered_however_far() -> None:
    towns = [gemeente("A", 0), gemeente("B", 50)]
    assert _hosts(casus(towns, [bestaand("L", "A", "A|B")])) == []
    assert _hosts(casus(towns, [bestaand("L", "A", "A")])) == ["B"]


@pytest.mark.parametrize(
    "dagen", [{"open_tot": "2025-06-30"}, {"open_vanaf": "2026-01-01"}, {"status": "kandidaat"}]
)
def test_a_location_that_is_not_there_in_the_plan_covers_nobody(dagen: dict[str, Any]) -> None:
    towns = [gemeente("A", 0), gemeente("B", 50)]
    assert _hosts(casus(towns, [bestaand("L", "A", "A", **dagen)])) == ["A", "B"]


def test_the_planners_own_distances_count() -> None:
    towns = [gemeente("A", 0, opgave=20), gemeente("B", 5)]
    longer = [{"van": "A", "naar": "B", "km": 40}]
    assert _hosts(casus(towns)) == ["A"]
    assert _hosts(casus(towns, afstanden=longer)) == ["A", "B"]


def test_persons_already_housed_do_not_pull_a_site() -> None:
    far = gemeente(
        "B", 50, opgave=30, achterstand=0, realisatie=25, realisatie_overig=0, stand_per="2025-07-01"
    )
    here = gemeente(
        "A", 0, opgave=20, achterstand=0, realisatie=0, realisatie_overig=0, stand_per="2025-07-01"
    )
    proposal = kandidaten(casus([here, far]), 1)
    assert list(proposal.rijen["gemeentecode"]) == ["A"]
    assert list(proposal.dekking["personen"]) == [0, 20]
    (left,) = proposal.onbereikt.to_dict("records")
    assert (left["gemeentecode"], left["reden"]) == ("B", "afstand")
    assert (left["personen"], left["opgave"], left["plaatsen"], left["km_dichtstbij"]) == (5, 5, 0, 50.0)


def test_ahead_of_the_task_counts_as_zero() -> None:
    ahead = gemeente(
        "A", 0, opgave=5, achterstand=0, realisatie=9, realisatie_overig=0, stand_per="2025-07-01"
    )
    assert list(kandidaten(casus([ahead])).dekking["personen"]) == [0, 0]


def test_full_sites_are_explained_by_all_who_share_them() -> None:
    """A and B share L: 30 persons for 12 places, and A stands nearest."""
    towns = [gemeente("A", 0), gemeente("B", 5, opgave=20), gemeente("C", 90)]
    left = kandidaten(casus(towns, [bestaand("L", "A", "A|B", 12)]), capaciteit=10).onbereikt
    rows = {row["gemeentecode"]: row for row in left.to_dict("records")}
    assert {code: row["personen"] for code, row in rows.items()} == {"B": 18}
    assert (rows["B"]["personen_binnen_bereik"], rows["B"]["plaatsen"]) == (30, 12)
    assert rows["B"]["reden"] == "capaciteit"


def test_places_in_use_at_the_start_are_not_free() -> None:
    resident = {
        "huishouden": "H1",
        "personen": 4,
        "vergunningdatum": "2025-03-01",
        "koppelgemeente": "A",
        "koppeldatum": "2025-03-10",
        "in_locatie": "L",
        "sinds": "2025-06-01",
    }
    case = casus([gemeente("A", 0)], [bestaand("L", "A", "A", 12)], huishoudens=[resident])
    (left,) = kandidaten(case).onbereikt.to_dict("records")
    assert (left["personen"], left["plaatsen"]) == (2, 8)


def test_without_any_location_the_nearest_is_unknown() -> None:
    """An own distance of A to itself beyond the limit leaves A out of reach of its own site."""
    case = casus([gemeente("A", 0)], afstanden=[{"van": "A", "naar": "A", "km": 99}])
    (left,) = kandidaten(case).onbereikt.to_dict("records")
    assert left["reden"] == "afstand"
    assert math.isnan(left["km_dichtstbij"])


@pytest.mark.parametrize("n", [0, -1, 4, True, 1.5, "2"])
def test_a_wrong_number_is_named(n: Any) -> None:
    case = casus([gemeente("A", 0), gemeente("B", 50), gemeente("C", 99)])
    with pytest.raises(ValueError, match=r"^n: .* gevonden, verwacht een geheel getal van 1 tot en met 3"):
        kandidaten(case, n)


def test_a_number_where_nobody_chooses_the_form_is_refused() -> None:
    with pytest.raises(ValueError, match="geen gemeente in deze casus kiest de vorm doorstroomlocatie"):
        kandidaten(casus([gemeente("A", 0, vormen="eigen")]), 1)


def test_all_wrong_amounts_are_named_at_once() -> None:
    with pytest.raises(ValueError, match=r"capaciteit: 0 .*transitiekosten: -1 .*exploitatie.*nan") as caught:
        kandidaten(
            casus([gemeente("A", 0)]),
            capaciteit=0,
            transitiekosten=-1,
            exploitatie_per_persoon_dag=float("nan"),
        )
    assert "verwacht een bedrag in euro van 0 of meer" in str(caught.value)


def test_without_a_half_year_there_is_no_task() -> None:
    with pytest.raises(ValueError, match="er eindigt geen halfjaar voor de horizon"):
        kandidaten(casus([gemeente("A", 0)], horizon="2025-10-31"))
