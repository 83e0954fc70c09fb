"""Needs: what households ask of a dwelling, and which pools meet it when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from plaatsing.instantie.tijd import Tijd
from plaatsing.instantie.voorraad import Voorraad
from plaatsing.models import Needs

if TYPE_CHECKING:
    from plaatsing.case import Case


class Behoefte(NamedTuple):
    """What makes two households ask the same.

    Attributes
    ----------
    nareis_verwacht : int
        Day number since 1970-01-01 on which relatives are expected; -1 without relatives.
    link_half : int
        Half-year of the new link; -1 for who is linked already.
    """

    personen: int
    kamers: int
    toegankelijk: bool
    nareis_personen: int
    nareis_verwacht: int
    link_half: int


def build_needs(case: Case, tijd: Tijd, voorraad: Voorraad, behoeften: list[Behoefte], n_pairs: int) -> Needs:
    """Decide per need which pools may be moved into at which period end.

    Relatives count for the size of the dwelling when they are expected within the rule set's number of
    weeks after the move (``nareis_binnen_weken``).
    """
    keys = voorraad.keys
    smallest = np.array([key.min_personen for key in keys], dtype=np.int64)
    largest = np.array([key.max_personen for key in keys], dtype=np.int64)
    accessible = np.array([key.toegankelijk for key in keys], dtype=bool)
    within = np.timedelta64(7 * case.beleid.nareis_binnen_weken, "D")
    counted_until = (tijd.ends + within).astype("datetime64[D]").astype(np.int64)
    fits = np.zeros((len(behoeften), len(keys), len(tijd.ends)), dtype=bool)
    for index, need in enumerate(behoeften):
        soon = (need.nareis_verwacht >= 0) & (need.nareis_verwacht <= counted_until)
        size = need.personen + np.where(soon, need.nareis_personen, 0)
        enough = (smallest[:, None] <= size[None, :]) & (size[None, :] <= largest[:, None])
        fits[index] = enough & (accessible | (not need.toegankelijk))[:, None]
    return Needs(
        personen=np.array([need.personen for need in behoeften], dtype=np.int64),
        kamers=np.array([need.kamers for need in behoeften], dtype=np.int64),
        link_half=np.array([need.link_half for need in behoeften], dtype=np.int64),
        fits=fits,
        direct=np.ones(len(behoeften), dtype=bool),
        enters=np.ones((len(behoeften), n_pairs), dtype=bool),
        lingers=np.ones(len(behoeften), dtype=bool),
    )
