"""Solving a case and leaving its run folder, as `solve` and `demo` do it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from plaatsing.cli.afloop import CONTROLE_FAALT, GEEN_PLAN, KLAAR, ONDERBROKEN, Melding
from plaatsing.cli.problemen import count_problems
from plaatsing.cli.voortgang import Voortgangsregel
from plaatsing.taal import _
from plaatsing.uitvoer.schrijven import WERKBOEK

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan
    from plaatsing.solve import Engine


def solve_and_write(
    case: Case,
    run: Path,
    *,
    vervang: bool,
    gap: float | None = None,
    time_limit: float | None = None,
    threads: int | None = None,
    engine: Engine = "trajecten",
    start: Plan | None = None,
) -> int:
    """Solve `case`, write the run folder and say what came out.

    What is not given here is taken from the settings of the case.

    Returns
    -------
    int
        The exit code.
    """
    from plaatsing.verify import verify
    from plaatsing.voortoets import voortoets

    if case.waarschuwingen:
        click.echo(
            _("De invoer geeft {aantal}; plaatsing check toont wat.").format(
                aantal=count_problems(case.waarschuwingen)
            ),
            err=True,
        )
    plan = _solve(case, gap, time_limit, threads, engine, start)
    outcome = verify(case, plan)
    plan.write(run, vervang=vervang)
    lacking = voortoets(case, threads=threads)
    if lacking.tekort:
        click.echo(f"{lacking}\n")
    click.echo(str(plan))
    click.echo("")
    click.echo(_("Resultaat in {run}; begin met {werkboek}.").format(run=run, werkboek=run / WERKBOEK))
    if outcome.geslaagd:
        click.echo(str(outcome))
    else:
        click.echo(_("Dit plan doorstaat zijn eigen controle niet; gebruik het niet."), err=True)
        click.echo(str(outcome), err=True)
        return CONTROLE_FAALT
    return ONDERBROKEN if plan.status == "afgebroken" else KLAAR


def _solve(
    case: Case,
    gap: float | None,
    time_limit: float | None,
    threads: int | None,
    engine: Engine,
    start: Plan | None,
) -> Plan:
    from plaatsing.solve import GeenPlanError, solve

    solver = case.instellingen.solver
    line = Voortgangsregel()
    try:
        return solve(
            case,
            gap=solver.gap if gap is None else gap,
            time_limit=solver.time_limit if time_limit is None else time_limit,
            threads=solver.threads if threads is None else threads,
            progress=line,
            engine=engine,
            start=start,
        )
    except GeenPlanError as error:
        if str(error.__cause__) == "afgebroken":
            raise KeyboardInterrupt from error
        raise Melding(
            _("Geen plan gevonden binnen de grenzen. {reden}").format(reden=_(str(error))), GEEN_PLAN
        ) from error
    finally:
        line.clear()
