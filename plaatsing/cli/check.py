"""``plaatsing check``: say whether a case is right."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.afloop import KLAAR
from plaatsing.cli.kader import Opdracht
from plaatsing.cli.problemen import show_problems
from plaatsing.taal import N_, _, format_count, format_date_long

if TYPE_CHECKING:
    from plaatsing.case import Case


@click.command(
    cls=Opdracht,
    name="check",
    help=N_(
        "Controleer een casus. DIR is een map of een .xlsx. Alles wat niet klopt komt in een keer; "
        "waarschuwingen houden een plan niet tegen."
    ),
)
@click.argument("case_path", metavar="DIR", type=click.Path(path_type=Path))
def check(case_path: Path) -> int:
    """Check the case at `case_path`; a wrong one ends with exit code 2."""
    from plaatsing.case import read_case
    from plaatsing.lezen.scenarios import scenarios_file
    from plaatsing.scenarios import read_scenarios
    from plaatsing.voortoets import voortoets

    case = read_case(case_path)
    scenarios = scenarios_file(case_path)
    if scenarios.is_file():
        read_scenarios(scenarios)
    if case.waarschuwingen:
        show_problems(case.waarschuwingen)
    text = _("{casus} is bruikbaar: {inhoud}").format(casus=case_path, inhoud=_content(case))
    click.echo(textwrap.fill(text, 100, break_long_words=False, break_on_hyphens=False))
    outcome = voortoets(case)
    if outcome.tekort:
        click.echo(f"\n{outcome}")
    return KLAAR


def _content(case: Case) -> str:
    return _(
        "{huishoudens} huishoudens ({personen} personen), {gemeenten} gemeenten, "
        "{aanbod} regels woningaanbod, {locaties} doorstroomlocaties, {start} t/m {horizon}."
    ).format(
        huishoudens=format_count(len(case.huishoudens)),
        personen=format_count(int(case.huishoudens["personen"].sum())),
        gemeenten=format_count(len(case.gemeenten)),
        aanbod=format_count(len(case.woningaanbod)),
        locaties=format_count(len(case.doorstroomlocaties)),
        start=format_date_long(case.instellingen.start),
        horizon=format_date_long(case.instellingen.horizon),
    )
