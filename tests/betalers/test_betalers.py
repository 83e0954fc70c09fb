"""Who pays: worked by hand on a small plan, and against the goals of solved plans."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from plaatsing import Plan, solve
from plaatsing.beleid import read_beleid
from plaatsing.betalers import betalers, netto
from plaatsing.case import Case
from plaatsing.generator import generate_case

KEYS = ["betaler", "gemeentecode", "post"]
TRANSFERS = {"normbedrag", "vergoeding_transitie", "doorberekening"}


def small_case(beleid: str = "migratieagenda-2023", exploitatie: float = 75.25) -> Case:
    """Two municipalities, a location in A where B takes part; nothing runs on past the horizon.

    H1 (2 persons, linked to B) fits only the location; R1 (1 person, of C) is in it, without C taking part.
    """
    gemeenten = pd.DataFrame(
        {
            "gemeentecode": ["A", "B", "C"],
            "inwoners": [1000, 1000, 1000],
            "x_rd": [200_000.0, 203_000.0, 206_000.0],
            "y_rd": [500_000.0, 500_000.0, 500_000.0],
            "achterstand": [0, 10, 0],
            "vormen": [("doorstroomlocatie",)] * 3,
        }
    )
    huishoudens = pd.DataFrame(
        {
            "huishouden": ["H1", "R1"],
            "personen": [2, 1],
            "vergunningdatum": pd.to_datetime(["2025-01-06", "2025-01-06"]),
            "koppelgemeente": ["B", "C"],
            "koppeldatum": pd.to_datetime(["2025-01-20", "2025-01-20"]),
            "in_locatie": ["", "L1"],
            "sinds": pd.to_datetime(["", "2025-05-01"]),
        }
    )
    sites = pd.DataFrame(
        {
            "locatie": ["L1", "L2"],
            "gemeentecode": ["A", "B"],
            "status": ["bestaand", "kandidaat"],
            "capaciteit_personen": [1, 20],
            "open_vanaf": pd.to_datetime(["2025-01-01", "2025-07-01"]),
            "open_tot": pd.to_datetime(["", "2026-06-30"]),
            "deelnemende_gemeenten": [("A",), ("B",)],
            "exploitatie_per_persoon_dag": [50.0, exploitatie],
            "transitiekosten": [0.0, 3650.0],
        }
    )
    aanbod = pd.DataFrame(
        {"aanbod": ["W1"], "gemeentecode": ["A"], "beschikbaar_vanaf": ["2025-07-01"], "aantal": [1]}
    )
    return Case.from_tables(
        {
            "halfjaar": "2025-II",
            "periode": "maand",
            "eindweken": 0,
            "beleid": beleid,
            "vg": {"2025-II": {"bekend": 30}},
        },
        gemeenten=gemeenten,
        huishoudens=huishoudens,
        woningaanbod=aanbod,
        doorstroomlocaties=sites,
    )


def amounts(table: pd.DataFrame, column: str) -> dict[tuple[str, str, str], int]:
    keys = (tuple(key) for key in table[KEYS].to_numpy().tolist())
    return {key: cents for key, cents in zip(keys, table[column], strict=True) if cents}


def test_amounts_worked_by_hand() -> None:
    """H1 enters L2 on 31 July: 30 days in COA, 153 nights; R1 stays all 183 nights, C takes no part."""
    case = small_case()
    table = betalers(case, solve(case))
    assert amounts(table, "plan_cent") == {
        # 1 to 30 July, 2 persons, tariff of 2024 carried on
        ("coa", "", "opvang"): 2 * 30 * 8300,
        ("coa", "", "doorberekening"): -2 * 30 * 8300,
        ("gemeente", "B", "doorberekening"): 2 * 30 * 8300,
        # nights of 31 July up to and including 30 December
        ("gemeente", "B", "verblijf"): 2 * 153 * 7525,
        ("gemeente", "B", "normbedrag"): -2 * 153 * 6000,
        ("regeling", "", "normbedrag"): 2 * 153 * 6000,
        # 184 of 365 days of the location fall within the plan
        ("gemeente", "B", "transitie"): 184_000,
        ("gemeente", "B", "vergoeding_transitie"): -184_000,
        ("regeling", "", "vergoeding_transitie"): 184_000,
        ("gemeente", "C", "verblijf"): 183 * 5000,
    }
    assert amounts(table, "coa_cent") == {
        # through 30 December, the last day that the goals count; the ledger charges 31 December too
        ("coa", "", "opvang"): 2 * 183 * 8300,
        ("coa", "", "doorberekening"): -2 * 184 * 8300,
        ("gemeente", "B", "doorberekening"): 2 * 184 * 8300,
        ("gemeente", "C", "verblijf"): 183 * 5000,
    }
    assert (table["verschil_cent"] == table["plan_cent"] - table["coa_cent"]).all()


def test_net_amounts_hold_every_municipality_and_a_total_without_transfers() -> None:
    case = small_case()
    table = betalers(case, solve(case))
    net = netto(table).set_index(["betaler", "gemeentecode"])
    assert [*net.index] == [
        ("coa", ""),
        ("regeling", ""),
        ("gemeente", "A"),
        ("gemeente", "B"),
        ("gemeente", "C"),
        ("totaal", ""),
    ]
    real = table[~table["post"].isin(TRANSFERS)]
    for column in ("plan_cent", "coa_cent", "verschil_cent"):
        *parts, total = net[column]
        assert total == sum(parts) == real[column].sum()
    assert net["plan_cent"].iloc[2] == 0


def with_rules(case: Case, **parts: object) -> Case:
    return replace(case, beleid=case.beleid.model_copy(update=parts))


def test_scheme_stops_when_it_lapses_and_after_the_longest_stay() -> None:
    case = small_case()
    plan = solve(case)
    scheme = case.beleid.doorstroomlocatie
    assert scheme is not None
    lapsing = scheme.model_copy(update={"geldig_tot": date(2025, 8, 4)})
    late = scheme.model_copy(update={"geldig_vanaf": date(2025, 12, 30)})
    short = case.beleid.verblijf.model_copy(update={"maximaal_nachten": 7})
    for changed, nights in (
        (with_rules(case, doorstroomlocatie=lapsing), 5),
        (with_rules(case, doorstroomlocatie=late), 1),
        (with_rules(case, verblijf=short), 7),
        (with_rules(case, doorstroomlocatie=scheme.model_copy(update={"alleen_deelnemers": False})), None),
        (with_rules(case, doorstroomlocatie=None), 0),
    ):
        found = amounts(betalers(changed, plan), "plan_cent").get(("regeling", "", "normbedrag"), 0)
        # Without the condition R1 counts too: its 366th night falls after the plan.
        assert found == (2 * 153 + 183) * 6000 if nights is None else found == 2 * nights * 6000


def test_transition_stays_with_the_municipality_where_the_rule_set_says_so() -> None:
    case = small_case()
    rule = case.beleid.transitie
    assert rule is not None
    own = with_rules(case, transitie=rule.model_copy(update={"betaler": "gemeente"}))
    found = amounts(betalers(own, solve(case)), "plan_cent")
    assert found["gemeente", "B", "transitie"] == 184_000
    assert ("regeling", "", "vergoeding_transitie") not in found


def test_scheme_in_force_passes_nothing_on() -> None:
    case = small_case("bekostigingsregeling-2025")
    assert case.beleid == read_beleid("bekostigingsregeling-2025")
    posts = {post for _, _, post in amounts(betalers(case, solve(case)), "plan_cent")}
    assert "doorberekening" not in posts
    assert "normbedrag" in posts


def with_pairs(case: Case) -> Case:
    """Add the planner's own costs per municipality and per location."""
    codes = case.gemeenten["gemeentecode"].tolist()
    site = case.doorstroomlocaties["locatie"].iloc[0]
    pairs = pd.DataFrame(
        {
            "huishouden": ["", *case.huishoudens["huishouden"].head(len(codes))],
            "locatie": [site] + [""] * len(codes),
            "gemeentecode": [codes[0], *codes],
            "kosten_euro_per_persoon": [7.5] + [12.34] * len(codes),
        }
    )
    by_gemeente = pairs.iloc[1:].assign(huishouden="", kosten_euro_per_persoon=0.01)
    pairs = pd.concat([pairs, by_gemeente], ignore_index=True)
    return Case.from_tables(case.instellingen, **{**case.tabellen, "paren": pairs})


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("telling", ["dag", "periode"])
def test_total_reconciles_with_the_costs_of_the_goals(seed: int, telling: str) -> None:
    made = generate_case("flevoland", huishoudens=40, locaties=3, periode="maand", seed=seed)
    case = with_pairs(
        Case.from_tables(made.instellingen.model_copy(update={"telling": telling}), **made.tabellen)
    )
    plan: Plan = solve(case)
    table = betalers(case, plan)
    goals = plan.doelen.set_index("doel")["waarde"]
    of_goal = {"opvang": "kosten_opvang", "verblijf": "kosten_verblijf", "transitie": "kosten_transitie"}
    for post, goal in (of_goal | {"paren": "kosten_paren"}).items():
        cents = table.loc[table["post"] == post, "plan_cent"].sum()
        assert cents == pytest.approx(100 * goals[goal], abs=0.51 * len(plan.plaatsingen))
    assert goals["kosten_paren"] > 0
    for post in TRANSFERS:
        for column in ("plan_cent", "coa_cent"):
            assert table.loc[table["post"] == post, column].sum() == 0
    ledger = plan.doorberekening
    charged = ledger.loc[ledger["soort"] == "doorberekening", "bedrag_cent"].sum()
    paid = table[(table["betaler"] == "gemeente") & (table["post"] == "doorberekening")]["plan_cent"].sum()
    assert charged == paid
