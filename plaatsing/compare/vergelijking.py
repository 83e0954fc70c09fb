"""Several plans side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.compare import gemeenten, huishoudens, instellingen, locaties, plannen, vergelijkbaar, volgorde
from plaatsing.compare.namen import numbered
from plaatsing.taal import Taal, current_taal, speak

if TYPE_CHECKING:
    from plaatsing.plan import Plan


@dataclass(frozen=True, eq=False, repr=False)
class Vergelijking:
    """What differs between plans; the first is the one that the others are compared with.

    Attributes
    ----------
    namen : tuple of str
        Name of each plan, as in the columns of the tables.
    vergeleken : tuple of Plan
        The plans themselves, in the same order.
    plannen : DataFrame
        A row per plan with its first figures.
    halfjaren, doelen, gemeenten, locaties, instellingen : DataFrame
        A row per half-year, goal, municipality and half-year, location, and differing setting, with
        columns per plan.
    volgorde : DataFrame
        A row per goal of an order (`volgorde` in plan.toml) with value, bound and gap per plan; none where
        every plan weighs all goals at once.
    huishoudens : DataFrame
        A row per household and later plan in which it goes elsewhere, otherwise or on another day than
        in the first, with both and the reason.

    Notes
    -----
    The columns of every table are in `plaatsing.compare.tabellen`.
    """

    namen: tuple[str, ...]
    vergeleken: tuple[Plan, ...]
    plannen: pd.DataFrame = field(repr=False)
    halfjaren: pd.DataFrame = field(repr=False)
    doelen: pd.DataFrame = field(repr=False)
    volgorde: pd.DataFrame = field(repr=False)
    gemeenten: pd.DataFrame = field(repr=False)
    locaties: pd.DataFrame = field(repr=False)
    instellingen: pd.DataFrame = field(repr=False)
    huishoudens: pd.DataFrame = field(repr=False)

    def write(self, folder: str | Path, *, vervang: bool = False) -> list[Path]:
        """Write every table as CSV and a page with all of them.

        Parameters
        ----------
        folder : str or Path
            Where to; made where it does not exist.
        vervang : bool
            Whether an earlier comparison there is replaced; other files stay as they are.

        Returns
        -------
        list of Path
            What was written, the page first.

        Raises
        ------
        RunError
            If a comparison stands there already and may not be replaced.
        """
        from plaatsing.compare.schrijven import write_comparison

        return write_comparison(self, Path(folder), vervang)

    def summary(self, taal: Taal | None = None) -> str:
        """Return the console summary, in `taal` or else in the language spoken now."""
        from plaatsing.compare.samenvatting import console_summary

        with speak(taal or current_taal()):
            return console_summary(self)

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        return f"<Vergelijking van {', '.join(self.namen)}>"


def compare(*plans: Plan, namen: Sequence[str] | None = None) -> Vergelijking:
    """Put plans side by side: totals, municipalities, locations and people.

    Parameters
    ----------
    *plans : Plan
        Two or more; the others are compared with the first.
    namen : sequence of str, optional
        Their names; default their titles, with a number where those are equal or empty.

    Returns
    -------
    Vergelijking

    Raises
    ------
    ValueError
        If there are fewer than two plans, or not as many names, each its own.
    """
    if len(plans) < 2:
        raise ValueError("geef ten minste twee plannen om te vergelijken")
    if namen is None:
        namen = numbered([plan.case.instellingen.titel or "plan" for plan in plans])
    if len(namen) != len(plans) or len(set(namen)) != len(namen):
        raise ValueError("geef elk plan een eigen naam")
    cases = [plan.case for plan in plans]
    settings = instellingen.instellingen(cases, namen)
    goals = vergelijkbaar.doelen(plans, namen, settings)
    return Vergelijking(
        namen=tuple(namen),
        vergeleken=plans,
        plannen=plannen.plannen(plans, namen, goals),
        halfjaren=plannen.halfjaren(plans, namen),
        doelen=goals,
        volgorde=volgorde.volgorde(plans, namen),
        gemeenten=gemeenten.gemeenten(plans, namen),
        locaties=locaties.locaties(plans, namen),
        instellingen=settings,
        huishoudens=huishoudens.huishoudens(plans, namen),
    )
