"""The case worked out by hand in docs/voorbeeld-op-papier.md comes out to the cent."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from plaatsing import Plan, read_case, solve

from .uitputtend import Uitputtend

PROJECT = Path(__file__).parents[2]
CASUS = PROJECT / "examples" / "op-papier"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(read_case(CASUS), gap=0.0)


def test_only_the_carried_tariff_is_remarked() -> None:
    assert [problem.code for problem in read_case(CASUS).waarschuwingen] == ["tarief_doorgetrokken"]


def test_placements(plan: Plan) -> None:
    moves = plan.plaatsingen.set_index("huishouden")
    days = (
        moves[["vertrek_coa", "uit_locatie"]].map(lambda day: f"{day:%m-%d}", na_action="ignore").fillna("")
    )
    columns = ["koppelgemeente", "voorstel", "vorm", "aanbod", "locatie"]
    found = moves[columns].join(days)
    assert {name: tuple(row) for name, row in zip(found.index, found.to_numpy(), strict=True)} == {
        "H1": ("E", False, "eigen", "W1", "", "10-31", ""),
        "H2": ("L", False, "eigen", "W2", "brink", "09-30", "11-30"),
        "H3": ("L", True, "flex", "W3", "", "08-31", ""),
        "H4": ("E", False, "eigen", "W4", "", "07-31", ""),
        "H5": ("E", True, "doorstroomlocatie", "", "brink", "11-30", ""),
    }
    waited = {"H1": 291, "H2": 120, "H3": 48, "H4": 87, "H5": 69}
    late = {"H1": 193, "H2": 22, "H3": 0, "H4": 0, "H5": 0}
    for column, days_by_name in (("weken_in_coa", waited), ("weken_over_termijn", late)):
        weeks = dict(zip(moves.index, moves[column], strict=True))
        assert {name: 7 * count for name, count in weeks.items()} == pytest.approx(days_by_name)
    last_nights = moves["einddatum_verblijf"].dropna().dt.strftime("%Y-%m-%d")
    assert last_nights.to_dict() == {"H2": "2026-08-31", "H5": "2026-08-31"}


def test_quota(plan: Plan) -> None:
    columns = ["taakstelling", "achterstand", "gecorrigeerd", "koppelruimte", "gerealiseerd", "tekort"]
    rows = plan.taakstelling[["gemeentecode", *columns, "verschoonbaar"]].to_numpy().tolist()
    assert rows == [["E", 6, 2, 8, 2, 7, 1, 1], ["L", 4, 0, 4, 1, 4, 0, 0]]
    assert plan.tekorten[["soort", "gemeentecode", "aantal"]].to_numpy().tolist() == [
        ["taakstelling", "E", 1.0]
    ]


def test_ledger(plan: Plan) -> None:
    ledger = plan.doorberekening
    assert [
        (row.gemeentecode, row.huishouden, f"{row.van:%m-%d}", f"{row.tot:%m-%d}", row.dagen, row.bedrag_cent)
        for row in ledger.itertuples()
    ] == [("E", "H1", "07-01", "09-30", 92, 1_527_200), ("E", "H1", "10-01", "10-30", 30, 498_000)]
    assert ledger["soort"].tolist() == ["doorberekening", "doorberekening"]


def test_occupancy(plan: Plan) -> None:
    assert plan.locaties["geopend"].all()
    assert plan.locaties["personen"].tolist() == [0, 0, 0, 3, 3, 1, 1]


def test_euros(plan: Plan) -> None:
    assert (plan.status, plan.objective, plan.bound) == ("optimaal", 114_049.0, 114_049.0)
    euro = plan.doelen.set_index("doel")["euro"]
    assert euro[euro != 0].round(6).to_dict() == {
        "tekort": 10_000.0,
        "overschrijding": (2 * 122 + 3 * 22) * 35.0,
        "wachttijd": (2 * 122 + 3 * 91 + 48 + 4 * 30 + 69) * 7.0,
        "kosten_opvang": (2 * 122 + 3 * 91 + 48 + 4 * 30 + 69) * 83.0,
        "kosten_verblijf": (3 * 61 + 122) * 40.0,
        "kosten_transitie": 12_200.0,
        "afstand": 39.0,
        "vormvoorkeur": 900.0,
    }


@pytest.mark.parametrize(
    ("household", "allowed", "dearer"),
    [
        (None, lambda lot: not lot.locatie, 21_871),
        ("H1", lambda lot: lot.pool < 0, 9_880),
        ("H1", lambda lot: lot.locatie, 3_035),
        ("H3", lambda lot: lot.pool < 0 or lot.locatie or lot.gemeente != "L", 4_135),
        ("H2", lambda lot: 4 not in lot.nachten, 6_996),
    ],
)
def test_alternatives_cost_what_the_page_says(household: str | None, allowed: object, dearer: int) -> None:
    search = Uitputtend(read_case(CASUS))
    best, _ = search.beste()
    for row, household_row in enumerate(search.regels.huishoudens):
        if household in (None, household_row["huishouden"]):
            search.loten[row] = [lot for lot in search.loten[row] if allowed(lot)]  # type: ignore[operator]
    assert best == pytest.approx(114_049, abs=1e-6)
    assert search.beste()[0] - best == pytest.approx(dearer, abs=1e-6)
    page = (PROJECT / "docs" / "voorbeeld-op-papier.md").read_text(encoding="utf-8")
    assert f"**{dearer:,} duurder**".replace(",", ".") in page


def test_page_states_the_outcome(plan: Plan) -> None:
    page = (PROJECT / "docs" / "voorbeeld-op-papier.md").read_text(encoding="utf-8")
    assert f"€ {plan.objective:,.0f}".replace(",", ".") in page
    for cents in plan.doorberekening["bedrag_cent"]:
        assert f"€ {cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}" in page


def test_script_shows_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(PROJECT / "examples" / "op_papier.py"), run_name="__main__")
    assert "1527200" in capsys.readouterr().out
