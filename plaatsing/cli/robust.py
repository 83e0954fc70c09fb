"""``plaatsing robust``: which locations to open now, when the future is uncertain."""

from __future__ import annotations

import math
from pathlib import Path

import click

from plaatsing.cli.afloop import KLAAR, Melding
from plaatsing.cli.kader import Opdracht, Optie
from plaatsing.cli.waarden import Aandeel, Getal
from plaatsing.lezen.waarden import nearest
from plaatsing.taal import N_, _

BASIS = "basis"


@click.command(
    cls=Opdracht,
    name="robust",
    help=N_(
        "Bepaal welke locaties nu open moeten, als instroom en woningen onzeker zijn. DIR is een casus met "
        "scenario's; de casus zelf heet basis. Zonder --kans is elke toekomst even waarschijnlijk."
    ),
)
@click.argument("case_path", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--scenarios",
    "scenarios_path",
    cls=Optie,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=N_("Bestand met scenario's; standaard scenarios.toml van de casus."),
)
@click.option(
    "--kans",
    "chances",
    cls=Optie,
    metavar="NAAM=KANS",
    multiple=True,
    help=N_("Kans van een toekomst, zoals krap=30%; vaker te geven. Alleen wat genoemd is doet dan mee."),
)
@click.option(
    "--slechtst",
    cls=Optie,
    metavar="DEEL",
    type=Aandeel(min=0, max=1),
    default="0",
    show_default=True,
    help=N_("Gewicht van de slechtste toekomst tegenover de verwachte kosten, zoals 25%."),
)
@click.option(
    "--gap",
    cls=Optie,
    metavar="GAP",
    type=Getal(min=0, max=1),
    default=0.001,
    show_default=True,
    help=N_("Nauwkeurigheid waarmee elk plan wordt opgelost."),
)
def robust(
    case_path: Path,
    scenarios_path: Path | None,
    chances: tuple[str, ...],
    slechtst: float,
    gap: float,
) -> int:
    """Find the openings to decide now for the case at `case_path` and its scenarios."""
    from plaatsing.case import read_case
    from plaatsing.lezen.scenarios import scenarios_file
    from plaatsing.robuust import robust as search
    from plaatsing.scenarios import apply_scenario, read_scenarios

    case = read_case(case_path)
    scenarios = read_scenarios(scenarios_path or scenarios_file(case_path))
    given = _chances(chances, [BASIS, *scenarios])
    folder = case_path if case_path.is_dir() else case_path.parent
    futures = [
        (case if name == BASIS else apply_scenario(case, name, scenarios[name], folder), chance)
        for name, chance in given.items()
    ]
    try:
        answer = search(futures, slechtst, namen=list(given), gap=gap)
    except ValueError as error:
        raise Melding(str(error)) from error
    click.echo(str(answer))
    return KLAAR


def _chances(texts: tuple[str, ...], names: list[str]) -> dict[str, float]:
    """Return the probability of each future that takes part, in the order of `names`."""
    if not texts:
        return dict.fromkeys(names, 1.0 / len(names))
    found: dict[str, float] = {}
    for text in texts:
        name, separator, value = (part.strip() for part in text.partition("="))
        if not separator or name not in names:
            raise Melding(_unknown(text, name, names))
        if name in found:
            raise Melding(_("--kans {tekst}: {naam} staat er twee keer").format(tekst=text, naam=name))
        found[name] = _chance(text, value)
    return {name: found[name] for name in names if name in found}


def _unknown(text: str, name: str, names: list[str]) -> str:
    sentence = _("--kans {tekst}: verwacht NAAM=KANS met een naam uit {namen}.").format(
        tekst=text, namen=", ".join(names)
    )
    meant = nearest(name, [known for known in names if known != name])
    return sentence + (" " + _('Bedoelde u "{naam}"?').format(naam=meant) if meant else "")


def _chance(text: str, value: str) -> float:
    try:
        chance = float(Aandeel(min=0, min_open=True).convert(value, None, None))
    except click.BadParameter as error:
        raise Melding(f"--kans {text}: {error.message}") from error
    if not math.isfinite(chance):
        raise Melding(_("{waarde} is geen eindig getal.").format(waarde=value))
    return chance
