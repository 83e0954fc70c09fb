"""Nobody silently loses a location that the old plan brought them to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from plaatsing import Plan, read_case
from plaatsing.rollover.deelname import ONTBREEKT
from tests.compare.hulp import ASSEN, MEPPEL
from tests.rollover.hulp import event, events, roll_over, rolled, with_tables

OPENED = event("locatie_open", "2025-09-15", locatie="De Brug")


@cache
def shared() -> Plan:
    """Return a plan in which Assen and Meppel both use a candidate that opens in October."""
    return with_tables(
        {"afstandslimiet_km": 80, "eindweken": 8},
        woningaanbod=lambda table: table[table["aanbod"] == "W1"],
        doorstroomlocaties=lambda table: table.assign(
            status="kandidaat",
            capaciteit_personen=20,
            transitiekosten=100,
            open_vanaf="2025-10-15",
            deelnemende_gemeenten="",
        ),
    )


def test_the_plan_serves_both_municipalities() -> None:
    used = shared().plaatsingen.query("locatie == 'De Brug'")
    assert set(used["koppelgemeente"]) == {ASSEN, MEPPEL}


def test_a_municipality_that_would_lose_a_location_is_named_with_its_persons() -> None:
    outcome = rolled(OPENED, of=shared())
    row = outcome.afwijkingen.query("code == @ONTBREEKT").iloc[0]
    assert (row["locatie"], row["gemeentecode"], row["bij"], row["verwerkt"]) == (
        "De Brug",
        MEPPEL,
        "2",
        False,
    )
    assert "locatie_open" in row["advies"]
    said = " ".join(str(outcome).split())
    assert "De Brug, Meppel, het plan brengt hier personen van deze gemeente heen" in said
    assert "(nog 2 personen), niet verwerkt: doet zij mee, zet dan in realisatie.csv een rij" in said


def test_who_takes_part_or_has_left_already_is_not_missed() -> None:
    for more in (
        event("locatie_open", "2025-09-15", gemeente=MEPPEL, locatie="De Brug"),
        event("gehuisvest", "2025-09-20", "H3"),
    ):
        outcome = rolled(OPENED, event("locatie_open", "2025-09-15", gemeente=ASSEN, locatie="De Brug"), more)
        assert ONTBREEKT not in set(outcome.afwijkingen["code"])


def test_solving_at_once_stops_before_anything_is_written(tmp_path: Path) -> None:
    shared().write(tmp_path / "q3")
    opened = [OPENED]
    for again, code in ((False, 2), (True, 0)):
        if again:
            opened += [
                event("locatie_open", "2025-09-15", gemeente=gemeente, locatie="De Brug")
                for gemeente in (ASSEN, MEPPEL)
            ]
        events(*opened).to_csv(tmp_path / "realisatie.csv", index=False, sep=";")
        outcome = roll_over(tmp_path, "-o", tmp_path / "q4-plan")
        assert outcome.exit_code == code, outcome.output
        if not again:
            assert "Er is niets geschreven" in outcome.output
            assert "De Brug: Meppel (GM0119), nog 2 personen" in outcome.output
            assert sorted(path.name for path in tmp_path.iterdir()) == ["q3", "realisatie.csv"]
    served = read_case(tmp_path / "q4").doorstroomlocaties.iloc[0]["deelnemende_gemeenten"]
    assert served == (ASSEN, MEPPEL)
