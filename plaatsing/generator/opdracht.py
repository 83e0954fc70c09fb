"""What a synthetic case is asked to be, checked, with the real figures it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

import pandas as pd

from plaatsing.cijfers import landelijke_taakstelling
from plaatsing.geodata import OnbekendGebiedError, gebied_codes, gemeenten
from plaatsing.kalender import Halfjaar, PeriodeSoort
from plaatsing.problemen import CaseError, Problem
from plaatsing.taakstelling import taakstelling

HUISHOUDENS_PER_PERSOON = 1.2
"""Households generated per person of the taakstelling."""

_HERKOMST = "plaatsing new"
_KOPPELING = ("provincie", "landelijk")
# Four candidate locations for Drenthe; the power makes that 12 for Gelderland, 60 for Nederland.
_LOCATIES, _INWONERS_DRENTHE, _MACHT = 4, 504_129, 0.758


@dataclass(frozen=True)
class Opdracht:
    """A checked request for a synthetic case.

    Attributes
    ----------
    naam : str
        The area, as a planner names it.
    gebied : tuple of str
        Codes for plan.toml: provinces where the area consists of whole provinces, else
        municipalities.
    gemeenten : pandas.DataFrame
        The municipalities of the area, as `plaatsing.geodata.gemeenten` has them, with their
        ``taakstelling`` in persons.
    start, horizon : date
        First and last day of the half-year.
    huishoudens, locaties : int
        Number of households and of candidate locations.
    gekoppeld : float
        Share already linked, of the households with a permit at least 14 days before the start.
    """

    naam: str
    gebied: tuple[str, ...]
    gemeenten: pd.DataFrame
    halfjaar: Halfjaar
    vg: int
    huishoudens: int
    locaties: int
    seed: int
    periode: PeriodeSoort
    koppeling: str
    gekoppeld: float
    passendheid: bool

    @property
    def start(self) -> date:
        """First day of the plan."""
        return self.halfjaar.start

    @property
    def horizon(self) -> date:
        """Last day of the plan."""
        return self.halfjaar.eind

    @property
    def taakstelling(self) -> int:
        """Taakstelling of the whole area, in persons."""
        return int(self.gemeenten["taakstelling"].sum())


def maak_opdracht(
    regio: str,
    *,
    halfjaar: str,
    huishoudens: int | None,
    seed: int,
    periode: str | None,
    locaties: int | None,
    koppeling: str,
    gekoppeld: float,
    passendheid: bool,
) -> Opdracht:
    """Check the arguments of `generate_case` and fill in what was left open.

    Raises
    ------
    CaseError
        With everything wrong at once; each problem names the option.
    """
    problems = [
        problem
        for problem in (
            _problem(
                "--huishoudens",
                huishoudens,
                "een aantal van 1 of meer",
                huishoudens is None or huishoudens >= 1,
            ),
            _problem("--locaties", locaties, "een aantal van 0 of meer", locaties is None or locaties >= 0),
            _problem("--seed", seed, "een getal van 0 of meer", seed >= 0),
            _problem("--gekoppeld", gekoppeld, "een aandeel van 0 tot en met 1", 0 <= gekoppeld <= 1),
            _problem(
                "--periode",
                periode,
                "week, 2weken of maand",
                periode is None or periode in get_args(PeriodeSoort),
            ),
            _problem("--koppeling", koppeling, "provincie of landelijk", koppeling in _KOPPELING),
        )
        if problem is not None
    ]
    codes = _codes(regio, problems)
    vg = _vg(halfjaar, problems)
    if problems:
        raise CaseError(problems)

    table = gemeenten()
    table["taakstelling"] = taakstelling(vg, table["inwoners"])
    area = table[table["gemeentecode"].isin(codes)].reset_index(drop=True)
    gebied = _gebied(table, area)
    whole = len(area) == len(table)
    total = int(area["taakstelling"].sum())
    scale = float(area["inwoners"].sum()) / _INWONERS_DRENTHE
    return Opdracht(
        naam=_naam(area, gebied, regio),
        gebied=gebied,
        gemeenten=area,
        halfjaar=Halfjaar.parse(halfjaar),
        vg=vg,
        huishoudens=max(1, round(HUISHOUDENS_PER_PERSOON * total)) if huishoudens is None else huishoudens,
        locaties=max(1, round(_LOCATIES * scale**_MACHT)) if locaties is None else locaties,
        seed=seed,
        periode=_soort(periode, whole),
        koppeling=koppeling,
        gekoppeld=gekoppeld,
        passendheid=passendheid,
    )


def _problem(option: str, found: object, expected: str, right: bool, meant: str = "") -> Problem | None:
    if right:
        return None
    return Problem(_HERKOMST, f"verwacht {expected}", kolom=option, gevonden=str(found), bedoelde_u=meant)


def _codes(regio: str, problems: list[Problem]) -> tuple[str, ...]:
    try:
        return gebied_codes(regio)
    except OnbekendGebiedError as error:
        suggestions = next(iter(error.onbekend.values()))
        expected = "een provincie, regio of gemeente, of nederland"
        problem = _problem("--regio", regio, expected, right=False, meant=next(iter(suggestions), ""))
        problems.extend([problem] if problem else [])
        return ()


def _vg(halfjaar: str, problems: list[Problem]) -> int:
    known = landelijke_taakstelling()
    try:
        name = str(Halfjaar.parse(halfjaar))
    except ValueError:
        name = ""
    if name in known:
        return known[name].geldend
    expected = f"een halfjaar met een bekende landelijke taakstelling: {', '.join(known)}"
    problem = _problem("--halfjaar", halfjaar, expected, right=False)
    problems.extend([problem] if problem else [])
    return 0


def _naam(area: pd.DataFrame, gebied: tuple[str, ...], regio: str) -> str:
    if len(area) == 1:
        return str(area["gemeente"].iloc[0])
    if len(gebied) == 1:
        return str(area["provincie"].iloc[0])
    return regio[:1].upper() + regio[1:]


def _gebied(table: pd.DataFrame, area: pd.DataFrame) -> tuple[str, ...]:
    here = area.groupby("provinciecode").size()
    whole = table.groupby("provinciecode").size()
    provinces = [str(code) for code in here.index if here[code] == whole[code]]
    return tuple(provinces if len(provinces) == len(here) else area["gemeentecode"])


def _soort(periode: str | None, whole: bool) -> PeriodeSoort:
    for soort in get_args(PeriodeSoort):
        if soort == periode:
            return soort  # type: ignore[no-any-return]
    return "maand" if whole else "week"
