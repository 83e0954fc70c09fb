"""Solving from an earlier plan: the same proof, sooner, also where the case has changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from plaatsing import Case, Plan, read_case, solve
from plaatsing.cli.groep import main
from plaatsing.generator import generate_case
from plaatsing.instantie import build_instantie
from plaatsing.models import Epochs
from plaatsing.models.pricing import Structure
from plaatsing.models.start import allowed
from plaatsing.uitkomst.trajecten import trajecten
from plaatsing.verify import verify
from plaatsing.warme_start import warme_start


@cache
def casus(huishoudens: int = 60) -> Case:
    return generate_case("drenthe", huishoudens=huishoudens, periode="maand", gekoppeld=0.5)


@cache
def eerder() -> Plan:
    return solve(casus(), gap=1e-3)


def test_a_plan_of_the_case_itself_fits_whole() -> None:
    instantie = build_instantie(casus())
    start = warme_start(instantie, eerder())
    structure = Structure(instantie.model, Epochs.of(instantie.model.pools))
    assert allowed(structure, start.trajects).all()
    assert set(trajecten(instantie, eerder().plaatsingen)) == set(casus().huishoudens["huishouden"])
    assert start.prices is not None


def test_a_start_gives_a_plan_that_is_proven_and_verified() -> None:
    plan = solve(casus(), gap=1e-3, start=eerder())
    assert plan.status == "optimaal"
    assert plan.objective <= eerder().objective * (1 + 1e-3)
    assert plan.instellingen_solve["start"] == "eerder plan"
    assert verify(casus(), plan).geslaagd


@pytest.mark.parametrize("lacking", ["huishoudens", "woningaanbod", "doorstroomlocaties"])
def test_what_the_case_no_longer_has_is_left_out(lacking: str) -> None:
    """Half of a table is gone; the earlier plan names what is in the other half too."""
    tables = dict(casus().tabellen)
    tables[lacking] = tables[lacking].iloc[::2].reset_index(drop=True)
    fewer = Case.from_tables(casus().instellingen, **tables)
    start = warme_start(build_instantie(fewer), eerder())
    whole = warme_start(build_instantie(casus()), eerder())
    assert 0 < len(start.trajects) < len(whole.trajects)
    plan = solve(fewer, gap=1e-3, start=eerder())
    assert plan.status == "optimaal"
    assert plan.objective == pytest.approx(solve(fewer, gap=1e-3).objective, rel=2e-3)
    assert verify(fewer, plan).geslaagd


def test_the_command_begins_at_a_run(tmp_path: Path) -> None:
    casus().write(tmp_path / "casus")
    eerder().write(tmp_path / "run")
    asked = [
        "solve",
        str(tmp_path / "casus"),
        "-o",
        str(tmp_path / "nieuw"),
        "--start",
        str(tmp_path / "run"),
    ]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    plan = Plan.read(tmp_path / "nieuw")
    assert plan.instellingen_solve["start"] == "eerder plan"
    assert verify(read_case(tmp_path / "casus"), plan).geslaagd


def test_a_start_that_is_no_run_is_told_apart(tmp_path: Path) -> None:
    casus().write(tmp_path / "casus")
    asked = [
        "solve",
        str(tmp_path / "casus"),
        "-o",
        str(tmp_path / "nieuw"),
        "--start",
        str(tmp_path / "nergens"),
    ]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2
    assert "nergens" in result.output
    assert not (tmp_path / "nieuw").exists()
