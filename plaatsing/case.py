"""The case: everything a plan is made from, checked and complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from plaatsing.beleid import Beleid
from plaatsing.instellingen import Instellingen
from plaatsing.kalender import Halfjaar, Periode, perioden
from plaatsing.lezen.map import read_raw
from plaatsing.lezen.opbouw import build, file_of
from plaatsing.lezen.ruw import RuweCase, from_frame
from plaatsing.lezen.scenario_regels import scenario_rules
from plaatsing.lezen.scenarios import scenarios_bytes, scenarios_file
from plaatsing.lezen.waarden import nearest
from plaatsing.problemen import CaseError, Problem
from plaatsing.schema import TABELLEN

if TYPE_CHECKING:
    from plaatsing.vastgezet import Besluiten


@dataclass(frozen=True, eq=False)
class Case:
    """A checked case, with defaults filled in.

    Make one with :func:`read_case` or :meth:`Case.from_tables`. Frames have a default index and the
    order of the input, except ``gemeenten``, which is sorted by code. Missing text is ``""``,
    missing dates are NaT, missing whole numbers ``<NA>``; cells of several values are tuples.

    Attributes
    ----------
    instellingen : Instellingen
        The settings.
    beleid : Beleid
        The rule set.
    gemeenten : DataFrame
        A row per municipality of the area, whether or not the table was given; with regiocode and
        regio (the regietafel region, by the setting and table ``regios``) and koppelregiocode (of COA).
    huishoudens : DataFrame
        A row per household, rekenhuishoudens from counts included.
    woningaanbod, doorstroomlocaties, coa_locaties : DataFrame
        Supply; dwellings outside the area are left out.
    uitruil, afstanden, paren, vastgezet, eerder_plan, realisatie : DataFrame
        Optional tables, empty where they were not given.
    tabellen : mapping of str to DataFrame
        The tables as given, without defaults and without unknown columns.
    waarschuwingen : tuple of Problem
        What is worth a look.
    beginstand_bekend : bool
        Whether the opening balance of every municipality was given; else it counts as zero.
    eigen_codes : bool
        Whether the case defines its own municipalities.
    inwoners_nederland : int
        Population by which the taakstelling is divided: as given, else the bundled total, or
        the sum of the case's own municipalities.
    beleid_bestand : bytes or None
        Content of the case's own rule set.
    grenzen : GeoDataFrame or None
        Official boundaries of the area, where the settings name a file (see `case_gebieden`).
    scenarios_bestand : bytes or None
        Content of the case's scenarios.toml, as it stands; `read_scenarios` makes something of it.
    scenario_regels : mapping of str to bytes
        Content of the rule sets that scenarios.toml names by a relative path, by that path.
    """

    instellingen: Instellingen
    beleid: Beleid = field(repr=False)
    gemeenten: pd.DataFrame = field(repr=False)
    huishoudens: pd.DataFrame = field(repr=False)
    woningaanbod: pd.DataFrame = field(repr=False)
    doorstroomlocaties: pd.DataFrame = field(repr=False)
    coa_locaties: pd.DataFrame = field(repr=False)
    uitruil: pd.DataFrame = field(repr=False)
    afstanden: pd.DataFrame = field(repr=False)
    paren: pd.DataFrame = field(repr=False)
    vastgezet: pd.DataFrame = field(repr=False)
    eerder_plan: pd.DataFrame = field(repr=False)
    realisatie: pd.DataFrame = field(repr=False)
    tabellen: Mapping[str, pd.DataFrame] = field(repr=False)
    waarschuwingen: tuple[Problem, ...]
    beginstand_bekend: bool
    eigen_codes: bool
    inwoners_nederland: int
    beleid_bestand: bytes | None = field(repr=False, default=None)
    grenzen: gpd.GeoDataFrame | None = field(repr=False, default=None)
    scenarios_bestand: bytes | None = field(repr=False, default=None)
    scenario_regels: Mapping[str, bytes] = field(repr=False, default_factory=dict)

    @classmethod
    def from_tables(
        cls, instellingen: Mapping[str, Any] | Instellingen, **tables: pd.DataFrame | None
    ) -> Case:
        """Make a case of DataFrames, with the same checks as a case from files.

        Parameters
        ----------
        instellingen : mapping or Instellingen
            The settings, nested as in plan.toml.
        **tables : DataFrame
            The tables by name; the first row counts as row 2 in what is reported.

        Raises
        ------
        CaseError
            With everything that is wrong.
        """
        if isinstance(instellingen, Instellingen):
            instellingen = instellingen.model_dump(exclude_unset=True)
        raw = RuweCase(plan=dict(instellingen), plan_bestand="instellingen", naamvorm="{}")
        for name, frame in tables.items():
            if name not in TABELLEN:
                hint = nearest(name, TABELLEN)
                expected = "dit is geen tabel van een casus"
                raw.problemen.append(Problem(name, expected, bedoelde_u=hint, code="onbekende_tabel"))
            elif frame is not None:
                raw.tabellen[name] = from_frame(name, frame)
        return with_locks(cls(**build(raw)), file_of(raw, "vastgezet"))

    def write(self, path: str | Path, *, vervang: bool = False) -> Path:
        """Write the case as it was given: a folder, or a workbook if `path` ends in ``.xlsx``.

        Parameters
        ----------
        path : str or Path
            Where to; parents are made.
        vervang : bool
            Whether an existing case may be replaced.

        Returns
        -------
        Path
            What was written.

        Raises
        ------
        CaseError
            If something stands at `path` already, or it cannot be written.
        """
        from plaatsing.lezen.schrijven import write_case

        return write_case(self, Path(path), vervang=vervang)

    @cached_property
    def perioden(self) -> tuple[Periode, ...]:
        """The periods of the plan."""
        return perioden(self.instellingen.start, self.instellingen.horizon, self.instellingen.periode)

    @cached_property
    def besluiten(self) -> Besluiten:
        """What a person decided: the locks, by what they concern."""
        from plaatsing.vastgezet import Besluiten

        return Besluiten(self)

    @property
    def halfjaren(self) -> tuple[Halfjaar, ...]:
        """The half-years that end within the plan."""
        return self.instellingen.halfjaren


def read_case(path: str | Path) -> Case:
    """Read and check a case.

    Parameters
    ----------
    path : str or Path
        A folder with plan.toml and CSV files, or a workbook (.xlsx) with a sheet per table.

    Raises
    ------
    CaseError
        With everything that is wrong, errors and warnings.
    """
    try:
        raw = read_raw(Path(path))
    except (OSError, ValueError) as error:
        # A path that the operating system refuses altogether: a NUL in it, or far too long.
        problem = Problem(str(path)[:80], "dit is geen bruikbaar pad", code="geen_bestand")
        raise CaseError([problem]) from error
    made = with_locks(Case(**build(raw)), file_of(raw, "vastgezet"))
    whatif, folder = scenarios_bytes(Path(path)), scenarios_file(Path(path)).parent
    return replace(made, scenarios_bestand=whatif, scenario_regels=scenario_rules(whatif, folder))


def with_locks(case: Case, bestand: str) -> Case:
    """Return a case with a warning for each lock that goes before a rule.

    Parameters
    ----------
    case : Case
        A case whose tables were checked.
    bestand : str
        What the table of locks is called in messages.

    Raises
    ------
    CaseError
        If such a lock gives no reason.
    """
    from plaatsing.vastgezet.tegen import problems_of

    found = problems_of(case, bestand)
    if any(problem.ernst == "fout" for problem in found):
        raise CaseError([*case.waarschuwingen, *found])
    return replace(case, waarschuwingen=(*case.waarschuwingen, *found)) if found else case
