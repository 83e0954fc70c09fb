"""Prices and routes to begin with: those of the same problem in longer periods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from .coarse import coarsen
from .epochs import Epochs
from .generation import Generator
from .layout import Layout
from .options import Options
from .prices import Prices
from .pricing import Structure
from .routes import Routes
from .spent import Spent
from .stop import Stop

Told = Callable[[Generator], Callable[[float, float], None]]
"""Gives what is told the cost and the bound of every round of a generator."""


def from_longer_periods(
    generator: Generator,
    options: Options,
    tolerance: Callable[[float], float],
    told: Told,
    stop: Stop,
    spent: Spent,
) -> Prices | None:
    """Solve the problem in longer periods first; return its prices, and give its trajects to a generator.

    Not where earlier goals limit what a plan may cost: longer periods could leave no plan at all.

    Parameters
    ----------
    generator : Generator
        Of the problem in its own periods.
    options : Options
        Switches: the lengths of the longer periods.
    tolerance : callable
        Given the master's cost, the distance to the bound at which to stop.
    told, stop, spent
        Passed on to the generators of the longer periods.
    """
    instance, epochs = generator.structure.instance, generator.structure.epochs
    centre: Prices | None = None
    routes = Routes.none()
    if instance.limits:
        return None
    for length in options.coarse:
        if instance.n_periods < 3 * length:
            continue
        coarse = coarsen(instance, length)
        coarse_epochs = Epochs.of(coarse.instance.pools)
        structure = Structure(coarse.instance, coarse_epochs)
        layout = Layout(coarse.instance, coarse_epochs)
        longer = Generator(structure, layout, stop, replace(options, inflow_rows=0, rounding_passes=0), spent)
        longer.master.add(coarse.coarse_routes(routes))
        start = None if centre is None else coarse.coarse_prices(centre, epochs)
        relaxation = longer.run(tolerance, start, told(longer))
        used = relaxation.solution
        found = longer.master.routes.take(
            np.flatnonzero(used.paths > 1e-9), np.flatnonzero(used.departures > 1e-9)
        )
        routes = coarse.fine_routes(found)
        centre = coarse.fine_prices(relaxation.prices, epochs)
    generator.master.add(routes)
    return centre
