"""Other readings of the rule: the indicative doorberekening under several rule sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.beleid import Beleid, list_beleid, read_beleid
from plaatsing.doorberekening import doorberekening, totalen

if TYPE_CHECKING:
    from plaatsing.case import Case
    from plaatsing.plan import Plan

_PER = ["gemeentecode", "gemeente", "kwartaal"]


def vergelijk_doorberekening(
    case: Case, plan: Plan | pd.DataFrame, regelsets: Sequence[Beleid | str] | None = None
) -> pd.DataFrame:
    """Return the indicative doorberekening of one plan under several rule sets, side by side.

    The plan stays as it is; only the ledger is made anew under each rule set.

    Parameters
    ----------
    case : Case
        The case of the plan.
    plan : Plan or DataFrame
        A plan, or its table plaatsingen.
    regelsets : sequence of Beleid or str, optional
        Rule sets, or names of bundled ones; default that of the case and every bundled one.

    Returns
    -------
    DataFrame
        A row per gemeentecode, gemeente and kwartaal in which any rule set charges or sees a risk.
        Per rule set, in whole cents: ``{naam}_cent`` (after cap) and ``{naam}_risico_cent`` (from
        koppelingen that the plan proposes; no charge).

    Raises
    ------
    ValueError
        If two rule sets have one name.
    CaseError
        If there is no rule set of a name.
    """
    rules = [read_beleid(item) if isinstance(item, str) else item for item in regelsets or _known(case)]
    names = [item.naam for item in rules]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"regelsets: {', '.join(twice)} staat er tweemaal; geef elk een eigen naam")
    sums = []
    for item in rules:
        columns = {"bedrag_cent": f"{item.naam}_cent", "risico_cent": f"{item.naam}_risico_cent"}
        ledger = totalen(doorberekening(case, plan, item), _PER)
        sums.append(ledger.set_index(_PER)[list(columns)].rename(columns=columns))
    return pd.concat(sums, axis="columns").fillna(0).astype("int64").sort_index().reset_index()


def _known(case: Case) -> list[Beleid]:
    own = case.beleid
    return [own, *(read_beleid(name) for name in list_beleid() if name != own.naam)]
