"""Which totals of several plans may be held against each other, and which are not measured alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.opgave import opgave

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan

KOSTEN = ("kosten_opvang", "kosten_verblijf", "kosten_transitie", "kosten_paren")
_NAAR_TAAKSTELLING = ("tekort", "ongelijkheid", "straf_koppelruimte")
"""What is measured against the task of a municipality; its room for links follows from that task."""
_SHARED: Mapping[str, tuple[str, ...]] = {
    "kosten": KOSTEN,
    "straf_plaatsen": ("straf_plaatsen", "straf_kamers"),
    "straf_overstay": ("straf_verblijf",),
}
"""Weights that go by another name than the goals they weigh."""
_MET_EINDWAARDE = ("overschrijding", "wachttijd", *KOSTEN)
_NAAR_INSTELLING: Mapping[str, tuple[str, ...]] = {
    "eindweken": _MET_EINDWAARDE,
    "telling": _MET_EINDWAARDE,
    "beleid": ("overschrijding", *KOSTEN, "doorberekening"),
    "omrijfactor": ("afstand",),
}
"""Goals that a setting measures, by the name of the setting."""

REDENEN = (
    "tijd",
    "gebied",
    "huishoudens",
    "gewicht",
    "taakstelling",
    "eindweken",
    "telling",
    "beleid",
    "omrijfactor",
    "eerder_plan",
)
"""Why a goal cannot be compared, the widest reason first."""

WHOLE = frozenset({"tijd", "gebied", "huishoudens"})
"""Reasons that leave nothing to compare, so that no other is worth a word."""


def doelen(alle: Sequence[Plan], namen: Sequence[str], instellingen: pd.DataFrame) -> pd.DataFrame:
    """Return a row per goal or penalty of any plan, and whether it is measured alike in all of them.

    Parameters
    ----------
    alle : sequence of Plan
        The plans.
    namen : sequence of str
        Their names.
    instellingen : DataFrame
        The settings in which they differ.

    Returns
    -------
    DataFrame
        doel, ``euro_<naam>`` (weighted; NaN where unknown), vergelijkbaar, waarom (a code of `REDENEN`;
        empty where it may be compared).
    """
    columns = [plan.doelen.set_index("doel")["euro"] for plan in alle]
    keys = list(dict.fromkeys(key for column in columns for key in column.index))
    table = pd.DataFrame({"doel": pd.array(keys, dtype="str")})
    for name, column in zip(namen, columns, strict=True):
        table[f"euro_{name}"] = column.reindex(keys).astype("float64").array
    reasons: dict[str, str] = {}
    for one in ongelijk(alle, namen, instellingen):
        for goal in one.doelen:
            reasons.setdefault(goal, one.reden)
    table["vergelijkbaar"] = [key not in reasons for key in keys]
    table["waarom"] = pd.array([reasons.get(key, "") for key in keys], dtype="str")
    return table


def vergelijkbaar_deel(doelen: pd.DataFrame, naam: str) -> float:
    """Return what the goals that may be compared add up to in the plan `naam`; NaN where there is none."""
    alike = doelen.loc[doelen["vergelijkbaar"], f"euro_{naam}"]
    return float(alike.sum()) if len(alike) else float("nan")


def that_count(doelen: pd.DataFrame) -> pd.DataFrame:
    """Return the goals that cost something in any plan."""
    euros = doelen[[name for name in doelen.columns if name.startswith("euro_")]].fillna(0.0)
    return doelen[(euros.round(2) != 0).any(axis="columns")]


@dataclass(frozen=True)
class Ongelijk:
    """Something that is not alike between the plans.

    Attributes
    ----------
    reden : str
        One of `REDENEN`.
    doelen : tuple of str
        Goals that cannot be compared because of it.
    plannen : tuple of str
        Names of the plans in which it is not as in the first.
    """

    reden: str
    doelen: tuple[str, ...]
    plannen: tuple[str, ...]


def ongelijk(alle: Sequence[Plan], namen: Sequence[str], instellingen: pd.DataFrame) -> list[Ongelijk]:
    """List what is not alike between the plans, in the order of `REDENEN`."""
    cases = dict(zip(namen, (plan.case for plan in alle), strict=True))
    keys = tuple(dict.fromkeys(goal for plan in alle for goal in plan.doelen["doel"]))
    differing = {
        str(row["instelling"]): tuple(
            name for name in namen[1:] if row[f"waarde_{name}"] != row[f"waarde_{namen[0]}"]
        )
        for row in instellingen.to_dict("records")
    }
    found = [
        Ongelijk(
            "tijd", keys, _other(cases, lambda case: (case.instellingen.start, case.instellingen.horizon))
        ),
        Ongelijk("gebied", keys, _other(cases, lambda case: tuple(case.gemeenten["gemeentecode"]))),
        Ongelijk("huishoudens", keys, _other(cases, _people)),
        *(Ongelijk("gewicht", _weighed(keys, setting), names) for setting, names in differing.items()),
        Ongelijk("taakstelling", _NAAR_TAAKSTELLING, _other(cases, _task)),
        *(Ongelijk(name, goals, differing.get(name, ())) for name, goals in _NAAR_INSTELLING.items()),
        Ongelijk("eerder_plan", ("wijziging",), _other(cases, _earlier)),
    ]
    return [one for one in found if one.plannen and one.doelen]


def _other(cases: Mapping[str, Case], look: Callable[[Case], object]) -> tuple[str, ...]:
    """Return the names of the cases that do not look like the first one."""
    first, *others = cases
    return tuple(name for name in others if look(cases[name]) != look(cases[first]))


def _people(case: Case) -> object:
    people = case.huishoudens[["huishouden", "personen", "vergunningdatum"]]
    return frozenset(people.itertuples(index=False, name=None))


def _task(case: Case) -> object:
    columns = ["gemeentecode", "halfjaar", "gecorrigeerd"]
    return frozenset(opgave(case)[columns].itertuples(index=False, name=None))


def _earlier(case: Case) -> object:
    places = case.eerder_plan[["huishouden", "koppelgemeente", "vorm", "locatie"]]
    return frozenset(places.itertuples(index=False, name=None))


def _weighed(keys: tuple[str, ...], setting: str) -> tuple[str, ...]:
    """Return the goals whose weight or penalty a setting is; none where it is something else."""
    group, _dot, name = setting.partition(".")
    if group not in {"doelen", "straffen"}:
        return ()
    wanted = f"straf_{name}" if group == "straffen" else name
    return _SHARED.get(wanted, tuple(key for key in keys if key == wanted))
