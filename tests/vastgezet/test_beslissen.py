"""What a planner decides is what the plan does, worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from plaatsing import Case, Plan, read_case, solve
from plaatsing.schema.vastgezet import EERDER_PLAN
from plaatsing.taal import speak
from plaatsing.taal.zinnen import translate
from plaatsing.uitvoer.tabel_huishoudens import PLAATSINGEN
from plaatsing.vastgezet import achtergelaten, eerder_plan
from plaatsing.verify import verify

Rij = dict[str, Any]

GEMEENTEN = pd.DataFrame(
    {
        "gemeentecode": ["GA", "GB", "GC"],
        "provinciecode": ["P1", "P1", "P2"],
        "inwoners": 1000,
        "x_rd": [0, 10_000, 90_000],
        "y_rd": 0,
        "vormen": ["eigen|flex|doorstroomlocatie", "eigen|flex|doorstroomlocatie", "eigen"],
        "taakstelling": [4, 4, 4],
    }
)
AANBOD = pd.DataFrame(
    [
        ("A-eigen", "GA", "eigen", "2025-07-15", 9),
        ("A-flex", "GA", "flex", "2025-07-15", 9),
        ("B-eigen", "GB", "eigen", "2025-08-15", 9),
        ("C-eigen", "GC", "eigen", "2025-07-15", 9),
        ("C-flex", "GC", "flex", "2025-07-15", 9),
    ],
    columns=["aanbod", "gemeentecode", "vorm", "beschikbaar_vanaf", "aantal"],
)
LOCATIES = pd.DataFrame(
    [
        {"locatie": "OUD", "gemeentecode": "GA", "status": "bestaand", "capaciteit_personen": 9},
        {"locatie": "NIEUW", "gemeentecode": "GA", "status": "kandidaat", "capaciteit_personen": 9},
    ]
).assign(exploitatie_per_persoon_dag=100.0, transitiekosten=1000.0)


def casus(*sloten: Rij, doelen: Rij | None = None, eerder: pd.DataFrame | None = None) -> Case:
    """Two households that are linked to A, and one that may go to A or B; dwellings for all."""
    people = pd.DataFrame(
        {
            "huishouden": ["H1", "H2", "H3"],
            "personen": [2, 1, 1],
            "vergunningdatum": "2025-06-01",
            "coa_locatie": "AZC",
            "koppelgemeente": ["GA", "GA", ""],
            "koppeldatum": ["2025-06-10", "2025-06-10", ""],
        }
    )
    return Case.from_tables(
        {
            "halfjaar": "2025-II",
            "periode": "maand",
            "vg": {"2025-II": {"bekend": 12}},
            "doelen": doelen or {},
        },
        gemeenten=GEMEENTEN,
        huishoudens=people,
        woningaanbod=AANBOD.assign(max_personen=4),
        doorstroomlocaties=LOCATIES,
        coa_locaties=pd.DataFrame({"coa_locatie": ["AZC"], "gemeentecode": ["GA"]}),
        vastgezet=pd.DataFrame(sloten).fillna("") if sloten else None,
        eerder_plan=eerder,
    )


def huis(name: str, veld: str, waarde: str, keuze: str = "alleen", reden: str = "") -> Rij:
    return {
        "soort": "huishouden",
        "sleutel": name,
        "veld": veld,
        "keuze": keuze,
        "waarde": waarde,
        "reden": reden,
    }


def plan_van(*sloten: Rij, **rest: Any) -> Plan:
    """Solve, and let nothing pass that verification would not."""
    case = casus(*sloten, **rest)
    plan = solve(case, gap=0.0)
    assert verify(case, plan).bevindingen == ()
    return plan


def staat(plan: Plan, name: str) -> tuple[str, str, str, str]:
    """Municipality, form, location and month of leaving COA (empty: still there) of a household."""
    table = plan.plaatsingen
    (row,) = table[table["huishouden"] == name].to_dict("records")
    leaves = str(row["vertrek_coa"])[:7] if row["vertrek_coa"] is not pd.NaT else ""
    return str(row["koppelgemeente"]), str(row["vorm"]), str(row["locatie"]), leaves


def named(plan: Plan, soort: str) -> float:
    """Number in the shortages of one kind."""
    return float(plan.tekorten.loc[plan.tekorten["soort"] == soort, "aantal"].sum())


def test_without_decisions_everyone_goes_home_in_july() -> None:
    plan = plan_van()
    assert [staat(plan, name) for name in ("H1", "H2", "H3")] == [("GA", "eigen", "", "2025-07")] * 3
    assert (plan.plaatsingen["vastgezet"] == "").all()


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        (huis("H3", "gemeente", "GB"), ("GB", "eigen", "", "2025-08")),
        (huis("H3", "gemeente", "GA", "niet"), ("GB", "eigen", "", "2025-08")),
        (huis("H3", "gemeente", "GC", reden="gezin"), ("GC", "eigen", "", "2025-07")),
        (huis("H3", "vorm", "flex"), ("GA", "flex", "", "2025-07")),
        (huis("H3", "vorm", "eigen", "niet"), ("GA", "flex", "", "2025-07")),
        (huis("H3", "vorm", "coa"), ("", "coa", "", "")),
        (huis("H3", "periode", "2025-09-10"), ("GA|GB", "eigen", "", "2025-09")),
        (huis("H3", "periode", "2025-07-10", "niet"), ("GA|GB", "eigen", "", "2025-08")),
        (huis("H3", "vanaf", "2025-10-31"), ("GA|GB", "eigen", "", "2025-10")),
        (huis("H3", "uiterlijk", "2025-07-31"), ("GA", "eigen", "", "2025-07")),
    ],
)
def test_a_household_goes_where_and_when_it_is_locked(slot: Rij, expected: tuple[str, str, str, str]) -> None:
    """Where A and B serve equally well, either may be chosen."""
    plan = plan_van(slot)
    gemeente, *rest = staat(plan, "H3")
    assert gemeente in expected[0].split("|")
    assert tuple(rest) == expected[1:]
    assert [staat(plan, name) for name in ("H1", "H2")] == [("GA", "eigen", "", "2025-07")] * 2


def test_a_locked_location_is_used_and_the_household_moves_on() -> None:
    plan = plan_van(huis("H1", "locatie", "OUD"))
    assert staat(plan, "H1") == ("GA", "eigen", "OUD", "2025-07")
    plan = plan_van(huis("H1", "vorm", "doorstroomlocatie"), huis("H1", "vorm", "eigen", "niet"))
    assert staat(plan, "H1") == ("GA", "flex", "OUD", "2025-07")


def test_a_form_that_nobody_chooses_needs_a_decision_and_is_named() -> None:
    plan = plan_van(huis("H3", "gemeente", "GC", reden="gezin"), huis("H3", "vorm", "flex", reden="gezin"))
    assert staat(plan, "H3") == ("GC", "flex", "", "2025-07")
    assert named(plan, "voor_regel") == 2.0
    rows = plan.tekorten[plan.tekorten["soort"] == "voor_regel"]
    assert set(rows["toelichting"]) == {
        "een beslissing gaat voor het koppelgebied",
        "een beslissing gaat voor de vormen die de gemeente kiest",
    }


def test_a_location_out_of_reach_needs_a_decision_and_is_still_to_agree() -> None:
    far = huis("H3", "gemeente", "GC", reden="gezin")
    plan = plan_van(far, huis("H3", "locatie", "OUD", reden="besluit"))
    row = plan.plaatsingen.set_index("huishouden").loc["H3"]
    assert (row["koppelgemeente"], row["locatie"]) == ("GC", "OUD")
    assert row["deelname"] == "deelname nog af te spreken"
    assert row["vastgezet"] == "gemeente alleen GC (gezin); locatie alleen OUD (besluit)"
    # Out of the linking scope, out of reach, and of a form that GC does not choose.
    assert named(plan, "voor_regel") == 3.0
    words = " ".join(str(plan).split())
    assert "2 beslissingen zijn vastgezet. Er gaan beslissingen voor een regel, met reden." in words


def test_what_must_be_and_cannot_be_waits_by_name() -> None:
    must = huis("H1", "periode", "2025-07-20", "moet")
    plan = plan_van(must, huis("H1", "vorm", "eigen", "niet"), huis("H1", "vorm", "flex", "niet"))
    assert staat(plan, "H1")[2] == "OUD"
    nothing = [huis("H1", "vorm", form, "niet") for form in ("eigen", "flex", "doorstroomlocatie")]
    plan = plan_van(must, *nothing)
    assert staat(plan, "H1") == ("GA", "coa", "", "")
    assert plan.plaatsingen.set_index("huishouden").loc["H1", "reden"] == "vastgezet"
    assert named(plan, "vastgezet") == 2.0
    words = " ".join(str(plan).split())
    assert "4 beslissingen zijn vastgezet. Op 1 plaats past dat niet; zie de tekorten." in words
    assert plan.doelen.set_index("doel").loc["straf_vastgezet", "euro"] == 2 * 50_000


def test_a_municipality_gets_no_more_than_was_decided() -> None:
    most = {"soort": "gemeente", "sleutel": "GA", "veld": "plaatsen", "waarde": "3"}
    assert staat(plan_van(most), "H3")[0] == "GB"
    none = {"soort": "gemeente", "sleutel": "GA", "veld": "koppelen", "waarde": "0"}
    assert staat(plan_van(none), "H3")[0] == "GB"
    plan = plan_van(most | {"waarde": "2"}, huis("H1", "vorm", "eigen", "moet"))
    assert named(plan, "maximum_plaatsen") == 0.0
    assert staat(plan, "H2")[1] == "coa"
    settings_low = plan_van(most | {"waarde": "0"}, huis("H3", "gemeente", "GA", "moet"))
    assert named(settings_low, "maximum_plaatsen") + named(settings_low, "vastgezet") == 1.0


def test_locations_open_and_close_by_decision() -> None:
    opened = {"soort": "locatie", "sleutel": "NIEUW", "veld": "open", "waarde": "ja"}
    table = plan_van(opened).locaties
    assert table.loc[table["locatie"] == "NIEUW", "geopend"].all()
    through = huis("H1", "vorm", "doorstroomlocatie")
    shut = {"soort": "locatie", "sleutel": "OUD", "veld": "open", "waarde": "nee"}
    assert staat(plan_van(through, shut), "H1")[2] == "NIEUW"
    both = [shut, opened | {"waarde": "nee"}]
    plan = plan_van(through, *both)
    assert staat(plan, "H1") == ("GA", "coa", "", "")
    must = plan_van(huis("H1", "locatie", "NIEUW", "moet"), *both)
    assert named(must, "vaste_locatie") + named(must, "vastgezet") > 0


def test_the_past_stands_as_it_was_planned_and_nothing_else_happened_in_it() -> None:
    earlier = eerder_plan(plan_van(huis("H1", "vorm", "flex")))
    frozen = {"soort": "plan", "veld": "bevroren_tot", "waarde": "2025-07-31"}
    plan = plan_van(frozen, eerder=earlier[earlier["huishouden"] != "H2"])
    assert staat(plan, "H1") == ("GA", "flex", "", "2025-07")
    assert staat(plan, "H3") == ("GA", "eigen", "", "2025-07")
    assert staat(plan, "H2") == ("GA", "eigen", "", "2025-08")
    assert set(plan.plaatsingen["vastgezet"]) == {"bevroren_tot 2025-07-31"}


def test_people_stay_where_an_earlier_plan_had_them_if_that_weighs_enough() -> None:
    earlier = eerder_plan(plan_van(huis("H3", "gemeente", "GB"), huis("H1", "locatie", "OUD")))
    changes = {}
    for weight in (0.0, 3_500.0, 100_000.0):
        plan = plan_van(doelen={"wijziging": weight}, eerder=earlier)
        (row,) = plan.doelen[plan.doelen["doel"] == "wijziging"].to_dict("records")
        changes[weight] = row["waarde"]
        assert row["euro"] == weight * row["waarde"]
    assert changes[0.0] == 2
    assert changes[100_000.0] == 0
    # The nights of two persons in a location are worth a change; a month of reception for one is not.
    assert changes[3_500.0] == 1


def test_a_plan_can_be_the_earlier_plan_of_the_next_case(tmp_path: Path) -> None:
    plan = plan_van()
    plan.write(tmp_path / "run")
    case = casus(doelen={"wijziging": 10.0}, eerder=eerder_plan(plan))
    folder = case.write(tmp_path / "casus")
    (folder / "eerder_plan.csv").write_bytes((tmp_path / "run" / "plaatsingen.csv").read_bytes())
    again = read_case(folder)
    pd.testing.assert_frame_equal(again.eerder_plan, case.eerder_plan)
    assert not [problem for problem in again.waarschuwingen if "eerder_plan" in problem.bestand]


def test_the_earlier_plan_reads_every_column_of_plaatsingen_or_passes_it_over() -> None:
    assert set(EERDER_PLAN.names) | set(EERDER_PLAN.passed_over) == set(PLAATSINGEN.namen)


def test_decisions_left_behind_are_listed() -> None:
    locks = [huis("H1", "vorm", "flex"), huis("H3", "gemeente", "GB")]
    before, after = casus(*locks), casus(locks[0])
    left = achtergelaten(before, after)
    assert left["sleutel"].tolist() == ["H3"]
    assert left["bestaat"].tolist() == [True]
    assert achtergelaten(before, before).empty
    assert achtergelaten(before, casus())["sleutel"].tolist() == ["H1", "H3"]


def test_every_sentence_about_a_decision_has_english() -> None:
    plan = plan_van(
        huis("H3", "gemeente", "GC", reden="gezin"),
        *[huis("H1", "vorm", form, "niet") for form in ("eigen", "flex", "doorstroomlocatie")],
        huis("H1", "vanaf", "2025-07-20", "moet"),
    )
    rows = plan.tekorten[plan.tekorten["soort"].isin(["voor_regel", "vastgezet"])]
    assert len(rows) == 2
    with speak("en"):
        assert all(translate(text) != text for text in rows["toelichting"])
