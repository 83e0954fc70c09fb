"""Needs: what households ask of a dwelling, and which pools meet it when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plaatsing.instantie.locaties import Locaties
from plaatsing.instantie.tijd import Tijd
from plaatsing.instantie.voorraad import Voorraad
from plaatsing.models import Needs

if TYPE_CHECKING:
    from plaatsing.case import Case


class Grendel(NamedTuple):
    """What locks or an earlier plan leave a household of dwellings and locations.

    Attributes
    ----------
    vormen : frozenset of str or None
        Forms of dwelling; None: those that the municipality chooses.
    niet_vormen : frozenset of str
        Forms of dwelling that are out of the question.
    direct : bool
        Whether it may go from COA straight into a dwelling.
    locaties : frozenset of str or None
        Locations; None: all.
    niet_locaties : frozenset of str
        Locations that are out of the question.
    blijft : bool
        Whether it may still be in a location at the horizon.
    doorstroom : tuple of bool
        At the end of which periods it may move into a dwelling; empty: any.
    extra_vormen, extra_paren : frozenset
        Forms (municipality index, form) and reach pairs (location, municipality index) that a person allowed
        it beyond the rules.
    """

    vormen: frozenset[str] | None = None
    niet_vormen: frozenset[str] = frozenset()
    direct: bool = True
    locaties: frozenset[str] | None = None
    niet_locaties: frozenset[str] = frozenset()
    blijft: bool = True
    doorstroom: tuple[bool, ...] = ()
    extra_vormen: frozenset[tuple[int, str]] = frozenset()
    extra_paren: frozenset[tuple[str, int]] = frozenset()


VRIJ = Grendel()
"""Nothing locked."""


class Behoefte(NamedTuple):
    """What makes two households ask the same.

    Attributes
    ----------
    nareis_verwacht : int
        Day number since 1970-01-01 on which relatives are expected; -1 without relatives.
    link_half : int
        Half-year of the new link; -1 for who is linked already.
    grendel : Grendel
        What is left of dwellings and locations.
    """

    personen: int
    kamers: int
    toegankelijk: bool
    nareis_personen: int
    nareis_verwacht: int
    link_half: int
    grendel: Grendel = VRIJ


def build_needs(
    case: Case, tijd: Tijd, voorraad: Voorraad, locaties: Locaties, behoeften: list[Behoefte]
) -> Needs:
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
    left = {grendel: _homes_left(grendel, voorraad) for grendel in {need.grendel for need in behoeften}}
    for index, need in enumerate(behoeften):
        soon = (need.nareis_verwacht >= 0) & (need.nareis_verwacht <= counted_until)
        size = need.personen + np.where(soon, need.nareis_personen, 0)
        enough = (smallest[:, None] <= size[None, :]) & (size[None, :] <= largest[:, None])
        fits[index] = enough & (accessible | (not need.toegankelijk))[:, None]
        fits[index] &= left[need.grendel][:, None]
        if need.grendel.doorstroom:
            fits[index] &= np.array(need.grendel.doorstroom, dtype=bool)[None, :]
    return Needs(
        personen=np.array([need.personen for need in behoeften], dtype=np.int64),
        kamers=np.array([need.kamers for need in behoeften], dtype=np.int64),
        link_half=np.array([need.link_half for need in behoeften], dtype=np.int64),
        fits=fits,
        direct=np.array([need.grendel.direct for need in behoeften], dtype=bool),
        enters=_sites_left(behoeften, locaties),
        lingers=np.array([need.grendel.blijft for need in behoeften], dtype=bool),
    )


def _homes_left(grendel: Grendel, voorraad: Voorraad) -> NDArray[np.bool_]:
    """Return the pools that a lock leaves, shape (P,)."""
    forms = [key.vorm for key in voorraad.keys]
    named = [grendel.vormen is None or form in grendel.vormen for form in forms]
    refused = [form in grendel.niet_vormen for form in forms]
    extra = [(key.gemeente, key.vorm) in grendel.extra_vormen for key in voorraad.keys]
    chosen = voorraad.gekozen | np.array(extra, dtype=bool)
    return np.asarray(chosen & np.array(named, dtype=bool) & ~np.array(refused, dtype=bool))


def _sites_left(behoeften: list[Behoefte], locaties: Locaties) -> NDArray[np.bool_]:
    """Return the reach pairs that locks leave, shape (Q, R)."""
    names = np.array(locaties.sites.names, dtype=object)[locaties.reach.site]
    left = np.empty((len(behoeften), len(names)), dtype=bool)
    memory: dict[Grendel, NDArray[np.bool_]] = {}
    for index, need in enumerate(behoeften):
        grendel = need.grendel
        if grendel not in memory:
            open_to = np.ones(len(names), dtype=bool)
            if grendel.locaties is not None:
                open_to = np.isin(names, list(grendel.locaties))
            open_to &= ~np.isin(names, list(grendel.niet_locaties))
            pairs = zip(names.tolist(), locaties.reach.gemeente.tolist(), strict=True)
            extra = np.array([pair in grendel.extra_paren for pair in pairs], dtype=bool)
            memory[grendel] = open_to & (locaties.gewoon | extra)
        left[index] = memory[grendel]
    return left
