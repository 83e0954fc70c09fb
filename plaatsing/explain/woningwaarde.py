"""What one more dwelling in a municipality is worth to the plan, by size and month, from the row prices."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plaatsing.explain.beeld import Beeld

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
    value = _into_free_home(beeld, gemeente)
    size = beeld.maten
    useful = (size <= largest) & np.isfinite(value) & (model.classes.size > 0)[:, None]
    klasse, period = np.nonzero(useful)
    gained = np.maximum(beeld.geprijsd.least[klasse] - value[klasse, period], 0.0)
    np.maximum.at(gains, (size[klasse, period], period), gained)
    return gains


def _into_free_home(beeld: Beeld, gemeente: int) -> Floats:
    """Return per class and period of moving in the least value of a traject into a dwelling without a price.

    Shape (K, T); infinite where there is none.
    """
    model, structure, pricing = beeld.instantie.model, beeld.structure, beeld.pricing
    classes, n_periods = model.classes, model.n_periods
    best = np.full((model.n_classes, n_periods), np.inf)
    form_cost, counts = _form_cost(beeld, gemeente), _counts(beeld, gemeente)
    for offer, entries in beeld.ingangen.items():
        if gemeente not in structure.members(offer):
            continue
        klasse, need = structure.entry_class[entries], int(model.offers.need[offer])
        persons = float(model.needs.personen[need])
        home = persons * form_cost
        credit = pricing.credit[structure.size_of[need], gemeente] * counts
        own = classes.exit_cost[klasse, :n_periods] + classes.entry_cost[entries][:, None]
        if model.offers.site[offer] >= 0:
            present = pricing.presence[classes.need[klasse], classes.site[klasse]]
            value = own + np.cumsum(present, axis=1)[:, :n_periods] + home
        else:
            own = own + pricing.link_charge[need, gemeente]
            value = own + home - credit if model.needs.direct[need] else np.full(own.shape, np.inf)
            onward = home - (0.0 if model.site_counts else credit)
            for pair in structure.pairs_of(gemeente):
                value = np.minimum(value, _through(beeld, need, pair, own) + onward)
        np.minimum.at(best, klasse, value)
    return best


def _through(beeld: Beeld, need: int, pair: int, own: Floats) -> Floats:
    """Return the least value of getting to each period by one location, shape (classes, T)."""
    model, pricing = beeld.instantie.model, beeld.pricing
    site, gemeente = int(model.reach.site[pair]), int(model.reach.gemeente[pair])
    n_periods, persons = model.n_periods, float(model.needs.personen[need])
    reached = np.full(own.shape, np.inf)
    if not model.needs.enters[need, pair]:
        return reached
    stay = pricing.stay[need, site, :n_periods]
    enter_value = own + persons * float(model.reach.cost[pair]) - stay
    if model.site_counts:
        enter_value = enter_value - pricing.credit[beeld.structure.size_of[need], gemeente]
    someone = np.isfinite(own).any(axis=0) & beeld.structure.may_enter[site]
    for enter in np.flatnonzero(someone).tolist():
        last = min(int(model.sites.last_exit[site, enter]), n_periods - 1)
        inside = slice(enter + 1, last + 1)
        through = enter_value[:, enter, None] + stay[None, inside]
        reached[:, inside] = np.minimum(reached[:, inside], through)
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
