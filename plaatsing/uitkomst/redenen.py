"""Why each household is where it is."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from plaatsing.instantie import Instantie
from plaatsing.models import Epochs
from plaatsing.uitkomst.koppelruimte import Koppelruimte


def redenen(
    instantie: Instantie, huishoudens: Iterable[str], rows: np.ndarray, opened: np.ndarray
) -> list[str]:
    """Say in a code why each household is where it is at the end of the plan.

    Parameters
    ----------
    instantie : Instantie
        The case and its model.
    huishoudens : iterable of str
        Their pseudonyms, N of them.
    rows : array, shape (N, 6)
        Traject of each household, as in `plaatsing.models.Trajects`.
    opened : array of bool, shape (L,)
        Which locations are open.

    Returns
    -------
    list of str
        "doorgestroomd" and "verblijft_in_locatie" for people in a location before the plan, "via_locatie",
        "in_locatie" and "woning" for who leaves COA, or why a household still waits; "vastgezet" where a
        person decided about it, or about the past of all.
    """
    memory: dict[int, str] = {}
    reasons = []
    in_stock = Epochs.of(instantie.model.pools).in_stock
    decided, room = instantie.case.besluiten, Koppelruimte(instantie.model, rows, opened)
    for name, (klasse, _, site, leave, _, pool) in zip(huishoudens, rows.tolist(), strict=True):
        if leave < 0:
            reasons.append("doorgestroomd" if pool >= 0 else "verblijft_in_locatie")
        elif site >= 0:
            reasons.append("via_locatie" if pool >= 0 else "in_locatie")
        elif pool >= 0:
            reasons.append("woning")
        elif name in decided.sloten or decided.bevroren_tot is not None:
            reasons.append("vastgezet")
        else:
            if klasse not in memory:
                memory[klasse] = _why_waiting(instantie, klasse, in_stock, room)
            reasons.append(memory[klasse])
    return reasons


def _why_waiting(instantie: Instantie, klasse: int, in_stock: NDArray[np.bool_], room: Koppelruimte) -> str:
    model = instantie.model
    in_time = np.isfinite(model.classes.exit_cost[klasse, : model.n_periods])
    if not in_time.any():
        return "vergunning_te_laat_in_plan"
    open_to = model.open_to(klasse)
    if not open_to.any():
        return "harde_criteria_buiten_gebied"
    need = model.classes.need[klasse]
    fits = model.needs.fits[need] & in_stock
    home = bool((fits[open_to[model.pools.gemeente]] & in_time[None, :]).any())
    site = bool((open_to[model.reach.gemeente] & model.needs.enters[need]).any())
    if not (home or site):
        return "geen_passende_woning"
    return "koppelruimte_op" if room.alone_keeps_waiting(klasse, open_to) else "geen_ruimte"
