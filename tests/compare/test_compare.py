"""Several plans side by side: figures, tables, page and names."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from plaatsing import Plan, compare
from plaatsing.compare.namen import run_names
from plaatsing.compare.tabellen import HUISHOUDENS, PLANNEN, side_by_side
from plaatsing.taal import Taal, _, speak
from plaatsing.uitvoer.csvtabel import read_csv
from plaatsing.uitvoer.fouten import RunError
from plaatsing.uitvoer.woorden import in_words
from tests.cli.hulp import run
from tests.compare.hulp import ASSEN, MEPPEL, cell, solved, without


@pytest.fixture(scope="module")
def plans() -> tuple[Plan, Plan, Plan]:
    return (
        solved(),
        solved(woningaanbod=without("W1")),
        solved(
            {"omrijfactor": 1.5, "doelen": {"afstand": 2.0}}, huishoudens=cell("H2", "koppelgemeente", MEPPEL)
        ),
    )


def test_the_first_figures_are_those_of_each_plan(plans: tuple[Plan, ...]) -> None:
    table = compare(*plans, namen=("a", "b", "c")).plannen.set_index("plan")
    for name, plan in zip("abc", plans, strict=True):
        placed = plan.plaatsingen
        out = placed["vertrek_coa"].notna()
        assert table.loc[name, "geplaatst"] == placed.loc[out, "personen"].sum()
        assert table.loc[name, "in_coa"] == placed.loc[~out, "personen"].sum()
        assert table.loc[name, "tekort"] == plan.taakstelling["tekort"].sum()
        assert table.loc[name, "gehaald"] == (plan.taakstelling["tekort"] == 0).sum()
        assert table.loc[name, "doelwaarde"] == plan.objective
    assert list(table["in_coa"] > 0) == [False, False, True]


def test_municipalities_stand_side_by_side(plans: tuple[Plan, ...]) -> None:
    table = compare(*plans, namen=("a", "b", "c")).gemeenten.set_index(["gemeentecode", "halfjaar"])
    for name, plan in zip("abc", plans, strict=True):
        book = plan.taakstelling.set_index(["gemeentecode", "halfjaar"])
        assert (table[f"tekort_{name}"] == book["tekort"]).all()
        assert (table[f"verwacht_{name}"] == book["verwacht"]).all()


def test_the_doorberekening_of_given_links_is_summed_per_municipality(plans: tuple[Plan, ...]) -> None:
    def waiting_long(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(vergunningdatum="2024-10-01", koppeldatum="")

    late = solved(huishoudens=waiting_long)
    table = compare(plans[0], late, namen=("a", "b")).gemeenten.set_index("gemeentecode")
    cents = late.doorberekening.query("soort != 'risico'")["bedrag_cent"].sum()
    assert cents > 0
    assert table["doorberekening_b"].sum() == pytest.approx(cents / 100)
    assert table["doorberekening_a"].sum() == 0


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_weeks_since_the_term_are_told_apart_from_the_goal(taal: Taal) -> None:
    # The term of H1 passed on 7 January 2025: 175 days before the start.
    late = solved(huishoudens=cell("H1", "vergunningdatum", "2024-10-01"))
    row = compare(late, late, namen=("a", "b")).plannen.iloc[0]
    goal = late.doelen.set_index("doel").loc["overschrijding", "waarde"]
    assert row["in_coa"] == 0
    assert row["persoonsweken_sinds_termijn"] - goal == pytest.approx(175 / 7)
    titles = {kolom.naam: kolom.titel for kolom in PLANNEN.kolommen}
    with speak(taal):
        title, goal_title = _(titles["persoonsweken_sinds_termijn"]), in_words("doel", "overschrijding")
    assert any(word in title for word in ("sinds", "since"))
    assert "start" in goal_title


def test_a_location_that_only_one_plan_knows_is_empty_in_the_other(plans: tuple[Plan, ...]) -> None:
    other = solved(doorstroomlocaties=cell("De Brug", "locatie", "De Poort"))
    table = compare(plans[1], other, namen=("a", "b")).locaties.set_index("locatie")
    assert list(table.index) == ["De Brug", "De Poort"]
    assert table.loc["De Brug", "open_a"] == "ja"
    assert table.loc["De Brug", "open_b"] == ""
    assert list(table["personen_a"].isna()) == [False, True]
    assert list(table["personen_b"].isna()) == [True, False]
    assert table.loc["De Poort", "gemeente"] == "Assen"


def test_only_settings_that_differ_are_listed(plans: tuple[Plan, ...]) -> None:
    table = compare(plans[0], plans[2], namen=("a", "c")).instellingen
    assert dict(zip(table["instelling"], table["waarde_c"], strict=True)) == {
        "omrijfactor": "1,5",
        "doelen.afstand": "2,0",
    }


def test_plans_that_weigh_otherwise_are_said_not_to_compare(plans: tuple[Plan, ...]) -> None:
    assert "wegen niet hetzelfde" in str(compare(plans[0], plans[2], namen=("a", "c")))
    assert "wegen niet hetzelfde" not in str(compare(plans[0], plans[1], namen=("a", "b")))


def test_the_summary_speaks_english(plans: tuple[Plan, ...]) -> None:
    with speak("en"):
        text = str(compare(plans[0], plans[1], namen=("a", "b")))
    assert "the dwelling is no longer there: 1" in text
    assert "huishouden" not in text


def test_names_are_as_short_as_they_can_be() -> None:
    assert run_names([Path("x/een"), Path("y/twee")]) == ("een", "twee")
    assert run_names([Path("x/een/plan"), Path("x/twee/plan"), Path("drie")]) == (
        "een/plan",
        "twee/plan",
        "drie",
    )
    same = run_names([Path("x/een"), Path("x/een")])
    assert same[1] == f"{same[0]} (2)"


@pytest.mark.parametrize("names", [("a",), ("a", "a"), ("a", "b", "c")])
def test_every_plan_needs_a_name_of_its_own(plans: tuple[Plan, ...], names: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="eigen naam"):
        compare(plans[0], plans[1], namen=names)


def test_one_plan_is_nothing_to_compare(plans: tuple[Plan, ...]) -> None:
    with pytest.raises(ValueError, match="twee plannen"):
        compare(plans[0])


def test_tables_are_written_and_read_back(plans: tuple[Plan, ...], tmp_path: Path) -> None:
    outcome = compare(*plans, namen=("a", "b", "c"))
    written = outcome.write(tmp_path / "uit")
    assert written[0].name == "vergelijking.html"
    for tabel in (PLANNEN, *side_by_side(outcome.namen), HUISHOUDENS):
        path = tmp_path / "uit" / f"vergelijking-{tabel.naam}.csv"
        frame = read_csv(tabel, path.read_bytes(), path.name)
        assert len(frame) == len(getattr(outcome, tabel.naam))
        assert path in written
    with pytest.raises(RunError, match="staat al een vergelijking"):
        outcome.write(tmp_path / "uit")
    before = [path.read_bytes() for path in written]
    outcome.write(tmp_path / "uit", vervang=True)
    assert [path.read_bytes() for path in written] == before


class Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def test_the_page_is_whole_in_itself_and_can_be_read_aloud(plans: tuple[Plan, ...], tmp_path: Path) -> None:
    text = compare(*plans, namen=("a", "b", "c")).write(tmp_path)[0].read_text(encoding="utf-8")
    page = Page(text)
    assert page.named("html")[0]["lang"] == "nl"
    assert not re.findall(r"""(?:src|href)=["']?(?!#)[^"'>\s]+|url\((?!["']?(?:#|data:))|@import""", text)
    assert len(page.named("table")) == len(page.named("caption")) == 7
    assert all(cell.get("scope") for cell in page.named("th"))
    assert "H1" in text
    assert "de woning is er niet meer" in text
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))


def test_the_command_compares_run_folders(plans: tuple[Plan, ...], tmp_path: Path) -> None:
    plans[0].write(tmp_path / "eerste")
    plans[1].write(tmp_path / "tweede")
    outcome = run("compare", tmp_path / "eerste", tmp_path / "tweede", "-o", tmp_path / "uit")
    assert outcome.exit_code == 0, outcome.output
    assert "tweede: 1 huishouden (1 personen) anders dan in eerste" in outcome.output
    assert (tmp_path / "uit" / "vergelijking.html").is_file()
    again = run("compare", tmp_path / "eerste", tmp_path / "tweede", "-o", tmp_path / "uit")
    assert again.exit_code == 2
    assert "staat al een vergelijking" in again.output


def test_the_command_asks_for_two_runs_and_names_what_is_no_run(tmp_path: Path) -> None:
    assert "ten minste twee" in run("compare", tmp_path).output
    outcome = run("compare", tmp_path, tmp_path / "niets")
    assert outcome.exit_code == 2
    assert "geen resultaatmap" in outcome.output
    assert ASSEN not in outcome.output
