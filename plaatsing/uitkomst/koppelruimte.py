"""Whether room for links, and nothing else, keeps a household waiting."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from plaatsing.models import Instance


class Koppelruimte:
    """What a plan leaves of the room for links, the dwellings and the locations.

    Parameters
    ----------
    model : Instance
        The model.
    rows : array, shape (N, 6)
        Traject of each household, as in `plaatsing.models.Trajects`.
    opened : array of bool, shape (L,)
        Which locations are open.
    """

    def __init__(self, model: Instance, rows: NDArray[np.int64], opened: NDArray[np.bool_]) -> None:
        self._model = model
        klasse, gemeente, site, leave, _, pool = rows.T
        needs, pools, sites = model.needs, model.pools, model.sites
        need = model.classes.need[klasse]
        persons, rooms = needs.personen[need], needs.kamers[need]

        links = (gemeente >= 0) & (leave >= 0) & (needs.link_half[need] >= 0)
        linked = np.zeros_like(model.sharing.link_room)
        for half in range(linked.shape[1]):
            by_then = links & (needs.link_half[need] <= half)
            np.add.at(linked[:, half], gemeente[by_then], persons[by_then])
        self._links_left = model.sharing.link_room - linked

        moves = pool >= 0
        self._homes_left = pools.supply.sum(axis=1)
        used = np.where(pools.in_persons[pool[moves]], persons[moves], 1)
        np.subtract.at(self._homes_left, pool[moves], used)

        stays = (site >= 0) & ~moves
        there = opened & sites.usable[:, -1]
        self._places_left = np.where(there, sites.capacity, 0)
        np.subtract.at(self._places_left, site[stays], persons[stays])
        self._rooms_left = np.where(there, sites.rooms, 0)
        np.subtract.at(self._rooms_left, site[stays], rooms[stays])

    def alone_keeps_waiting(self, klasse: int, open_to: NDArray[np.bool_]) -> bool:
        """Say whether a household could still go somewhere, but no municipality has room to link it.

        Only a place that nobody uses up to the last moment proves it: a dwelling that is never moved into, or
        a place and bedrooms in a location in the night after the horizon.

        Parameters
        ----------
        klasse : int
            Its class.
        open_to : array of bool, shape (G,)
            Where it may be linked.
        """
        model, need = self._model, int(self._model.classes.need[klasse])
        half, persons = int(model.needs.link_half[need]), int(model.needs.personen[need])
        if half < 0 or (open_to & (self._links_left[:, half:] >= persons).all(axis=1)).any():
            return False
        unlimited = open_to & np.isinf(model.sharing.maximum).all(axis=1)
        return self._home_left(klasse, need, unlimited) or self._site_left(need, unlimited)

    def _home_left(self, klasse: int, need: int, gemeenten: NDArray[np.bool_]) -> bool:
        pools, needs = self._model.pools, self._model.needs
        in_time = np.isfinite(self._model.classes.exit_cost[klasse])
        asked = np.where(pools.in_persons, needs.personen[need], 1)
        fits = needs.fits[need, np.arange(len(pools.last)), pools.last] & in_time[pools.last]
        return bool((fits & gemeenten[pools.gemeente] & (self._homes_left >= asked)).any())

    def _site_left(self, need: int, gemeenten: NDArray[np.bool_]) -> bool:
        needs, reach, sites = self._model.needs, self._model.reach, self._model.sites
        enough = self._places_left >= needs.personen[need]
        enough &= (sites.rooms < 0) | (self._rooms_left >= needs.kamers[need])
        return bool((gemeenten[reach.gemeente] & needs.enters[need] & enough[reach.site]).any())
