"""What does not match is listed, with what was done about it; nothing is lost silently."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from plaatsing import CaseError, rollover
from plaatsing.uitvoer.woordenlijst import WOORDEN
from tests.compare.hulp import ASSEN, MEPPEL
from tests.rollover.hulp import PER, codes, event, events, plan, rolled

HOUSED = event("gehuisvest", "2025-07-20", "H1")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([event("gehuisvest", "2025-06-20", "H1")], {"voor_het_plan": False}),
        ([event("gehuisvest", "2025-10-01", "H1")], {"na_het_kwartaal": False}),
        ([event("gekoppeld", "2025-08-01", "H9", ASSEN)], {"onbekend_huishouden": False}),
        ([event("gehuisvest", "2025-08-01", "H9")], {"onbekend_huishouden": False}),
        ([HOUSED, event("gehuisvest", "2025-07-21", "H1")], {"al_gehuisvest": False}),
        ([HOUSED, event("gekoppeld", "2025-08-20", "H1", MEPPEL)], {"al_gehuisvest": False}),
        (
            [event("vertrokken", "2025-07-20", "H1"), event("gehuisvest", "2025-07-21", "H1")],
            {"al_vertrokken": False},
        ),
        (
            [event("gehuisvest", "2025-07-20", "H1", MEPPEL)],
            {"andere_gemeente": True, "woning_niet_aangeboden": True},
        ),
        ([event("gehuisvest", "2025-07-20", "H1", aanbod="W9")], {"woning_niet_aangeboden": True}),
        ([event("gehuisvest", "2025-07-20", "H1", aanbod="W3")], {"woning_elders": True}),
        (
            [HOUSED, event("gehuisvest", "2025-08-20", "H2", aanbod="W1")],
            {"woning_op": True},
        ),
        (
            [event("gehuisvest", "2025-07-20", "H1", personen=2)],
            {"personen_anders": True, "woning_niet_aangeboden": True},
        ),
        ([event("in_locatie", "2025-08-01", "H1", locatie="De Burg")], {"onbekende_locatie": False}),
        ([event("vergunning", "2025-08-01", "H1", personen=1)], {"vergunning_bestond": False}),
        ([event("gekoppeld", "2025-08-01", "H1", ASSEN)], {"al_zo_gekoppeld": False}),
        ([event("gekoppeld", "2025-08-01", "H1", MEPPEL)], {"koppeling_verplaatst": True}),
        ([event("gekoppeld", "2025-08-01", "H1", "GM0193")], {"buiten_gebied": False}),
        (
            [
                event("vergunning", "2025-08-10", "H7", personen=1),
                event("gehuisvest", "2025-08-01", "H7", ASSEN),
            ],
            {"onbekend_huishouden": False},
        ),
        (
            [event("vergunning", "2025-08-10", "H7", personen=1), event("gehuisvest", "2025-08-20", "H7")],
            {"geen_gemeente": False},
        ),
        (
            [
                event("vergunning", "2025-08-10", "H7", personen=1),
                event("gehuisvest", "2025-08-20", "H7", ASSEN),
            ],
            {"niet_gekoppeld": True},
        ),
        (
            [event("in_locatie", "2025-08-01", "H1", locatie="De Brug")] * 2,
            {"al_in_locatie": False},
        ),
    ],
)
def test_every_mismatch_is_listed(rows: list[dict[str, Any]], expected: dict[str, bool]) -> None:
    assert codes(rolled(*rows)) == expected


def test_an_event_that_was_not_processed_changes_nothing() -> None:
    outcome = rolled(
        HOUSED, event("gekoppeld", "2025-08-20", "H1", MEPPEL), event("gehuisvest", "2025-10-02", "H2")
    )
    only = rolled(HOUSED)
    pd.testing.assert_frame_equal(outcome.case.huishoudens, only.case.huishoudens)
    pd.testing.assert_frame_equal(outcome.saldo, only.saldo)


def test_persons_of_an_unknown_pseudonym_still_count_and_the_likely_one_is_named() -> None:
    outcome = rolled(event("gehuisvest", "2025-08-01", "H11", ASSEN, personen=2))
    row = outcome.afwijkingen.iloc[0]
    assert (row["code"], row["verwerkt"]) == ("woning_niet_aangeboden", True)
    assert codes(outcome)["onbekend_geteld"]
    unknown = outcome.afwijkingen.query("code == 'onbekend_geteld'")
    assert unknown["bij"].tolist() == ["H1"]
    assert "en niemand is uit de casus gehaald; bedoelde u H1?" in " ".join(str(outcome).split())
    assert outcome.case.gemeenten.set_index("gemeentecode").loc[ASSEN, "realisatie"] == 1 + 2
    assert len(outcome.case.huishoudens) == 3


def test_a_move_for_another_municipality_counts_there() -> None:
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1", MEPPEL))
    assert outcome.saldo.set_index("gemeentecode")["gehuisvest"].to_dict() == {ASSEN: 0, MEPPEL: 1}


def test_every_mismatch_names_its_row_in_the_file() -> None:
    outcome = rolled(HOUSED, event("gehuisvest", "2025-07-22", "H9"), event("gehuisvest", "2025-07-21", "H1"))
    assert outcome.afwijkingen[["rij", "huishouden"]].to_dict("records") == [
        {"rij": 4, "huishouden": "H1"},
        {"rij": 3, "huishouden": "H9"},
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (event("gehuisvst", "2025-07-20", "H1"), 'bedoelde u "gehuisvest"'),
        (event("gekoppeld", "2025-07-20", "H1"), "verwacht gemeentecode bij gekoppeld"),
        (event("in_locatie", "2025-07-20", "H1"), "verwacht locatie bij in_locatie"),
        (event("gehuisvest", "2025-07-20"), "verwacht huishouden of gemeentecode bij gehuisvest"),
        (event("gehuisvest", "31-02-2025", "H1"), "verwacht een datum"),
        (event("gekoppeld", "2025-07-20", "H1", "Asse"), "Assen"),
    ],
)
def test_what_cannot_be_read_is_refused_in_dutch(row: dict[str, Any], said: str) -> None:
    with pytest.raises(CaseError) as refused:
        rolled(row)
    assert said in str(refused.value)


def test_forbidden_columns_are_refused() -> None:
    with pytest.raises(CaseError, match="nationaliteit"):
        rollover(plan(), events(HOUSED).assign(nationaliteit="x"), PER)


def test_what_could_not_be_taken_in_says_what_to_fill_in_where() -> None:
    outcome = rolled(
        event("vergunning", "2025-08-10", "H7", personen=1), event("gehuisvest", "2025-08-20", "H7")
    )
    row = outcome.afwijkingen.query("code == 'geen_gemeente'").iloc[0]
    assert row["uitleg"] == "niet gekoppeld, en er staat geen gemeente bij"
    assert row["advies"] == (
        "vul in deze rij de kolom gemeentecode in, of zet er een eerdere rij met soort gekoppeld bij"
    )
    assert row["advies"] in " ".join(str(outcome).split())


def test_every_mismatch_that_is_not_taken_in_has_an_advice() -> None:
    refused = {
        "voor_het_plan",
        "na_het_kwartaal",
        "buiten_gebied",
        "vergunning_bestond",
        "onbekend_huishouden",
        "al_gehuisvest",
        "al_vertrokken",
        "voor_de_vergunning",
        "al_zo_gekoppeld",
        "gekoppeld_in_locatie",
        "geen_gemeente",
        "onbekende_locatie",
        "al_in_locatie",
        "deelname_ontbreekt",
    }
    assert refused <= set(WOORDEN["advies_afwijking"]) <= set(WOORDEN["afwijking"])
