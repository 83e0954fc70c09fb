"""The best trajects at the prices of a pricing, written down for many classes at once."""

from __future__ import annotations

import numpy as np

from .instance import Bools, Floats, Ints
from .pricing import Pricing
from .spans import spans
from .trajects import Trajects


class Ways:
    """Writes down what a pricing found.

    Parameters
    ----------
    pricing : Pricing
        Trajects valued at one set of row prices.
    """

    def __init__(self, pricing: Pricing) -> None:
        self._pricing = pricing
        self._structure, self._instance = pricing.structure, pricing.instance
        instance = pricing.instance
        self._toll_row, self._tolls = pricing.tolls.by_sites(len(instance.offers.need), instance.n_sites)

    def of_classes(self, klasse: Ints, entry: Ints, leave: Ints) -> Trajects:
        """Return the best traject of each class that takes an entry and leaves at a moment (T: stays).

        Parameters
        ----------
        klasse, entry, leave : Ints, shape (N,)
            For those who stay the entry is not looked at.
        """
        classes, offers = self._instance.classes, self._instance.offers
        stays = leave == self._instance.n_periods
        site = classes.site[klasse]
        lives = site >= 0
        nothing = np.full(len(klasse), -1, dtype=np.int64)
        gemeente, exits, pool = nothing.copy(), nothing.copy(), nothing.copy()
        offer = np.append(classes.offer, -1)[np.where(stays & lives, classes.start[klasse], entry)]
        gemeente[lives] = offers.member[offers.start[offer[lives]]]
        exits[lives] = leave[lives]
        moves = lives & ~stays
        pool[moves] = self._cheapest_pool(offers.need[offer[moves]], gemeente[moves], leave[moves], False)
        found = Trajects(klasse, gemeente, site, np.where(lives, -1, leave), exits, pool)
        leaving = np.flatnonzero(~lives & ~stays)
        if len(leaving):
            _, onward = self.of_offers(offer[leaving], leave[leaving], np.ones(len(leaving), dtype=np.int64))
            found.gemeente[leaving], found.site[leaving] = onward.gemeente, onward.site
            found.exit[leaving], found.pool[leaving] = onward.exit, onward.pool
        return found

    def of_offers(self, offer: Ints, leave: Ints, count: Ints) -> tuple[Ints, Trajects]:
        """Return what follows on each offer in its cheapest municipalities, cheapest first.

        Parameters
        ----------
        offer, leave, count : Ints, shape (N,)
            Offer, the period at whose end it is taken, and of how many municipalities at most.

        Returns
        -------
        which : Ints, shape (M,)
            Which of the offers each traject follows on, ascending.
        trajects : Trajects
            With class -1: what follows is the same for all who can take the offer.
        """
        pricing, offers = self._pricing, self._instance.offers
        which, member = spans(offers.start[offer], offers.start[offer + 1])
        gemeente = offers.member[member]
        value = pricing.out[offers.need[offer[which]], gemeente, leave[which]]
        tolled = np.flatnonzero(np.isin(offer, list(pricing.tolls.offers)))
        first = np.searchsorted(which, np.arange(len(offer) + 1))
        for number in tolled.tolist():
            values = pricing.by_member(int(offer[number]))[:, leave[number]]
            value[first[number] : first[number + 1]] = values
        order = np.lexsort((value, which))
        place = np.arange(len(which)) - first[which]
        chosen = order[(place < count[which]) & np.isfinite(value[order])]
        return which[chosen], self._onward(offer[which[chosen]], gemeente[chosen], leave[which[chosen]])

    def _onward(self, offer: Ints, gemeente: Ints, leave: Ints) -> Trajects:
        """Return the best way by each offer into a municipality, straight or through a location."""
        instance, pricing = self._instance, self._pricing
        need, toll = instance.offers.need[offer], self._tolls[self._toll_row[offer]]
        starts = self._structure.pair_start
        which, pair = spans(starts[gemeente], starts[gemeente + 1])
        via = pricing.via[need[which], pair, leave[which]] + toll[which, instance.reach.site[pair]]
        at, least = _least(which, via, len(offer))
        through = least < pricing.home[need, gemeente, leave] + toll[:, -1]
        nothing = np.full(len(offer), -1, dtype=np.int64)
        site, exits, pool = nothing.copy(), nothing.copy(), nothing.copy()
        pairs = pair[at[through]]
        site[through] = instance.reach.site[pairs]
        exits[through] = self._leaves_at(need[through], pairs, leave[through])
        straight = ~through
        pool[straight] = self._cheapest_pool(need[straight], gemeente[straight], leave[straight], True)
        on: Bools = through & (exits < instance.n_periods)
        pool[on] = self._cheapest_pool(need[on], gemeente[on], exits[on], not instance.site_counts)
        return Trajects(nothing, gemeente, site, leave, exits, pool)

    def _leaves_at(self, need: Ints, pair: Ints, enter: Ints) -> Ints:
        """Return when it is cheapest to leave a location that was entered at the end of a period."""
        last = self._instance.sites.last_exit[self._instance.reach.site[pair], enter]
        moment = np.arange(self._instance.n_periods + 1)[None, :]
        within = (moment > enter[:, None]) & (moment <= last[:, None])
        cheapest: Ints = np.argmin(np.where(within, self._pricing.leaving[need, pair], np.inf), axis=1)
        return cheapest

    def _cheapest_pool(self, need: Ints, gemeente: Ints, period: Ints, realising: bool) -> Ints:
        starts = self._structure.pool_start
        which, pool = spans(starts[gemeente], starts[gemeente + 1])
        charge = self._pricing.charges(need[which], pool, period[which], realising)
        return pool[_least(which, charge, len(need))[0]]


def _least(which: Ints, value: Floats, count: int) -> tuple[Ints, Floats]:
    """Return where the first least value is that belongs to each number, and that value; infinite for none.

    What belongs to a number follows on each other; where nothing does, the place says nothing.
    """
    least = np.full(count, np.inf)
    at = np.zeros(count, dtype=np.int64)
    if len(which):
        filled, first = np.unique(which, return_index=True)
        least[filled] = np.minimum.reduceat(value, first)
        places = np.where(value == least[which], np.arange(len(value)), len(value))
        at[filled] = np.minimum.reduceat(places, first)
    return at, least
