"""The settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest
from pydantic import ValidationError
from pydantic_core.core_schema import ErrorType

from plaatsing.case import Case, read_case
from plaatsing.instellingen import Instellingen
from plaatsing.kalender import Halfjaar
from plaatsing.lezen.plan import _problem, check_plan
from plaatsing.problemen import CaseError
from plaatsing.taal import speak
from plaatsing.taal.zinnen import translate
from tests.case.hulp import (
    PLAN,
    PLAN_TOML,
    error,
    errors,
    folder,
    huishouden,
    make,
    refused,
    warnings_of,
    woning,
)

# Words of English that would show that a message of pydantic reached the planner.
ENGLISH = ("input", "should", "valid ", "unable", "extra ", "field", "must", "required", "error")


def test_half_year_gives_the_dates() -> None:
    settings = Instellingen.model_validate({"halfjaar": "2025-II"})
    assert (settings.start, settings.horizon) == (date(2025, 7, 1), date(2025, 12, 31))


def test_dates_give_the_half_year() -> None:
    settings = Instellingen.model_validate({"start": "1 september 2025"})
    assert (settings.halfjaar, settings.horizon) == ("2025-II", date(2025, 12, 31))
    assert settings.halfjaren == (Halfjaar(2025, 2),)


def test_settings_are_frozen() -> None:
    settings = Instellingen.model_validate({"halfjaar": "2025-II"})
    with pytest.raises(ValidationError):
        settings.eindweken = 3  # type: ignore[misc]


def test_bundled_figure_is_the_revised_one() -> None:
    settings = Instellingen.model_validate({"halfjaar": "2025-I"})
    assert settings.vg_voor(Halfjaar.parse("2025-I")) == 15_000
    with pytest.raises(ValueError, match="2030-I"):
        settings.vg_voor("2030-I")


def test_own_figure_goes_before_the_bundled_one() -> None:
    given = {"halfjaar": "2025-I", "vg": {"2025-I": {"bekend": 17_700, "herzien": 16_000}}}
    assert Instellingen.model_validate(given).vg_voor("2025-I") == 16_000


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"periode": "wek"}, "periode", 'gevonden "wek", verwacht week, 2weken of maand; bedoelde u "week"?'),
    ({"afstandlimiet_km": 3}, "afstandlimiet_km", 'onbekende instelling; bedoelde u "afstandslimiet_km"?'),
    ({"doelen": {"tekrt": 3}}, "doelen.tekrt", 'onbekende instelling; bedoelde u "tekort"?'),
    ({"doelen": {"tekort": -1}}, "doelen.tekort", 'gevonden "-1", verwacht een getal van ten minste 0'),
    ({"omrijfactor": 0.5}, "omrijfactor", 'gevonden "0,5", verwacht een getal van ten minste 1'),
    ({"kleinste_aantal": 1}, "kleinste_aantal", 'gevonden "1", verwacht een getal van ten minste 2'),
    ({"eindweken": 1.5}, "eindweken", 'gevonden "1,5", verwacht een geheel getal'),
    ({"eindweken": 10**400}, "eindweken", "verwacht een getal van ten hoogste 520"),
    ({"budget": float("inf")}, "budget", "verwacht een getal zoals 12.5"),
    ({"aftopping": "misschien"}, "aftopping", "verwacht ja of nee"),
    ({"solver": 3}, "solver", "verwacht een blok met eigen instellingen, zoals [solver]"),
    ({"solver": {"time_limit": 0}}, "solver.time_limit", "verwacht een getal groter dan 0"),
    ({"vg": {"2025-3": {"bekend": 1}}}, "vg.2025-3", "verwacht een halfjaar zoals 2025-II"),
    ({"vg": {"2025-II": {"bekend": "veel"}}}, "vg.2025-II.bekend", "verwacht een geheel getal"),
    ({"gebied": 3}, "gebied", "verwacht een lijst namen"),
    ({"titel": [1]}, "titel", "verwacht tekst"),
    ({"halfjaar": "2025-2"}, "halfjaar", 'verwacht een halfjaar zoals 2025-II; bedoelde u "2025-II"?'),
    ({"start": "2025-02-31"}, "start", "verwacht een datum zoals 2025-03-01"),
    ({"start": "2026-01-01"}, "start", "verwacht een dag in het halfjaar 2025-II"),
    ({"horizon": date(2025, 6, 30)}, "horizon", "verwacht een dag op of na de start (2025-07-01)"),
    ({"horizon": date(2090, 6, 30)}, "horizon", "verwacht een plan van hoogstens 1000 perioden en 20 jaar"),
]


@pytest.mark.parametrize(("settings", "key", "text"), WRONG)
def test_wrong_settings(settings: dict[str, Any], key: str, text: str) -> None:
    _, problems = check_plan({"halfjaar": "2025-II"} | settings, "plan.toml")
    assert [problem.kolom for problem in problems] == [key]
    assert text in str(problems[0])
    assert not any(word in str(problems[0]).lower() for word in ENGLISH)


@pytest.mark.parametrize(
    "value", [None, True, 3, -1, 1.5, "x", "", [], [3], {}, {"a": 1}, date(2025, 7, 1), float("nan")]
)
@pytest.mark.parametrize("key", list(Instellingen.model_fields))
def test_no_value_shows_words_of_pydantic(key: str, value: object) -> None:
    settings, problems = check_plan({"halfjaar": "2025-II", key: value}, "plan.toml")
    assert (settings is None) == bool(problems)
    assert not any(word in str(problem).lower() for problem in problems for word in ENGLISH)


@pytest.mark.parametrize("kind", get_args(ErrorType))
def test_every_kind_of_error_of_pydantic_has_words_of_our_own(kind: str) -> None:
    place = ("periode",) if kind in {"extra_forbidden", "literal_error"} else ("eindweken",)
    context = dict.fromkeys(("ge", "gt", "le", "lt"), 1)
    text = str(
        _problem({"type": kind, "loc": place, "input": "x", "ctx": context, "msg": "unused"}, "plan.toml", {})
    )
    assert text.startswith(f"plan.toml, {place[0]}: ")
    assert not any(word in text.lower() for word in ENGLISH)


def test_nothing_given_asks_for_the_half_year_only() -> None:
    _, problems = check_plan({}, "plan.toml")
    assert [(p.kolom, p.code) for p in problems] == [("halfjaar", "ontbreekt")]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('halfjaar = "2025-II"\ngebied = Drenthe\n', 2),
        ('halfjaar = "2025-II\n', 1),
        ("[doelen\n", 1),
        ('halfjaar = "2025-II"\nhalfjaar = "2025-I"\n', 2),
        ("gebied = [", 1),
        ("start = 2025-02-31\n", None),
        ("eindweken = " + "9" * 5000 + "\n", None),
    ],
)
def test_broken_toml_names_the_line(tmp_path: Path, text: str, row: int | None) -> None:
    (problem,) = refused(folder(tmp_path, plan=text))
    assert (problem.bestand, problem.code) == ("plan.toml", "toml")
    if row is not None:
        assert problem.rij == row


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ('gebied = ["GM0106",\n"GM0119"\n\n[vg.2025-II]\nbekend = 1\n', 1, "verwacht ] voor rij 4"),
        ('gebied = ["GM0106", # of [\n\n[doelen]\nkosten = 1\n', 1, "verwacht ] voor rij 3"),
        ('titel = "x"\ngebied = [\n"GM0106",\n', 2, "verwacht ] voor het eind van het bestand"),
        ('x = [["a"],\n["b"\nhalfjaar = "2025-II"\n', 2, "verwacht ] voor rij 3"),
        ('gebied = [\n"GM0106"\n"GM0119"\n]\n', 3, "een komma tussen de waarden van de lijst die op rij 1"),
        ("gebied = [\nDrenthe,\n]\n", 2, 'tekst tussen "aanhalingstekens"'),
        ('halfjaar = "2025-II\n', 1, 'verwacht " aan het eind van de regel'),
        ("titel = 'Drenthe\nhalfjaar = 1\n", 1, "verwacht ' aan het eind van de regel"),
        ('x = 1\ntoelichting = """lang [\n\n', 2, 'verwacht """ aan het eind'),
        ("x = {a = 1\nb = 2}\n", 1, "de sluitende accolade op dezelfde regel"),
        ("[doelen\nkosten = 1\n", 1, "met haken aan weerszijden"),
        ("[doelen]\nkosten = 1\n[doelen]\n", 3, "staat er al"),
    ],
)
def test_broken_toml_names_where_it_went_wrong_and_what_belongs_there(
    tmp_path: Path, text: str, row: int, expected: str
) -> None:
    (problem,) = refused(folder(tmp_path, plan=text.replace("\n", "\r\n")))
    assert problem.rij == row
    assert expected in problem.verwacht
    with speak("en"):
        assert translate(problem.verwacht) != problem.verwacht
    assert problem.gevonden == text.splitlines()[row - 1]


@pytest.mark.parametrize("date", ["2025-13-31", "31-12-2025", "2025-7-1  # begin"])
def test_a_date_that_toml_cannot_read_is_asked_for_as_a_date(tmp_path: Path, date: str) -> None:
    (problem,) = refused(folder(tmp_path, plan=f'halfjaar = "2025-II"\nstart = {date}\n'))
    assert (problem.rij, problem.gevonden) == (2, f"start = {date}")
    assert problem.verwacht == "verwacht een datum zoals 2025-07-01, zonder aanhalingstekens"


def test_toml_with_a_byte_order_mark_and_in_windows_1252(tmp_path: Path) -> None:
    text = PLAN_TOML + 'titel = "Súdwest"\n'
    for encoding in ("utf-8-sig", "cp1252"):
        assert read_case(folder(tmp_path, plan=text.encode(encoding))).instellingen.titel == "Súdwest"


def test_unknown_area_suggests() -> None:
    assert error({"gebied": ["Drente"]}).bedoelde_u == "Drenthe"
    assert error({"gebied": []}).code == "ontbreekt"


@pytest.mark.parametrize(
    "area", [["Drenthe"], "PV22", ["drenthe"], ["106", "GM0119"], ["nederland"], ["VR03"]]
)
def test_areas(area: object) -> None:
    codes = set(make({"gebied": area}).gemeenten["gemeentecode"])
    assert {"GM0106", "GM0119"} <= codes


def test_unknown_rule_set_is_a_problem_of_the_case() -> None:
    assert error({"beleid": "migratieagenda-2032"}).bedoelde_u == "migratieagenda-2023"
    assert errors({"beleid": "nergens.toml"})[0].code == "geen_bestand"


def test_own_rule_set_stands_beside_the_plan(tmp_path: Path) -> None:
    from importlib.resources import files

    rules = (
        files("plaatsing.beleid").joinpath("regels", "migratieagenda-2023.toml").read_text(encoding="utf-8")
    )
    folder(tmp_path / "zaak", plan=PLAN_TOML + 'beleid = "eigen.toml"\n')
    (tmp_path / "zaak" / "eigen.toml").write_text(
        rules.replace('naam = "', 'naam = "eigen-', 1), encoding="utf-8"
    )
    case = read_case(tmp_path / "zaak")
    assert case.beleid.naam == "eigen-migratieagenda-2023"
    again = read_case(case.write(tmp_path / "kopie"))
    assert again.beleid == case.beleid


def test_uncertain_figure_is_said_to_be() -> None:
    (problem,) = warnings_of(make(), "onzeker_cijfer")
    assert problem.kolom == "vg.2025-II.bekend"
    assert "zekerheid: pers" in problem.verwacht
    assert warnings_of(make({"vg": {"2025-II": {"bekend": 13_000}}}), "onzeker_cijfer") == []


def test_missing_figure_is_named() -> None:
    plan = {"halfjaar": "2026-I"}
    people = [{"huishouden": "H1", "personen": 2, "vergunningdatum": "2026-01-01"}]
    problem = error(plan, huishoudens=people)
    assert (problem.kolom, problem.code) == ("vg.2026-I.bekend", "ontbreekt")
    case = make(plan | {"vg": {"2026-I": {"bekend": 9000}}}, huishoudens=people)
    assert warnings_of(case, "peildatum_inwoners")


def test_published_figures_make_the_national_one_unnecessary() -> None:
    plan = {"halfjaar": "2026-I", "gebied": ["Assen"]}
    assert make(plan, gemeenten=[{"gemeentecode": "Assen", "taakstelling": 40}]).halfjaren == (
        Halfjaar(2026, 1),
    )
    beyond = plan | {"horizon": "2026-12-31"}
    assert (
        error(beyond, gemeenten=[{"gemeentecode": "Assen", "taakstelling": 40}]).kolom == "vg.2026-II.bekend"
    )


def test_plan_without_the_end_of_a_half_year_warns() -> None:
    assert warnings_of(make({"horizon": "2025-11-30"}), "geen_halfjaar")


def test_rule_set_of_another_time_warns() -> None:
    people = [{"huishouden": "H1", "personen": 2, "vergunningdatum": "2019-01-01"}]
    (problem,) = warnings_of(make({"halfjaar": "2019-I"}, huishoudens=people), "beleid_ongeldig")
    assert (problem.kolom, problem.gevonden) == ("beleid", "migratieagenda-2023")


def test_a_wrong_setting_hides_nothing_else() -> None:
    case = PLAN | {"periode": "weeg", "gebied": ["Drente"]}
    twice = [huishouden(), huishouden()]
    with pytest.raises(CaseError) as caught:
        Case.from_tables(case, huishoudens=pd.DataFrame(twice), woningaanbod=pd.DataFrame([woning()]))
    assert {problem.kolom for problem in caught.value.problems} >= {"periode", "gebied", "huishouden"}


def test_what_hangs_on_a_wrong_date_is_not_guessed() -> None:
    with pytest.raises(CaseError) as caught:
        Case.from_tables(
            {"gebied": ["Drenthe"], "halfjaar": "2025-III"},
            huishoudens=pd.DataFrame([huishouden()]),
            woningaanbod=pd.DataFrame([woning()]),
        )
    assert [problem.kolom for problem in caught.value.problems] == ["halfjaar"]
