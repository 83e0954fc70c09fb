"""``plaatsing new``: a case to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from plaatsing.cli.afloop import KLAAR, Melding
from plaatsing.cli.kader import Opdracht, Optie
from plaatsing.cli.waarden import Geheel, Getal
from plaatsing.taal import N_, _

_LEESMIJ = "LEESMIJ.txt"


@click.command(
    cls=Opdracht,
    name="new",
    help=N_(
        "Maak een casus in DIR. Gemeenten en inwoners zijn echt; huishoudens, woningen en locaties zijn "
        "synthetisch. Met --leeg een lege casus waarin elke kolom is uitgelegd."
    ),
)
@click.argument("case_path", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--regio",
    cls=Optie,
    metavar="NAME",
    required=True,
    help=N_("Provincie (naam of code, zoals drenthe of PV22), regio, gemeente, of nederland."),
)
@click.option(
    "--halfjaar",
    cls=Optie,
    metavar="HALFJAAR",
    default="2025-II",
    show_default=True,
    help=N_("Halfjaar van de taakstelling."),
)
@click.option(
    "--huishoudens",
    cls=Optie,
    metavar="N",
    type=Geheel(min=1),
    help=N_("Aantal huishoudens; standaard 1,2 keer de taakstelling."),
)
@click.option(
    "--seed",
    cls=Optie,
    metavar="S",
    type=Geheel(min=0),
    default=0,
    show_default=True,
    help=N_("Begin van het toeval."),
)
@click.option(
    "--periode",
    cls=Optie,
    type=click.Choice(("week", "2weken", "maand")),
    help=N_("Lengte van een periode; standaard week, voor nederland maand."),
)
@click.option("--locaties", cls=Optie, metavar="N", type=Geheel(min=0), help=N_("Aantal kandidaat-locaties."))
@click.option(
    "--koppeling",
    cls=Optie,
    type=click.Choice(("provincie", "landelijk")),
    default="provincie",
    show_default=True,
    help=N_("Waar een huishouden gekoppeld mag worden."),
)
@click.option(
    "--gekoppeld",
    cls=Optie,
    metavar="DEEL",
    type=Getal(min=0, max=1),
    default=0.7,
    show_default=True,
    help=N_("Deel dat al gekoppeld is, van wie de vergunning minstens 14 dagen voor de start kreeg."),
)
@click.option(
    "--passendheid",
    cls=Optie,
    is_flag=True,
    help=N_("Geef elk huishouden een advies over arbeidsmarktregio's."),
)
@click.option("--leeg", cls=Optie, is_flag=True, help=N_("Alleen een sjabloon: lege tabellen met uitleg."))
@click.option(
    "--xlsx",
    cls=Optie,
    is_flag=True,
    help=N_("Maak een werkmap (.xlsx) in plaats van een map met CSV-bestanden."),
)
def new(case_path: Path, leeg: bool, xlsx: bool, **options: Any) -> int:
    """Write a case, synthetic or empty, at `case_path`."""
    target = (
        case_path.with_name(f"{case_path.name}.xlsx") if xlsx and case_path.suffix != ".xlsx" else case_path
    )
    _check_free(target)
    if leeg:
        _write_empty(target, options["regio"], options["halfjaar"])
    else:
        _write_synthetic(target, options)
    click.echo(_("Casus geschreven in {casus}.").format(casus=target))
    click.echo(_("Controleer hem met: plaatsing check {casus}").format(casus=target))
    if not leeg:
        click.echo(
            _("Maak een plan met: plaatsing solve {casus} -o {run}").format(
                casus=target, run=f"{target.stem}-plan"
            )
        )
    return KLAAR


def _check_free(target: Path) -> None:
    if target.is_dir():
        if any(target.iterdir()):
            raise Melding(_("{map} bestaat al en is niet leeg; kies een andere map.").format(map=target))
    elif target.exists():
        raise Melding(_("{bestand} bestaat al; kies een andere naam.").format(bestand=target))


def _write_empty(target: Path, regio: str, halfjaar: str) -> None:
    from plaatsing.sjabloon import write_template

    write_template(target, regio=regio, halfjaar=halfjaar)
    _write_scenarios(target)


def _write_synthetic(target: Path, options: dict[str, Any]) -> None:
    from plaatsing.generator import generate_case, leesmij

    case = generate_case(options.pop("regio"), **options)
    case.write(target)
    if target.is_dir():
        (target / _LEESMIJ).write_text(leesmij(case), encoding="utf-8")
    _write_scenarios(target)


def _write_scenarios(target: Path) -> None:
    from plaatsing.lezen.scenarios import scenarios_file
    from plaatsing.scenarios.sjabloon import SJABLOON

    scenarios_file(target).write_text(SJABLOON, encoding="utf-8")
