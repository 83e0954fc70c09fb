"""What waiting in COA reception costs: days, weeks past the term, euro.

The same functions value a traject in the model and a placement in the plan's tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from plaatsing.instantie.tijd import Dagen, Tijd, as_days
from plaatsing.termijnen_reeks import chargeable_bounds, chargeable_cents, termijndata

if TYPE_CHECKING:
    import pandas as pd

    from plaatsing.case import Case

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Wachten:
    """Goals of waiting per household and moment of leaving, all arrays of one shape.

    Attributes
    ----------
    wachttijd : Floats
        Person-weeks in COA from the later of permit and start.
    overschrijding : Floats
        Person-weeks in COA past the term (14 weeks after the permit), from the start.
    kosten : Floats
        Euro of COA reception.
    doorberekening : Floats
        Euro that may be charged on, before cap.
    """

    wachttijd: Floats
    overschrijding: Floats
    kosten: Floats
    doorberekening: Floats


def wachten(case: Case, huishoudens: pd.DataFrame, vertrek: Dagen) -> Wachten:
    """Value leaving COA on given days.

    Parameters
    ----------
    case : Case
        The case.
    huishoudens : DataFrame
        Rows of ``case.huishoudens``, N of them.
    vertrek : Dagen, shape (N,) or (N, M) or (1, M)
        Day of leaving; the end of the plan plus eindweken for those who stay.

    Returns
    -------
    Wachten
        Arrays of shape (N,) or (N, M).
    """
    tijd = Tijd(case)
    column = (slice(None), None) if vertrek.ndim == 2 else (slice(None),)
    permit = as_days(huishoudens["vergunningdatum"])
    persons = huishoudens["personen"].to_numpy(dtype=float)[column]
    since = np.maximum(tijd.counted(permit), tijd.start)[column]
    past = np.maximum(tijd.counted(termijndata(permit, case.beleid)), tijd.start)[column]
    kinds = huishoudens["soort_opvang"].to_numpy(dtype=object)
    waited = np.maximum((vertrek - since).astype(np.int64), 0)
    over = np.maximum((vertrek - past).astype(np.int64), 0)
    euro = np.zeros(waited.shape)
    charged = np.zeros(waited.shape)
    first, last = _charged(case, huishoudens, vertrek, column)
    for kind in sorted(set(kinds)):
        rows = kinds == kind
        spans = np.broadcast_arrays(since, vertrek - np.timedelta64(1, "D"))
        euro[rows] = chargeable_cents(spans[0][rows], spans[1][rows], kind, case.beleid) / 100.0
        charged[rows] = chargeable_cents(first[rows], last[rows], kind, case.beleid) / 100.0
    return Wachten(persons * waited / 7.0, persons * over / 7.0, persons * euro, persons * charged)


def _charged(
    case: Case, huishoudens: pd.DataFrame, vertrek: Dagen, column: tuple[slice | None, ...]
) -> tuple[Dagen, Dagen]:
    """Return the first and last chargeable day; NaT for excused and unlinked households."""
    linked = as_days(huishoudens["koppeldatum"])
    excused = (huishoudens["verschoonbaar"] != "").to_numpy() | (
        huishoudens["koppelgemeente"] == ""
    ).to_numpy()
    linked = np.where(excused, np.datetime64("NaT", "D"), linked)
    permit = as_days(huishoudens["vergunningdatum"])
    tijd = Tijd(case)
    first, last = chargeable_bounds(
        permit[column],
        linked[column],
        vertrek,
        case.beleid,
        case.instellingen.start,
        tijd.laatste_dag,
    )
    spans = np.broadcast_arrays(first, last)
    return spans[0], spans[1]
