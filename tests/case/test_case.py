"""The frames of a case."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from plaatsing.case import Case
from plaatsing.geodata import INWONERS_NEDERLAND_2024
from plaatsing.problemen import CaseError
from tests.case.hulp import PLAN, errors, huishouden, locatie, make, warnings_of, woning


def test_every_municipality_of_the_area_has_a_row() -> None:
    case = make(gemeenten=[{"gemeentecode": "Meppel", "achterstand": 7, "vormen": "flex|eigen"}])
    frame = case.gemeenten.set_index("gemeentecode")
    assert len(frame) == 12
    assert (frame["gemeente"]["GM0119"], frame["inwoners"]["GM0119"]) == ("Meppel", 35810)
    assert (frame["achterstand"]["GM0119"], frame["achterstand"]["GM0106"]) == (7, 0)
    assert frame["vormen"]["GM0119"] == ("flex", "eigen")
    assert frame["vormen"]["GM0106"] == ("eigen", "flex", "doorstroomlocatie", "tijdelijk")
    assert frame["stand_per"]["GM0106"] == pd.Timestamp("2025-07-01")
    assert frame["taakstelling"].isna().all()
    assert not case.beginstand_bekend
    assert case.inwoners_nederland == INWONERS_NEDERLAND_2024


def test_given_population_and_point_override() -> None:
    row = {"gemeentecode": "Meppel", "inwoners": 40_000, "x_rd": 208_000.5, "y_rd": 526_000}
    frame = make(gemeenten=[row]).gemeenten.set_index("gemeentecode")
    assert tuple(frame.loc["GM0119", ["inwoners", "x_rd", "y_rd"]]) == (40_000, 208_000.5, 526_000.0)


def test_balance_is_known_when_every_municipality_has_one() -> None:
    case = make(
        {"gebied": ["Assen", "Meppel"]},
        gemeenten=[{"gemeentecode": code, "achterstand": 0} for code in (106, 119)],
    )
    assert case.beginstand_bekend
    assert warnings_of(case, "beginstand_onbekend") == []
    assert warnings_of(make(), "beginstand_onbekend")


def test_defaults_of_households() -> None:
    coa = [{"coa_locatie": "Ter Apel", "soort": "noodopvang"}]
    rows = [
        huishouden(personen=5, coa_locatie="Ter Apel", koppelgemeente="Assen"),
        huishouden(huishouden="H2", personen=4),
    ]
    first, second = make(huishoudens=rows, coa_locaties=coa).huishoudens.to_dict("records")
    assert (first["slaapkamers"], second["slaapkamers"]) == (3, 2)
    assert (first["soort_opvang"], second["soort_opvang"]) == ("noodopvang", "regulier")
    assert first["koppeldatum"] == pd.Timestamp("2025-05-15")
    assert pd.isna(second["koppeldatum"])
    assert (second["koppelgemeente"], second["regioadvies"], second["toegankelijk"]) == ("", (), False)
    assert not first["rekenhuishouden"]


def test_types_do_not_depend_on_what_is_given() -> None:
    counted: dict[str, Any] = {
        "huishoudens": None,
        "aantallen": [{"aantal": 3, "personen": 2, "weken_wachtend": 4}],
    }
    full = make(
        huishoudens=[huishouden(koppelgemeente="Assen", sinds="", slaapkamers=2)],
        doorstroomlocaties=[locatie(kamers=3)],
    )
    for case in (make(), make(**counted), full):
        for name in ("huishoudens", "doorstroomlocaties", "coa_locaties", "woningaanbod", "uitruil", "paren"):
            frame = getattr(case, name)
            assert frame.dtypes.to_dict() == getattr(full, name).dtypes.to_dict()
            assert isinstance(frame.index, pd.RangeIndex)


def test_defaults_of_locations() -> None:
    (site,) = make(doorstroomlocaties=[locatie()]).doorstroomlocaties.to_dict("records")
    assert (site["x_rd"], site["y_rd"]) == (233069.0, 556905.0)
    assert (site["status"], site["inburgering"], site["min_bezetting"]) == ("bestaand", True, 0)
    assert site["exploitatie_per_persoon_dag"] == 60.0
    assert pd.isna(site["kamers"])
    assert pd.isna(site["open_tot"])


def test_dwellings_outside_the_area_are_left_out_and_said() -> None:
    case = make(woningaanbod=[woning(), woning(aanbod="W2", gemeentecode="Utrecht")])
    assert list(case.woningaanbod["aanbod"]) == ["W1"]
    assert len(case.tabellen["woningaanbod"]) == 2
    assert "1 rij" in warnings_of(case, "buiten_gebied")[0].verwacht


def test_periods_and_half_years() -> None:
    case = make({"periode": "maand", "horizon": "2026-06-30", "vg": {"2026-I": {"bekend": 9000}}})
    assert len(case.perioden) == 12
    assert [str(halfjaar) for halfjaar in case.halfjaren] == ["2025-II", "2026-I"]


def test_tables_may_be_typed_or_text() -> None:
    typed = pd.DataFrame(
        {
            "huishouden": ["H1"],
            "personen": [2.0],
            "vergunningdatum": [pd.Timestamp("2025-05-01")],
            "toegankelijk": [True],
            "regioadvies": [("AM03",)],
            "slaapkamers": pd.array([None], dtype="Int64"),
        }
    )
    text = pd.DataFrame(
        {
            "huishouden": ["H1"],
            "personen": ["2"],
            "vergunningdatum": ["1 mei 2025"],
            "toegankelijk": ["ja"],
            "regioadvies": ["AM03"],
            "slaapkamers": [""],
        }
    )
    homes = pd.DataFrame([woning()])
    first = Case.from_tables(PLAN, huishoudens=typed, woningaanbod=homes)
    second = Case.from_tables(PLAN, huishoudens=text, woningaanbod=homes)
    pd.testing.assert_frame_equal(first.huishoudens, second.huishoudens)


def test_unknown_table_is_refused() -> None:
    with pytest.raises(CaseError) as caught:
        Case.from_tables(PLAN, huishouden=pd.DataFrame())
    assert caught.value.problems[0].bedoelde_u == "huishoudens"


def test_given_tables_are_not_changed() -> None:
    people = pd.DataFrame([huishouden(koppelgemeente="Assen")])
    before = people.copy()
    Case.from_tables(PLAN, huishoudens=people, woningaanbod=pd.DataFrame([woning()]))
    pd.testing.assert_frame_equal(people, before)


@pytest.mark.parametrize("people", [None, pd.DataFrame([huishouden()]).iloc[:0]])
def test_nobody_to_house_is_refused(people: pd.DataFrame | None) -> None:
    assert len(errors(huishoudens=people)) == 1


OWN = [
    {"gemeentecode": "noord", "gemeente": "Noord", "inwoners": 3000, "x_rd": 0, "y_rd": 0},
    {"gemeentecode": "1", "gemeente": "Zuid", "inwoners": 1000, "x_rd": 10, "y_rd": -10},
]


def test_own_codes() -> None:
    people = [
        huishouden(koppelgemeente="Zuid", werk="noord"),
        huishouden(huishouden="H2", koppelgemeente="1", personen=40),
    ]
    case = Case.from_tables(
        {"halfjaar": "2025-II", "max_personen": 50},
        gemeenten=pd.DataFrame(OWN),
        huishoudens=pd.DataFrame(people),
        woningaanbod=pd.DataFrame([woning(gemeentecode=1)]),
        doorstroomlocaties=pd.DataFrame([locatie(gemeentecode="noord")]),
    )
    assert case.eigen_codes
    assert list(case.gemeenten["gemeentecode"]) == ["1", "noord"]
    assert list(case.huishoudens["koppelgemeente"]) == ["1", "1"]
    assert case.inwoners_nederland == 4000
    assert (case.doorstroomlocaties["x_rd"][0], case.doorstroomlocaties["y_rd"][0]) == (0.0, 0.0)


def test_own_codes_refuse_what_the_table_lacks() -> None:
    with pytest.raises(CaseError) as caught:
        Case.from_tables(
            {"halfjaar": "2025-II"},
            gemeenten=pd.DataFrame(OWN),
            huishoudens=pd.DataFrame([huishouden(koppelgemeente="Assen")]),
            woningaanbod=pd.DataFrame([woning(gemeentecode="nord")]),
        )
    found = [(p.gevonden, p.bedoelde_u) for p in caught.value.problems if p.ernst == "fout"]
    assert found == [("Assen", ""), ("nord", "noord (Noord)")]


def test_own_codes_without_population_need_every_taakstelling() -> None:
    rows = [row | {"inwoners": 0} for row in OWN]
    tables = {
        "huishoudens": pd.DataFrame([huishouden()]),
        "woningaanbod": pd.DataFrame([woning(gemeentecode="1")]),
    }
    with pytest.raises(CaseError, match="inwoners boven nul"):
        Case.from_tables({"halfjaar": "2025-II"}, gemeenten=pd.DataFrame(rows), **tables)
    published = [row | {"taakstelling": 5} for row in rows]
    assert Case.from_tables(
        {"halfjaar": "2030-II"},
        gemeenten=pd.DataFrame(published),
        **tables | {"woningaanbod": pd.DataFrame([woning(gemeentecode="1", beschikbaar_vanaf="2030-08-01")])},
    ).eigen_codes


def test_part_of_the_own_codes() -> None:
    case = make({"gebied": ["noord"]}, gemeenten=OWN, woningaanbod=[woning(gemeentecode="noord")])
    assert list(case.gemeenten["gemeentecode"]) == ["noord"]
    assert case.inwoners_nederland == 4000
