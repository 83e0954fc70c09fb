"""The outcome of solving a case: a plan with its tables and its proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from plaatsing.case import Case
from plaatsing.taal import Taal, current_taal, speak

if TYPE_CHECKING:
    from plaatsing.explain import GemeenteUitleg, HuishoudenUitleg, LocatieUitleg
    from plaatsing.report.publiek import Publieksnaam
    from plaatsing.report.rapport import Rapport

Status = Literal["optimaal", "tijdslimiet", "afgebroken", "grens"]


@dataclass(frozen=True)
class Trap:
    """One goal of an order, and how far it came.

    Attributes
    ----------
    doel : str
        Name of the goal; "straffen" for broken limits together, "gewogen som" for all goals by their weights.
    eenheid : str
        Unit of the value.
    waarde, ondergrens : float
        Value in the plan that was found for it, and the proven least for plans that do no worse on the goals
        before it.
    gap : float
        ``(waarde - ondergrens) / max(1, |waarde|)``.
    status : {"optimaal", "tijdslimiet", "afgebroken", "grens"}
        Whether the asked gap is proven for this goal.
    gewicht : float or None
        Weight per unit with which the row prices of the plan count this goal; 1 for the weighted sum. None
        where parts of the area that share nothing count it differently.
    """

    doel: str
    eenheid: str
    waarde: float
    ondergrens: float
    gap: float
    status: Status
    gewicht: float | None


@dataclass(frozen=True, eq=False, repr=False)
class Plan:
    """Where every household goes, what that means for each municipality, and how good it is.

    Attributes
    ----------
    case : Case
        The case that was solved.
    status : {"optimaal", "tijdslimiet", "afgebroken", "grens"}
        Proven within the gap asked for, cut off by the time limit, interrupted, or ended by the
        engine's own limits before the gap was proven.
    objective, bound : float
        Value of the plan and a proven lower bound on the value of any plan, in euro.
    gap : float
        ``(objective - bound) / max(1, |objective|)``.
    gap_vermijdbaar : float
        The same, with each household's least possible cost taken off.
    plaatsingen : DataFrame
        A row per household, sorted by pseudonym.
    stromen : DataFrame
        A row per flow of households from COA or a location, per period.
    locaties : DataFrame
        A row per location and period: open or not, and how full.
    taakstelling : DataFrame
        A row per gemeentecode and halfjaar.
    doorberekening : DataFrame
        The indicative ledger, in whole cents.
    doelen : DataFrame
        A row per goal and penalty; the euros add up to `objective`.
    tekorten : DataFrame
        A row per named shortage.
    prijzen : DataFrame
        A row per rule of the model with its price.
    tijden : dict of str to float
        Seconds spent per phase on the clock; those that begin with ``processor_`` are processor seconds
        within solving, over all parts that were solved side by side.
    log : str
        What the solver wrote.
    instellingen_solve : dict
        What was asked of the solver: gap, time limit, threads, engine.
    trappen : tuple of Trap
        Where the goals have an order: how far each came, the weighted sum last. Then `objective`, `bound` and
        `gap` are those of that sum, among plans that do no worse on the goals before it.

    Notes
    -----
    The columns of every table, with their meaning and unit, are in `plaatsing.uitvoer.tabellen`.
    """

    case: Case
    status: Status
    objective: float
    bound: float
    gap: float
    gap_vermijdbaar: float
    plaatsingen: pd.DataFrame
    stromen: pd.DataFrame
    locaties: pd.DataFrame
    taakstelling: pd.DataFrame
    doorberekening: pd.DataFrame
    doelen: pd.DataFrame
    tekorten: pd.DataFrame
    prijzen: pd.DataFrame
    tijden: dict[str, float] = field(default_factory=dict)
    log: str = ""
    instellingen_solve: dict[str, Any] = field(default_factory=dict)
    trappen: tuple[Trap, ...] = ()

    def write(self, run: str | Path, vervang: bool = False) -> None:
        """Write the run folder: tables, workbook, a copy of the case, manifest and log.

        The folder is written beside its place and then moved, so that it is there whole or not at all.
        The workbook is in the language spoken now (see `plaatsing.taal`).

        Parameters
        ----------
        run : str or Path
            The folder to make.
        vervang : bool
            Whether an existing run folder is replaced.

        Raises
        ------
        RunError
            If `run` exists and may not be replaced, or cannot be written to.
        OSError
            If writing fails, for example because the disk is full; `run` is then as it was.
        """
        from plaatsing.uitvoer.schrijven import write_plan

        write_plan(self, Path(run), vervang)

    @classmethod
    def read(cls, run: str | Path) -> Plan:
        """Read back a run folder, its case included.

        Raises
        ------
        RunError
            If `run` is no run folder, is damaged, or was written in another format version.
        """
        from plaatsing.uitvoer.teruglezen import read_plan

        return read_plan(Path(run))

    def report(
        self,
        run: str | Path,
        *,
        kwartaal: str | None = None,
        voor: Publieksnaam = "regietafel",
        taal: Taal | None = None,
        eerder: str | Path | Plan | None = None,
        pdf: bool | None = False,
        gewichten: bool = False,
    ) -> Rapport:
        """Write the quarterly report into a run folder (see `plaatsing.report.rapport.report`).

        Parameters
        ----------
        run : str or Path
            The run folder of this plan; made where it does not exist yet.
        kwartaal : str, optional
            Such as ``"2025Q4"``; default the last quarter of the plan's first half-year.
        voor : {"regietafel", "intern", "openbaar"}
            The readers, which decides what is left out.
        taal : {"nl", "en"}, optional
            Language; default the one spoken now.
        eerder : path or Plan, optional
            An earlier run, to say what has changed since.
        pdf : bool or None
            Whether the page is printed to a PDF too, with a browser that is on the path; None: if there is
            one and it can.
        gewichten : bool
            Whether the case is solved again, many times, to say within which weights the same locations
            open.

        Raises
        ------
        RunError
            If the quarter lies outside the plan, the readers are unknown, a folder cannot be read, the
            earlier plan is about another area, or a PDF is asked for where no browser prints it.
        """
        from plaatsing.report.rapport import report

        return report(
            self, run, kwartaal=kwartaal, voor=voor, taal=taal, eerder=eerder, pdf=pdf, gewichten=gewichten
        )

    def explain(
        self,
        *,
        huishouden: str | None = None,
        gemeente: str | None = None,
        locatie: str | None = None,
        herbereken: bool | None = None,
    ) -> HuishoudenUitleg | GemeenteUitleg | LocatieUitleg:
        """Explain why a household, a municipality or a location is as it is; name one of them.

        Parameters
        ----------
        huishouden, gemeente, locatie : str, optional
            Which one; a municipality by its code or its name.
        herbereken : bool, optional
            Whether to solve again for a household's next best place, instead of answering from row prices; by
            default where those mislead, or where solving again takes no time.

        Returns
        -------
        HuishoudenUitleg, GemeenteUitleg or LocatieUitleg
            A structured answer; as text it is in the language spoken now.

        Raises
        ------
        ValueError
            If not exactly one of them is named.
        KeyError
            If the plan does not know it.
        """
        from plaatsing.explain.keuze import explain

        return explain(self, huishouden, gemeente, locatie, herbereken)

    def summary(self, taal: Taal | None = None) -> str:
        """Return the console summary, in `taal` or else in the language spoken now."""
        from plaatsing.uitvoer.samenvatting import console_summary

        with speak(taal or current_taal()):
            return console_summary(self)

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        return f"<Plan {self.status}, {len(self.plaatsingen)} huishoudens, objective {self.objective:.2f}>"
