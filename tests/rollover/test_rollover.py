"""The next quarter's case: who is there, what is left, and the balance."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from plaatsing import Case, CaseError, Plan, read_case, rollover, solve
from plaatsing.opgave import opgave
from plaatsing.taal import speak
from tests.compare.hulp import ASSEN, MEPPEL, solved, with_own_rules, without
from tests.rollover.hulp import PER, codes, event, events, plan, rolled, with_tables


def people(case: Case) -> dict[str, dict[str, object]]:
    rows = case.huishoudens.to_dict("records")
    return {str(row["huishouden"]): {str(key): value for key, value in row.items()} for row in rows}


def dwellings(case: Case) -> dict[str, int]:
    return dict(zip(case.woningaanbod["aanbod"], case.woningaanbod["aantal"], strict=True))


def test_nothing_happened_and_everyone_is_still_there() -> None:
    outcome = rolled(event("gekoppeld", "2025-08-01", "H9", ASSEN))
    assert list(people(outcome.case)) == ["H1", "H2", "H3"]
    assert dwellings(outcome.case) == {"W1": 1, "W2": 1, "W3": 1}
    assert outcome.uitvoering["oordeel"].tolist() == ["niet_uitgevoerd"] * 3
    settings = outcome.case.instellingen
    assert (settings.start, settings.horizon) == (PER, date(2025, 12, 31))
    assert settings.halfjaar == "2025-II"


def test_who_was_housed_leaves_the_case_with_the_dwelling_and_counts() -> None:
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1", ASSEN, aanbod="W1"))
    assert list(people(outcome.case)) == ["H2", "H3"]
    assert dwellings(outcome.case) == {"W2": 1, "W3": 1}
    row = outcome.case.gemeenten.set_index("gemeentecode").loc[ASSEN]
    assert (row["realisatie"], row["achterstand"]) == (2, 5)
    assert row["stand_per"] == pd.Timestamp("2025-09-30")
    done = outcome.uitvoering.set_index("huishouden").loc["H1"]
    assert (done["oordeel"], done["dagen_later"]) == ("zoals_gepland", -11)
    assert outcome.afwijkingen.empty


def test_without_a_named_dwelling_the_planned_one_is_used_up() -> None:
    assert dwellings(rolled(event("gehuisvest", "2025-09-01", "H2")).case) == {"W1": 1, "W3": 1}


def test_who_moved_into_a_location_lives_there_since_that_day_and_counts_once() -> None:
    outcome = rolled(event("in_locatie", "2025-08-05", "H1", locatie="De Brug"))
    row = people(outcome.case)["H1"]
    assert (row["in_locatie"], row["sinds"]) == ("De Brug", pd.Timestamp("2025-08-05"))
    assert outcome.case.gemeenten.set_index("gemeentecode").loc[ASSEN, "realisatie"] == 2
    later = rolled(
        event("in_locatie", "2025-08-05", "H1", locatie="De Brug"),
        event("gehuisvest", "2025-09-05", "H1"),
    )
    assert "H1" not in people(later.case)
    assert later.case.gemeenten.set_index("gemeentecode").loc[ASSEN, "realisatie"] == 2
    assert later.uitvoering.set_index("huishouden").loc["H1", "oordeel"] == "anders"


def test_a_new_permit_comes_in_with_what_is_known_and_may_be_linked_later() -> None:
    outcome = rolled(
        event("vergunning", "2025-08-01", "H7", personen=3, slaapkamers=2, gezin=MEPPEL),
        event("gekoppeld", "2025-08-20", "H7", MEPPEL),
    )
    row = people(outcome.case)["H7"]
    assert (row["personen"], row["slaapkamers"], row["gezin"]) == (3, 2, MEPPEL)
    assert (row["koppelgemeente"], row["koppeldatum"]) == (MEPPEL, pd.Timestamp("2025-08-20"))
    assert row["vergunningdatum"] == pd.Timestamp("2025-08-01")
    assert outcome.afwijkingen.empty


def test_what_was_given_of_others_stays_as_it_was() -> None:
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"))
    before, after = plan().case.huishoudens, outcome.case.huishoudens
    pd.testing.assert_frame_equal(before[before["huishouden"] != "H1"].reset_index(drop=True), after)


def test_a_koppeling_that_the_plan_only_proposed_is_no_fact() -> None:
    unlinked = with_tables(
        huishoudens=lambda table: table.assign(
            koppelgemeente=[ASSEN, ASSEN, ""], koppeldatum=["2025-05-15", "2025-05-15", ""]
        )
    )
    assert unlinked.plaatsingen.set_index("huishouden").loc["H3", "voorstel"]
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"), of=unlinked)
    assert people(outcome.case)["H3"]["koppelgemeente"] == ""


def test_an_ended_half_year_is_settled_into_the_arrears() -> None:
    outcome = rolled(
        event("gehuisvest", "2025-07-20", "H1"),
        event("gehuisvest", "2025-09-01", "H2"),
        per=date(2026, 1, 1),
        vg=9000,
    )
    book = opgave(plan().case).set_index("gemeentecode")
    after = outcome.case.gemeenten.set_index("gemeentecode")
    left = book["gecorrigeerd"] - book["al_gerealiseerd"]
    assert after["achterstand"].to_dict() == (left - pd.Series({ASSEN: 1 + 4, MEPPEL: 0})).to_dict()
    assert after["achterstand"].to_dict() == {ASSEN: 5 + 20 + 2 - 1 - 5, MEPPEL: -2 + 10 - 3}
    assert after["realisatie"].tolist() == [0, 0]
    assert after["realisatie_overig"].tolist() == [0, 0]
    assert after["correctie"].tolist() == [0, 0]
    assert after["taakstelling"].isna().all()
    assert after["stand_per"].tolist() == [pd.Timestamp("2026-01-01")] * 2
    assert outcome.case.instellingen.halfjaar == "2026-I"
    assert outcome.case.instellingen.vg_voor("2026-I") == 9000
    assert outcome.case.instellingen.horizon == date(2026, 6, 30)


def test_arrears_keep_the_half_year_in_which_they_arose() -> None:
    housed = event("gehuisvest", "2025-09-01", "H2")
    within = rolled(housed).herkomst
    assert within.to_dict("records") == [{"gemeentecode": ASSEN, "herkomst": "beginstand", "personen": 5}]
    after = rolled(housed, per=date(2026, 1, 1), vg=9000).herkomst
    assert after.to_dict("records") == [
        {"gemeentecode": ASSEN, "herkomst": "2025-II", "personen": 22},
        {"gemeentecode": MEPPEL, "herkomst": "2025-II", "personen": 5},
    ]


def test_room_for_links_shrinks_by_who_was_newly_linked() -> None:
    outcome = rolled(
        event("vergunning", "2025-08-01", "H7", personen=3),
        event("gekoppeld", "2025-08-20", "H7", ASSEN),
        event("gehuisvest", "2025-07-20", "H1"),
    )
    assert outcome.case.gemeenten["koppelruimte"].tolist()[0] == 12 - 3
    assert outcome.case.gemeenten["koppelruimte"].isna().tolist() == [False, True]


def test_a_candidate_that_people_live_in_exists_now() -> None:
    planned = with_tables(
        woningaanbod=without("W1"),
        doorstroomlocaties=lambda table: table.assign(
            status="kandidaat", transitiekosten=1000, deelnemende_gemeenten="", open_vanaf="2025-09-01"
        ),
    )
    outcome = rolled(event("in_locatie", "2025-08-05", "H1", locatie="De Brug"), of=planned)
    site = outcome.case.doorstroomlocaties.iloc[0]
    assert (site["status"], site["deelnemende_gemeenten"]) == ("bestaand", (ASSEN,))
    assert site["open_vanaf"] == pd.Timestamp("2025-08-05")
    assert codes(outcome) == {"kandidaat_bestaat": True}


def test_a_closed_location_goes_and_its_extension_with_it() -> None:
    def with_extension(table: pd.DataFrame) -> pd.DataFrame:
        more = table.assign(locatie="De Brug-2", status="kandidaat", uitbreiding_van="De Brug")
        return pd.concat([table, more], ignore_index=True)

    outcome = rolled(
        event("locatie_dicht", "2025-08-15", locatie="De Brug"),
        of=with_tables(doorstroomlocaties=with_extension),
    )
    assert outcome.case.doorstroomlocaties.empty
    assert codes(outcome) == {"uitbreiding_vervalt": True}


def test_a_closed_location_with_people_stays_and_is_said_so() -> None:
    outcome = rolled(
        event("in_locatie", "2025-08-05", "H1", locatie="De Brug"),
        event("locatie_dicht", "2025-08-15", locatie="De Brug"),
    )
    assert outcome.case.doorstroomlocaties["open_tot"].tolist() == [pd.Timestamp("2025-08-15")]
    assert codes(outcome) == {"dicht_maar_bewoond": True}


def test_a_closure_announced_for_later_ends_the_location_then() -> None:
    outcome = rolled(event("locatie_dicht", "2025-11-30", locatie="De Brug"))
    assert outcome.case.doorstroomlocaties["open_tot"].tolist() == [pd.Timestamp("2025-11-30")]
    assert outcome.afwijkingen.empty


def test_locks_are_listed_and_never_taken_along() -> None:
    lock = pd.DataFrame({"soort": ["huishouden"], "sleutel": ["H2"], "veld": ["vorm"], "waarde": ["eigen"]})
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"), of=with_tables(vastgezet=lambda _: lock))
    assert outcome.case.vastgezet.empty
    assert outcome.vastgezet[["sleutel", "waarde", "bestaat"]].to_dict("records") == [
        {"sleutel": "H2", "waarde": "eigen", "bestaat": True}
    ]


def test_the_earlier_plan_goes_along_for_who_is_still_there_and_changes_weigh() -> None:
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"))
    earlier = outcome.case.eerder_plan.set_index("huishouden")
    assert list(earlier.index) == ["H2", "H3"]
    assert earlier.loc["H2", "vertrek_coa"] == pd.Timestamp("2025-08-31")
    assert outcome.case.instellingen.doelen.wijziging == 2000
    own = with_tables({"doelen": {"wijziging": 7.0, "afstand": 2.0}})
    goals = rolled(event("gehuisvest", "2025-07-20", "H1"), of=own).case.instellingen.doelen
    assert (goals.wijziging, goals.afstand) == (7.0, 2.0)


def test_counted_households_are_counted_again() -> None:
    counts = pd.DataFrame(
        {
            "koppelgemeente": [ASSEN, MEPPEL],
            "personen": [2, 3],
            "vergunningmaand": ["2025-03", ""],
            "weken_wachtend": ["", 10],
            "aantal": [3, 1],
        }
    )
    of = with_tables(huishoudens=lambda table: table.head(1), aantallen=lambda _: counts)
    outcome = rolled(event("gehuisvest", "2025-08-01", "", ASSEN, personen=2), of=of)
    rows = outcome.case.huishoudens
    counted = rows[rows["rekenhuishouden"]]
    assert counted.groupby("koppelgemeente")["personen"].agg(list).to_dict() == {ASSEN: [2, 2], MEPPEL: [3]}
    assert counted.loc[counted["koppelgemeente"] == ASSEN, "vergunningdatum"].unique().tolist() == [
        pd.Timestamp("2025-03-15")
    ]
    assert outcome.case.gemeenten.set_index("gemeentecode").loc[ASSEN, "realisatie"] == 1 + 2
    shift = counted.loc[counted["koppelgemeente"] == MEPPEL, "vergunningdatum"].iloc[0] - pd.Timestamp(
        "2025-04-22"
    )
    assert abs(shift.days) <= 3
    assert codes(outcome) == {"telling_verschoven": True, "woning_niet_aangeboden": True}


@pytest.mark.parametrize("per", [date(2025, 7, 1), date(2025, 6, 1), date(2026, 1, 2)])
def test_the_new_start_lies_within_the_plan(per: date) -> None:
    with pytest.raises(CaseError, match="verwacht een dag na 2025-07-01 en hoogstens de dag na 2025-12-31"):
        rolled(event("gehuisvest", "2025-07-20", "H1"), per=per)


def test_persons_add_up_whatever_happened() -> None:
    outcome = rolled(
        event("gehuisvest", "2025-07-20", "H1"),
        event("in_locatie", "2025-08-05", "H2", locatie="De Brug"),
        event("vergunning", "2025-08-01", "H7", personen=3),
        event("vertrokken", "2025-09-01", "H3"),
    )
    started = int(plan().case.huishoudens["personen"].sum())
    assert outcome.case.huishoudens["personen"].sum() == started + 3 - 1 - 2
    assert outcome.saldo["gehuisvest"].sum() == 1 + 4


def test_the_own_rule_set_of_a_plan_goes_along(tmp_path: Path) -> None:
    solve(with_own_rules(tmp_path)).write(tmp_path / "run")
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1"), of=Plan.read(tmp_path / "run"))
    outcome.write(tmp_path / "nieuw")
    assert read_case(tmp_path / "nieuw").beleid.naam == "eigen"


def test_a_workbook_has_its_report_beside_it(tmp_path: Path) -> None:
    rolled(event("gehuisvest", "2025-07-20", "H1")).write(tmp_path / "nieuw.xlsx")
    assert len(read_case(tmp_path / "nieuw.xlsx").huishoudens) == 2
    assert (tmp_path / "nieuw-rollover" / "saldo.csv").is_file()


def test_the_summary_speaks_english() -> None:
    with speak("en"):
        text = str(rolled(event("gehuisvest", "2025-07-20", "H1"), event("gehuisvest", "2025-07-21", "H1")))
    assert "Carried out: as planned 1, other than planned 0, not carried out 2, not planned 0" in text
    assert "row 3, H1, this household was housed already (Assen), not processed: correct the" in text


def test_the_title_names_the_half_year_of_the_new_case() -> None:
    of = with_tables({"titel": "Proef 2025-II"})
    housed = event("gehuisvest", "2025-07-20", "H1")
    assert rolled(housed, of=of).case.instellingen.titel == "Proef 2025-II"
    later = rolled(housed, of=of, per=date(2026, 1, 1), vg=9000)
    assert later.case.instellingen.titel == "Proef 2026-I"


def test_an_unknown_opening_balance_stays_unknown_and_is_said_once_it_is_settled() -> None:
    unknown = solved()
    within = rolled(event("gehuisvest", "2025-07-20", "H1"), of=unknown)
    assert not within.case.beginstand_bekend
    assert within.case.gemeenten["realisatie"].tolist() == [1, 0]
    after = rolled(event("gehuisvest", "2025-07-20", "H1"), of=unknown, per=date(2026, 1, 1), vg=9000)
    assert codes(after) == {"beginstand_was_onbekend": True}


def test_a_case_with_its_own_municipalities_rolls_over_too() -> None:
    places = pd.DataFrame(
        {
            "gemeentecode": ["X1", "X2"],
            "gemeente": ["Eén", "Twee"],
            "inwoners": [1000, 2000],
            "x_rd": [200_000, 210_000],
            "y_rd": [500_000, 500_000],
            "achterstand": [0, 0],
        }
    )
    swap = {ASSEN: "X1", MEPPEL: "X2", f"{ASSEN}|{MEPPEL}": "X1|X2"}
    own = solved(
        {"gebied": [], "vg": {"2025-II": {"bekend": 30}}},
        gemeenten=lambda _: places,
        huishoudens=lambda table: table.replace(swap),
        woningaanbod=lambda table: table.replace(swap),
        doorstroomlocaties=lambda table: table.replace(swap),
    )
    outcome = rolled(event("gehuisvest", "2025-07-20", "H1", "Eén"), of=own)
    assert outcome.case.gemeenten["realisatie"].tolist() == [1, 0]
    assert outcome.afwijkingen.empty


def test_the_horizon_can_be_another() -> None:
    outcome = rollover(
        plan(), events(event("gehuisvest", "2025-07-20", "H1")), PER, horizon=date(2025, 11, 30)
    )
    assert outcome.case.instellingen.horizon == date(2025, 11, 30)


def test_the_plan_is_as_it_was() -> None:
    before = plan().case.huishoudens.copy()
    rolled(event("gehuisvest", "2025-07-20", "H1"))
    pd.testing.assert_frame_equal(plan().case.huishoudens, before)
    assert isinstance(plan(), Plan)
