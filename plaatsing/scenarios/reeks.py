"""A series of scenarios: solved side by side, each into a run folder of its own, then compared."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from plaatsing.case import Case
from plaatsing.compare import Vergelijking, compare
from plaatsing.lezen.map import PLAN_BESTAND
from plaatsing.models import Stop
from plaatsing.plan import Plan
from plaatsing.problemen import CaseError, Problem
from plaatsing.scenarios.lezen import BASIS
from plaatsing.scenarios.scenario import Scenario
from plaatsing.scenarios.taak import Antwoord, Bestanden, Grenzen, case_files, solve_files, write_files
from plaatsing.scenarios.toepassen import apply_scenario, changes_nothing
from plaatsing.scenarios.uitkomst import Uitkomst, why_solve
from plaatsing.scenarios.uitvoerder import Uitvoerder, cores, dask_cluster, processes
from plaatsing.solve import GeenPlanError
from plaatsing.taal import _
from plaatsing.uitvoer.fouten import RunError
from plaatsing.uitvoer.runmap import check_target, new_run_folder

logger = logging.getLogger(__name__)

_LOOK = 0.5  # seconds between two looks at what is finished, so that progress can be shown


@dataclass(frozen=True)
class Stand:
    """How far a series is.

    Attributes
    ----------
    klaar, totaal : int
        Scenarios finished, and all of them.
    bezig : tuple of str
        Names of those not finished.
    nieuw : Uitkomst or None
        What has just finished.
    """

    klaar: int
    totaal: int
    bezig: tuple[str, ...]
    nieuw: Uitkomst | None = None


@dataclass(frozen=True, eq=False)
class Reeks:
    """A series of scenarios, solved.

    Attributes
    ----------
    uitkomsten : tuple of Uitkomst
        What became of each, the case itself (``basis``) first.
    vergelijking : Vergelijking or None
        All plans beside that of the case itself; None where fewer than two were solved.
    zonder_gevolg : tuple of str
        Scenarios that change nothing about the case.
    """

    uitkomsten: tuple[Uitkomst, ...]
    vergelijking: Vergelijking | None
    zonder_gevolg: tuple[str, ...]


def scenarios(
    case: Case,
    reeks: Mapping[str, Scenario],
    uit: str | Path,
    *,
    folder: Path | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    gap: float | None = None,
    time_limit: float | None = None,
    progress: Callable[[Stand], None] | None = None,
) -> Reeks:
    """Solve a case and its scenarios side by side, and compare the plans.

    Every scenario gets a run folder ``uit/<naam>``, written when it is finished; the comparison stands
    beside them. A finished run whose input is the same is left as it is, so that the same call goes on
    where an earlier one stopped. Processes are started anew ("spawn"): a script that calls this needs
    ``if __name__ == "__main__":``.

    Parameters
    ----------
    case : Case
        The case that the scenarios depart from.
    reeks : mapping of str to Scenario
        As `read_scenarios` gives them.
    uit : str or Path
        Folder for the runs and the comparison.
    folder : Path, optional
        Folder in which paths of an own rule set start.
    jobs : int, optional
        Scenarios at a time; default as many as there are cores.
    scheduler : str, optional
        Address of a Dask scheduler, such as ``tcp://host:8786``, to solve there instead.
    gap, time_limit : float, optional
        Asked of the solver per scenario; default the settings of the case.
    progress : callable, optional
        Told how far it is.

    Raises
    ------
    CaseError
        With everything wrong with any of the scenarios, before anything is solved.
    RunError
        If a run cannot be written, or the scheduler does not answer.
    """
    uit = Path(uit)
    if (uit / PLAN_BESTAND).is_file():
        raise RunError(_("{map} is een casus; kies een andere map voor de resultaten").format(map=uit))
    uitvoerder = processes if scheduler is None else dask_cluster(scheduler)
    cases = _cases(case, reeks, folder)
    jobs = max(1, min(len(cases), cores() if jobs is None else jobs))
    grenzen = Grenzen(gap, time_limit, max(1, cores() // jobs) if scheduler is None else None)
    files = {name: case_files(found) for name, found in cases.items()}
    found: dict[str, Uitkomst] = {}
    reasons: dict[str, str] = {}
    for name in cases:
        check_target(uit / name, vervang=True)
        why = why_solve(uit / name, files[name], cases[name], grenzen)
        if why is None:
            found[name] = Uitkomst(name, "stond_er_al", uit / name)
        else:
            reasons[name] = why
    tell = partial(_tell, progress, found, len(cases))
    tell(tuple(reasons))
    stop = Stop()
    if reasons:
        work = _Werk({name: files[name] for name in reasons}, uit, grenzen, uitvoerder, stop)
        with stop.on_interrupt():
            for outcome in work.solved(jobs, tell):
                found[outcome.naam] = replace(outcome, reden=outcome.reden or reasons[outcome.naam])
    outcomes = tuple(found[name] for name in cases)
    idle = tuple(name for name, one in cases.items() if name != BASIS and changes_nothing(case, one))
    return Reeks(outcomes, _compared(outcomes, uit), idle)


def _cases(case: Case, reeks: Mapping[str, Scenario], folder: Path | None) -> dict[str, Case]:
    """Return the case of every scenario, or say what is wrong with all of them together."""
    cases = {BASIS: case}
    problems: list[Problem] = []
    for name, scenario in reeks.items():
        try:
            cases[name] = apply_scenario(case, name, scenario, folder)
        except CaseError as error:
            problems += [problem for problem in error.problems if problem.ernst == "fout"]
    if problems:
        raise CaseError(problems)
    return cases


def _tell(
    progress: Callable[[Stand], None] | None,
    found: Mapping[str, Uitkomst],
    total: int,
    busy: tuple[str, ...],
    new: Uitkomst | None = None,
) -> None:
    if progress is not None:
        progress(Stand(max(len(found), total - len(busy)), total, busy, new))


@dataclass(frozen=True)
class _Werk:
    """What is to be solved, and how."""

    files: Mapping[str, Bestanden]
    uit: Path
    grenzen: Grenzen
    uitvoerder: Uitvoerder
    stop: Stop

    def solved(self, jobs: int, tell: Callable[..., None]) -> Iterator[Uitkomst]:
        """Yield every scenario as it ends; one whose worker is lost gets a second turn, on its own."""
        left, lost = list(self.files), []
        for name, future in self._finished(list(self.files), jobs, lambda: tell(tuple(left))):
            outcome = self._outcome(name, future)
            if outcome is None:
                lost.append(name)
                continue
            left.remove(name)
            tell(tuple(left), outcome)
            yield outcome
        for name in lost:
            for _name, future in self._finished([name], 1, lambda: tell(tuple(left))):
                outcome = self._outcome(name, future)
                if outcome is None:
                    reason = str(future.exception()) or type(future.exception()).__name__
                    outcome = Uitkomst(name, "mislukt", self.uit / name, reason)
                left.remove(name)
                tell(tuple(left), outcome)
                yield outcome

    def _finished(
        self, names: list[str], jobs: int, tell: Callable[[], None]
    ) -> Iterator[tuple[str, Future[Antwoord]]]:
        """Give out the scenarios `names`, and yield each with its future when it is done."""
        with self.uitvoerder(jobs) as executor:
            futures = {executor.submit(solve_files, self.files[name], self.grenzen): name for name in names}
            waiting = set(futures)
            while waiting:
                done, waiting = wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
                if self.stop.reason:
                    raise KeyboardInterrupt
                tell()
                yield from ((futures[future], future) for future in done)

    def _outcome(self, name: str, future: Future[Antwoord]) -> Uitkomst | None:
        """Write what came of a scenario; None where its worker was lost."""
        try:
            answer = future.result()
        except GeenPlanError as error:
            return Uitkomst(name, "mislukt", self.uit / name, _(str(error)))
        except Exception as error:  # noqa: BLE001 - whatever befell the worker, not this process
            logger.warning("%s: %s %s", name, type(error).__name__, error)
            return None
        return _written(answer, name, self.uit)


def _written(answer: Antwoord, name: str, uit: Path) -> Uitkomst:
    """Put the run folder of a scenario in its place, whole or not at all."""
    with new_run_folder(uit / name, vervang=True) as fresh:
        write_files(fresh, answer.bestanden)
    if answer.geslaagd:
        return Uitkomst(name, "klaar", uit / name)
    return Uitkomst(name, "mislukt", uit / name, _("het plan doorstaat zijn eigen controle niet"))


def _compared(outcomes: tuple[Uitkomst, ...], uit: Path) -> Vergelijking | None:
    done = [outcome for outcome in outcomes if outcome.toestand != "mislukt"]
    if len(done) < 2 or done[0].naam != BASIS:
        return None
    comparison = compare(*(Plan.read(outcome.run) for outcome in done), namen=[o.naam for o in done])
    comparison.write(uit, vervang=True)
    return comparison
