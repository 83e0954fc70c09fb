"""Who goes where: names, days and reasons."""

from __future__ import annotations

import pytest

from .hulp import huishouden, locatie, maak_plan, woning


def test_who_waits_longest_leaves_first_and_then_by_pseudonym() -> None:
    """With telling "periode" and both past the term, the model cannot tell H1, H2 and H3 apart."""
    plan = maak_plan(
        [
            huishouden("H3", vergunningdatum="2024-12-01", koppeldatum="2025-01-01"),
            huishouden("H2", vergunningdatum="2025-01-01", koppeldatum="2025-01-15"),
            huishouden("H1", vergunningdatum="2025-01-01", koppeldatum="2025-01-15"),
        ],
        [
            woning("W1", beschikbaar_vanaf="2025-07-10"),
            woning("W2", beschikbaar_vanaf="2025-08-10"),
            woning("W3", beschikbaar_vanaf="2025-09-10"),
        ],
        telling="periode",
    )
    table = plan.plaatsingen.set_index("huishouden")
    assert table["aanbod"].to_dict() == {"H1": "W2", "H2": "W3", "H3": "W1"}
    assert table["vertrek_coa"].dt.month.to_dict() == {"H1": 8, "H2": 9, "H3": 7}


def test_what_came_free_first_goes_first() -> None:
    plan = maak_plan(
        [huishouden("H1"), huishouden("H2", vergunningdatum="2025-08-10", koppeldatum="2025-08-10")],
        [woning("laat", beschikbaar_vanaf="2025-08-20"), woning("vroeg", beschikbaar_vanaf="2025-07-20")],
    )
    assert plan.plaatsingen.set_index("huishouden")["aanbod"].to_dict() == {"H1": "vroeg", "H2": "laat"}


def test_a_household_larger_than_a_forecast_takes_part_of_the_next() -> None:
    plan = maak_plan(
        [
            huishouden("H1", personen=3),
            huishouden("H2", personen=2, vergunningdatum="2025-06-10", koppeldatum="2025-06-10"),
        ],
        [
            woning("P1", eenheid="persoon", aantal=2),
            woning("P2", eenheid="persoon", aantal=2, beschikbaar_vanaf="2025-07-02"),
            woning("P3", eenheid="persoon", aantal=1, beschikbaar_vanaf="2025-07-03"),
        ],
    )
    assert plan.plaatsingen["aanbod"].tolist() == ["P1", "P2"]


def test_civic_integration_waits_for_a_home_where_the_location_has_none() -> None:
    plan = maak_plan(
        [huishouden("H1"), huishouden("H2", koppelgemeente="B"), huishouden("H3", personen=2)],
        [woning("W1", beschikbaar_vanaf="2025-11-05", max_personen=1)],
        [
            locatie("met", gemeentecode="B", deelnemende_gemeenten="B"),
            locatie("zonder", inburgering="nee", deelnemende_gemeenten="A"),
        ],
    )
    table = plan.plaatsingen.set_index("huishouden")
    assert table["locatie"].to_dict() == {"H1": "zonder", "H2": "met", "H3": "zonder"}
    starts = table["start_inburgering"].dt.strftime("%Y-%m-%d").fillna("").to_dict()
    assert starts == {"H1": "2025-11-30", "H2": "2025-07-31", "H3": ""}
    assert table["einddatum_verblijf"].dt.strftime("%Y-%m-%d").tolist() == ["2026-07-30"] * 3
    assert table["reden"].to_dict() == {"H1": "via_locatie", "H2": "in_locatie", "H3": "in_locatie"}


def test_people_in_a_location_keep_the_day_they_came() -> None:
    inside = {"in_locatie": "L", "vergunningdatum": "2024-11-01", "koppeldatum": "2024-11-10"}
    plan = maak_plan(
        [
            huishouden("H1", sinds="2025-02-01", **inside),
            huishouden("H2", personen=2, sinds="2025-06-01", **inside),
        ],
        [woning("W1", beschikbaar_vanaf="2025-09-05", max_personen=1)],
        [locatie("L", deelnemende_gemeenten="A")],
    )
    table = plan.plaatsingen.set_index("huishouden")
    assert table["vertrek_coa"].dt.strftime("%Y-%m-%d").tolist() == ["2025-02-01", "2025-06-01"]
    assert table["uit_locatie"].dt.strftime("%Y-%m-%d").fillna("").tolist() == ["2025-09-30", ""]
    assert table["reden"].tolist() == ["doorgestroomd", "verblijft_in_locatie"]
    assert plan.stromen[["van", "naar", "huishoudens", "personen"]].to_numpy().tolist() == [["L", "A", 1, 1]]


@pytest.mark.parametrize(
    ("reason", "household", "homes", "text"),
    [
        (
            "vergunning_te_laat_in_plan",
            {"vergunningdatum": "2026-01-05", "koppeldatum": "2026-01-05"},
            {},
            "te laat",
        ),
        ("geen_passende_woning", {"personen": 4}, {"max_personen": 2}, "geen passende woning"),
        ("geen_passende_woning", {"toegankelijk": "ja"}, {}, "geen passende woning"),
        ("geen_passende_woning", {}, {"gemeentecode": "B"}, "geen passende woning"),
        ("geen_ruimte", {}, {}, "zijn op, of voor wie langer wacht"),
    ],
)
def test_who_stays_is_told_why(
    reason: str, household: dict[str, object], homes: dict[str, object], text: str
) -> None:
    """H0 takes the only home of A where it can; H1 stays."""
    first = {"vergunningdatum": "2025-01-01", "koppeldatum": "2025-01-01"}
    plan = maak_plan([huishouden("H0", **first), huishouden("H1", **household)], [woning("W", **homes)])
    assert plan.plaatsingen.set_index("huishouden").loc["H1", "reden"] == reason
    notes = plan.tekorten.loc[plan.tekorten["soort"] == "in_coa", "toelichting"]
    assert any(text in note for note in notes)


def test_hard_criteria_go_before_the_province_of_the_reception_site() -> None:
    unlinked: dict[str, object] = {"koppelgemeente": "", "koppeldatum": None, "coa_locatie": "azc"}
    plan = maak_plan(
        [huishouden("H1", **unlinked), huishouden("H2", werk="B", **unlinked)],
        [woning("A1", aantal=2, beschikbaar_vanaf="2025-08-01"), woning("B1", gemeentecode="B", aantal=2)],
        gemeenten={
            "A": {"provinciecode": "P1", "koppelruimte": 5},
            "B": {"provinciecode": "P2", "koppelruimte": 5},
        },
        coa=[{"coa_locatie": "azc", "gemeentecode": "A"}],
    )
    assert plan.plaatsingen["aanbod"].tolist() == ["A1", "B1"]
    assert plan.plaatsingen["voorstel"].tolist() == [True, True]


def test_hard_criteria_that_exclude_each_other_leave_nowhere_to_go() -> None:
    unlinked = huishouden("H1", koppelgemeente="", koppeldatum=None, werk="A", studie="B")
    plan = maak_plan([unlinked], [woning("W1")])
    assert plan.plaatsingen["reden"].tolist() == ["harde_criteria_buiten_gebied"]
    assert plan.plaatsingen["koppelgemeente"].tolist() == [""]
