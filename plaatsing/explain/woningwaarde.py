"""What one more dwelling in a municipality is worth to the plan, by size and month, from the row prices."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.explain.beeld import Beeld
from plaatsing.instantie.tijd import as_days

Floats = NDArray[np.float64]

LARGEST = 8
"""Household size up to which a dwelling is valued."""
DWELLINGS = ("eigen", "flex", "tijdelijk")


def woningwaarde(beeld: Beeld, gemeente: int) -> pd.DataFrame:
    """Value one accessible dwelling more in the form that the municipality likes best.

    A row for the new dwelling with this price keeps the run's prices valid, so the bound falls by at most
    this much: no plan with the dwelling is better than the run's relaxation by more.

    Parameters
    ----------
    beeld : Beeld
        The plan, with row prices.
    gemeente : int
        Number of the municipality.

    Returns
    -------
    DataFrame
        Euro; index "personen" (1 up to the largest household, at most `LARGEST`), a column per month
        ("2025-07") from whose first day the dwelling is free.
    """
    months = _months(beeld)
    gains = _gain_by_size(beeld, gemeente)
    tijd = beeld.instantie.tijd
    first = [int(tijd.first_end(np.array([month], dtype="datetime64[D]"))[0]) for month in months]
    # Free from a period on: the best later moment counts too.
    best_from = np.maximum.accumulate(gains[:, ::-1], axis=1)[:, ::-1]
    padded = np.concatenate([best_from, np.zeros((len(gains), 1))], axis=1)
    table = pd.DataFrame(
        padded[1:, first],
        index=pd.RangeIndex(1, len(gains), name="personen"),
        columns=[f"{month:%Y-%m}" for month in months],
    )
    return table.round(2) + 0.0


def _months(beeld: Beeld) -> list[date]:
    settings = beeld.instantie.case.instellingen
    firsts = pd.date_range(settings.start.replace(day=1), settings.horizon, freq="MS")
    return [max(first.date(), settings.start) for first in firsts]


def _gain_by_size(beeld: Beeld, gemeente: int) -> Floats:
    """Return what moving someone of each size into a dwelling for free gains, shape (sizes + 1, T)."""
    model = beeld.instantie.model
    largest = min(LARGEST, int(model.needs.personen.max(initial=1)))
    gains = np.zeros((largest + 1, model.n_periods))
    least = beeld.geprijsd.least
    for klasse in range(model.n_classes):
        if model.classes.size[klasse] == 0:
            continue
        value = _into_free_home(beeld, klasse, gemeente)
        if value is None:
            continue
        size = _size_by_period(beeld, klasse)
        periods = np.flatnonzero((size <= largest) & np.isfinite(value))
        gained = np.maximum(least[klasse] - value[periods], 0.0)
        np.maximum.at(gains, (size[periods], periods), gained)
    return gains


def _size_by_period(beeld: Beeld, klasse: int) -> NDArray[np.int64]:
    """Return the persons that count for the size of a dwelling, by period of moving, shape (T,)."""
    instantie = beeld.instantie
    need = instantie.klassen.behoeften[int(instantie.model.classes.need[klasse])]
    within = np.timedelta64(7 * instantie.case.beleid.nareis_binnen_weken, "D")
    until = as_days(instantie.tijd.ends + within).astype(np.int64)
    soon = (need.nareis_verwacht >= 0) & (need.nareis_verwacht <= until)
    return (need.personen + np.where(soon, need.nareis_personen, 0)).astype(np.int64)


def _into_free_home(beeld: Beeld, klasse: int, gemeente: int) -> Floats | None:
    """Return the least value, by period of moving in, of a traject into a dwelling without a price."""
    model, structure, pricing = beeld.instantie.model, beeld.structure, beeld.pricing
    classes, n_periods = model.classes, model.n_periods
    best: Floats | None = None
    for entry in range(int(classes.start[klasse]), int(classes.start[klasse + 1])):
        offer = int(classes.offer[entry])
        if gemeente not in structure.members(offer):
            continue
        need = int(model.offers.need[offer])
        persons = float(model.needs.personen[need])
        home = persons * _form_cost(beeld, gemeente)
        credit = persons * pricing.quota_credit[gemeente] * _counts(beeld, gemeente)
        own = classes.exit_cost[klasse, :n_periods] + classes.entry_cost[entry]
        if classes.site[klasse] >= 0:
            stay = np.cumsum(pricing.presence[int(classes.need[klasse]), int(classes.site[klasse])])
            value = own + stay[:n_periods] + home
        else:
            own = own + pricing.link_charge[need, gemeente]
            value = own + home - credit if model.needs.direct[need] else np.full(n_periods, np.inf)
            onward = home - (0.0 if model.site_counts else credit)
            for pair in structure.pairs_of(gemeente):
                value = np.minimum(value, _through(beeld, need, pair, own) + onward)
        best = value if best is None else np.minimum(best, value)
    return best


def _through(beeld: Beeld, need: int, pair: int, own: Floats) -> Floats:
    """Return the least value of getting to each period by one location, shape (T,)."""
    model, pricing = beeld.instantie.model, beeld.pricing
    site, gemeente = int(model.reach.site[pair]), int(model.reach.gemeente[pair])
    n_periods, persons = model.n_periods, float(model.needs.personen[need])
    reached = np.full(n_periods, np.inf)
    if not model.needs.enters[need, pair]:
        return reached
    stay = pricing.stay[need, site, :n_periods]
    enter_value = own + persons * float(model.reach.cost[pair]) - stay
    if model.site_counts:
        enter_value = enter_value - persons * pricing.quota_credit[gemeente]
    for enter in np.flatnonzero(np.isfinite(own) & beeld.structure.may_enter[site]).tolist():
        last = min(int(model.sites.last_exit[site, enter]), n_periods - 1)
        inside = slice(enter + 1, last + 1)
        reached[inside] = np.minimum(reached[inside], enter_value[enter] + stay[inside])
    return reached


def _first_form(beeld: Beeld, gemeente: int) -> str | None:
    forms = beeld.instantie.case.gemeenten["vormen"].iloc[gemeente]
    return next((form for form in forms if form in DWELLINGS), None)


def _form_cost(beeld: Beeld, gemeente: int) -> float:
    form = _first_form(beeld, gemeente)
    if form is None:
        return float("inf")
    case = beeld.instantie.case
    forms = case.gemeenten["vormen"].iloc[gemeente]
    return float(case.instellingen.doelen.vormvoorkeur * forms.index(form))


def _counts(beeld: Beeld, gemeente: int) -> float:
    form = _first_form(beeld, gemeente)
    return float(form is not None and beeld.instantie.case.beleid.telt_mee[form])
