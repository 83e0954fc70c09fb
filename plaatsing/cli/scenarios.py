"""``plaatsing scenarios``: what if, side by side."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.afloop import GEEN_PLAN, KLAAR, ONDERBROKEN, Melding
from plaatsing.cli.kader import Opdracht, Optie
from plaatsing.cli.waarden import Geheel, Getal
from plaatsing.taal import N_, _, plural

if TYPE_CHECKING:
    from plaatsing.scenarios.reeks import Stand
    from plaatsing.scenarios.uitkomst import Uitkomst

_BAR = 24


@click.command(
    cls=Opdracht,
    name="scenarios",
    help=N_(
        "Reken een casus en zijn scenario's naast elkaar door. DIR is een casus; de scenario's staan in "
        "scenarios.toml in die map. Elk scenario krijgt een resultaatmap in OUT, met een vergelijking "
        "ernaast. Nog eens draaien gaat verder waar het was en laat staan wat klaar is."
    ),
)
@click.argument("case_path", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--uitvoer",
    "out",
    cls=Optie,
    metavar="OUT",
    required=True,
    type=click.Path(path_type=Path),
    help=N_("Map voor de resultaten."),
)
@click.option(
    "--bestand",
    cls=Optie,
    metavar="TOML",
    type=click.Path(path_type=Path),
    help=N_("Bestand met de scenario's; standaard scenarios.toml van de casus."),
)
@click.option(
    "--jobs",
    cls=Optie,
    metavar="N",
    type=Geheel(min=1, max=1024),
    help=N_("Hoeveel scenario's tegelijk; standaard het aantal rekenkernen."),
)
@click.option(
    "--scheduler",
    cls=Optie,
    metavar="ADRES",
    help=N_("Reken op een Dask-cluster, met het adres van de scheduler, zoals tcp://server:8786."),
)
@click.option(
    "--gap",
    cls=Optie,
    metavar="GAP",
    type=Getal(min=0, max=1),
    help=N_("Gevraagde bewezen afstand per scenario; standaard die van de casus."),
)
@click.option(
    "--time-limit",
    cls=Optie,
    metavar="S",
    type=Getal(min=0, min_open=True),
    help=N_("Tijdslimiet per scenario in seconden."),
)
def scenarios(
    case_path: Path,
    out: Path,
    bestand: Path | None,
    jobs: int | None,
    scheduler: str | None,
    gap: float | None,
    time_limit: float | None,
) -> int:
    """Solve the scenarios of the case at `case_path` into `out`."""
    from plaatsing.case import read_case
    from plaatsing.lezen.scenarios import scenarios_file
    from plaatsing.scenarios import read_scenarios
    from plaatsing.scenarios import scenarios as solve_scenarios
    from plaatsing.scenarios.lezen import BASIS
    from plaatsing.uitvoer.manifest import is_run_folder

    if is_run_folder(out):
        raise Melding(
            _("{map} is de map van een plan; kies voor scenario's een map van henzelf").format(map=out)
        )
    case = read_case(case_path)
    found = read_scenarios(scenarios_file(case_path) if bestand is None else bestand)
    if len(case.vastgezet):
        click.echo(_("Wat in de casus is vastgezet, geldt ook in elk scenario."), err=True)
    bar = Balk()
    try:
        outcome = solve_scenarios(
            case,
            found,
            out,
            folder=case_path if case_path.is_dir() else case_path.parent,
            jobs=jobs,
            scheduler=scheduler,
            gap=gap,
            time_limit=time_limit,
            progress=bar,
        )
    except KeyboardInterrupt:
        bar.clear()
        click.echo(_interrupted(out, [BASIS, *found]), err=True)
        return ONDERBROKEN
    finally:
        bar.clear()
    kept = sum(one.toestand == "stond_er_al" for one in outcome.uitkomsten)
    if kept:
        said = plural("{aantal} scenario stond er al.", "{aantal} scenario's stonden er al.", kept)
        click.echo(said.format(aantal=kept))
    for name in _strangers(out, {one.naam for one in outcome.uitkomsten}):
        click.echo(_("{run} hoort bij geen scenario meer en is niet aangeraakt.").format(run=out / name))
    for name in outcome.zonder_gevolg:
        click.echo(
            _("{naam} verandert niets aan de casus; kijk na wat er in het scenario staat.").format(naam=name)
        )
    if outcome.vergelijking is not None:
        click.echo("")
        click.echo(str(outcome.vergelijking))
        click.echo("")
        page = out / "vergelijking.html"
        click.echo(_("Tabellen en pagina in {map}; begin met {pagina}.").format(map=out, pagina=page))
    return GEEN_PLAN if any(one.toestand == "mislukt" for one in outcome.uitkomsten) else KLAAR


def _interrupted(out: Path, names: list[str]) -> str:
    """Say what an interrupted series leaves, and how to go on."""
    from plaatsing.uitvoer.manifest import is_run_folder

    done = sum(is_run_folder(out / name) for name in names)
    if not done:
        return _("Afgebroken voordat er een scenario klaar was; er is niets geschreven.")
    text = plural(
        "Afgebroken; {aantal} scenario is klaar en staat in {map}. Dezelfde opdracht gaat daar verder.",
        "Afgebroken; {aantal} scenario's zijn klaar en staan in {map}. Dezelfde opdracht gaat daar verder.",
        done,
    )
    return text.format(aantal=done, map=out)


def _strangers(out: Path, names: set[str]) -> list[str]:
    from plaatsing.uitvoer.manifest import is_run_folder

    return sorted(path.name for path in out.iterdir() if path.name not in names and is_run_folder(path))


class Balk:
    """A progress bar on standard error, and a line for every scenario that ends."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._drawn = False

    def __call__(self, stand: Stand) -> None:
        """Show how far the series is."""
        if stand.nieuw is not None:
            self.clear()
            click.echo(outcome_line(stand.nieuw), err=True)
        if self._shown and stand.bezig:
            self._draw(bar_text(stand))

    def clear(self) -> None:
        """Wipe the bar, so that what follows starts at the margin."""
        if self._drawn:
            self._draw("")
            sys.stderr.write("\r")
            sys.stderr.flush()
            self._drawn = False

    def _draw(self, text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write("\r" + text[:width].ljust(width))
        sys.stderr.flush()
        self._drawn = True


def bar_text(stand: Stand) -> str:
    """Say how many scenarios are finished, and which are not."""
    full = _BAR * stand.klaar // stand.totaal
    return _("[{balk}] {klaar} van {totaal}; nog te gaan: {bezig}").format(
        balk="#" * full + "." * (_BAR - full),
        klaar=stand.klaar,
        totaal=stand.totaal,
        bezig=", ".join(stand.bezig),
    )


def outcome_line(outcome: Uitkomst) -> str:
    """Say what became of a scenario."""
    state = {
        "klaar": _("klaar"),
        "stond_er_al": _("stond er al"),
        "mislukt": _("mislukt"),
    }[outcome.toestand]
    return f"{outcome.naam}: {state}" + (f" ({outcome.reden})" if outcome.reden else "")
