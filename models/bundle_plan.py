"""Plans as bundles, and bundles as plans."""

from __future__ import annotations

import numpy as np

from .ascent import Ascent
from .bundles import Bundles
from .chooser import Incumbent, confirm
from .instance import Floats
from .pricing import Structure
from .trajects import Row, Trajects


class BundlePlan:
    """Translates between the two, for one instance.

    Parameters
    ----------
    structure : Structure
        The problem.
    ascent : Ascent
        Its costs, persons and places.
    """

    def __init__(self, structure: Structure, ascent: Ascent) -> None:
        self._structure, self._ascent = structure, ascent

    def bundles(self, plan: Incumbent) -> Bundles:
        """Return the bundles of a plan, those of its open locations without households included."""
        a, instance = self._ascent, self._structure.instance
        used = np.flatnonzero((plan.count > 0) & (plan.trajects.site >= 0))
        trajects, entry = plan.trajects.take(used), plan.trajects.take(used).entry(instance)
        count = np.zeros((len(a.fixed), len(a.persons)), dtype=np.int16)
        np.add.at(count, (trajects.site, a.entry_offer[entry]), plan.count[used].astype(np.int16))
        opened = ~a.candidate
        opened[[site for site, value in plan.opened.items() if value]] = True
        sites = np.flatnonzero(opened)
        return Bundles.of(a, sites, count[sites])

    def plan(self, bundles: Bundles, stays: Floats, enters: Floats) -> Incumbent:
        """Return the plan of chosen bundles, costed by the model that is documented.

        Parameters
        ----------
        bundles : Bundles
            At most one per location.
        stays : Floats, shape (K,)
            Households of each class that stay in COA.
        enters : Floats, shape (E,)
            Households that leave by each entry.
        """
        a, instance = self._ascent, self._structure.instance
        last = instance.n_periods
        left = bundles.count.astype(np.int64)
        rows: dict[Row, int] = {}
        for klasse in np.flatnonzero(stays > 0.5).tolist():
            rows[klasse, -1, -1, last, -1, -1] = round(stays[klasse])
        for entry in np.flatnonzero(enters > 0.5).tolist():
            offer, klasse, lacking = (
                int(a.entry_offer[entry]),
                int(a.entry_class[entry]),
                round(enters[entry]),
            )
            for place in np.flatnonzero(left[:, offer]).tolist():
                taken = min(lacking, int(left[place, offer]))
                if taken:
                    site = int(bundles.site[place])
                    row = (klasse, int(a.gemeente[offer, site]), site, 0, last, -1)
                    rows[row] = rows.get(row, 0) + taken
                    left[place, offer] -= taken
                    lacking -= taken
        opened = dict.fromkeys(np.flatnonzero(a.candidate).tolist(), 0)
        opened |= {site: 1 for site in bundles.site.tolist() if a.candidate[site]}
        cost = float(bundles.cost.sum() + a.stay @ stays + np.where(enters > 0, a.leaving, 0.0) @ enters)
        plan = Incumbent(
            Trajects.from_rows(list(rows)),
            np.array(list(rows.values()), dtype=np.int64),
            opened,
            cost + instance.constant,
        )
        return confirm(instance, self._structure.epochs, plan)
