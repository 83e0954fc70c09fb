"""Improve a tile map: swaps and moves of nearby tiles, by simulated annealing with a fixed seed."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RIJ = math.sqrt(3) / 2
"""Distance between rows, in tile widths."""

_STAPPEN = 800_000
_ZAAD = 11

# Prices, where a tile that lies one width from its goal costs 0.5.
_RICHTING = 0.45  # a neighbour that does not lie where it truly does
_UITEEN = 0.9  # a neighbour one width too far
_STUK = 6.0  # a province in one more piece
_KUST = 0.45  # a side on open sea: keeps coasts smooth
_WATER = 0.35  # a side on one of the large waters
_GRENS = 0.15  # a side on a true neighbour in another province
_VREEMD = 0.55  # a side on another province that is no neighbour
_EILAND = 4.0  # a side that an island shares with other land
_GAT = 0.15  # an empty cell amid land, by the square of the land around it above _RAND
_RAND = 11  # of the 18 cells within two steps

Floats = NDArray[np.float64]
Cell = tuple[int, int]


@dataclass(frozen=True)
class Opgave:
    """What has to be placed, municipalities first and then water; lengths in tile widths.

    Attributes
    ----------
    punten : array, shape (n, 2)
        True places.
    gemeenten : int
        How many of them are municipalities.
    paren : list of (int, int)
        Neighbours, over land or over a bridge or dam.
    groepen : list of list of int
        The land parts of provinces, each to stay in one piece.
    kapen : frozenset of int
        Municipalities that stand out in the coast, held firmly at their goals.
    """

    punten: Floats
    gemeenten: int
    paren: list[tuple[int, int]]
    groepen: list[list[int]]
    kapen: frozenset[int]


def centres(cells: list[Cell]) -> Floats:
    """Return the middle of each cell, in tile widths."""
    return np.array([(column + 0.5 * (row % 2), row * RIJ) for column, row in cells])


def naast(column: int, row: int) -> list[Cell]:
    """Return the six cells around a cell."""
    shift = row % 2
    return [
        *((column - 1, row), (column + 1, row)),
        *((column - 1 + shift, row + 1), (column + shift, row + 1)),
        *((column - 1 + shift, row - 1), (column + shift, row - 1)),
    ]


class Verbetering:
    """Annealing over swaps of two nearby cells, one of which may be empty."""

    def __init__(self, opgave: Opgave, doel: Floats, cells: list[Cell], place: list[int]) -> None:
        number = {cell: index for index, cell in enumerate(cells)}
        self._around = [[number[cell] for cell in naast(*at) if cell in number] for at in cells]
        self._within_two = [
            frozenset(near).union(*(self._around[cell] for cell in near)) for near in self._around
        ]
        self._xy: list[list[float]] = centres(cells).tolist()
        self._goal: list[list[float]] = doel.tolist()
        self._land = opgave.gemeenten
        self._place = place
        self._at = [-1] * len(cells)
        for index, cell in enumerate(place):
            self._at[cell] = index
        self._capes = opgave.kapen
        self._groups = opgave.groepen
        self._group = [-1] * len(place)
        for group, members in enumerate(opgave.groepen):
            for index in members:
                self._group[index] = group
        self._near: list[dict[int, tuple[float, float]]] = [{} for _ in place]
        for one, other in opgave.paren:
            dx, dy = (opgave.punten[one] - opgave.punten[other]).tolist()
            length = math.hypot(dx, dy)
            self._near[one][other] = (dx / length, dy / length)
            self._near[other][one] = (-dx / length, -dy / length)
        self._pieces = [self._count_pieces(group) for group in range(len(opgave.groepen))]

    def run(self) -> list[int]:
        """Return the cell of every index after all steps."""
        chance = random.Random(_ZAAD)
        for step in range(_STAPPEN):
            heat = 1.5 * (1 - step / _STAPPEN) ** 2 + 0.01
            index = chance.randrange(len(self._place))
            old = self._place[index]
            new = chance.choice(self._around[old])
            if chance.random() >= 0.7:
                new = chance.choice(self._around[new])
            if new != old and not (index >= self._land and self._at[new] >= self._land):
                self._try(index, old, new, heat, chance.random())
        return self._place

    def _try(self, index: int, old: int, new: int, heat: float, draw: float) -> None:
        other = self._at[new]
        before = self._energy(index, other, old, new)
        self._swap(index, old, new)
        worse = self._energy(index, other, old, new) - before
        if worse < 7 * heat:
            touched = {self._group[index], self._group[other] if other >= 0 else -1}
            groups = sorted(touched - {-1}) if len(touched) > 1 else []
            pieces = {group: self._count_pieces(group) for group in groups}
            worse += _STUK * sum(pieces[group] - self._pieces[group] for group in groups)
            if worse <= 0 or draw < math.exp(-worse / heat):
                for group in groups:
                    self._pieces[group] = pieces[group]
                return
        self._swap(index, new, old)

    def _swap(self, index: int, old: int, new: int) -> None:
        other = self._at[new]
        self._place[index], self._at[new], self._at[old] = new, index, other
        if other >= 0:
            self._place[other] = old

    def _energy(self, index: int, other: int, old: int, new: int) -> float:
        total = self._misplaced(index) + (self._misplaced(other) if other >= 0 else 0.0)
        if index < self._land and not 0 <= other < self._land:
            total += self._gaps(self._within_two[old] | self._within_two[new])
        touched = sorted({old, new, *self._around[old], *self._around[new]})
        return total + sum(self._contacts(cell) for cell in touched if self._at[cell] >= 0)

    def _misplaced(self, index: int) -> float:
        """Return how far from its goal an index lies, and from where its neighbours want it."""
        x, y = self._xy[self._place[index]]
        goal_x, goal_y = self._goal[index]
        total = self._firmness(index) * ((x - goal_x) ** 2 + (y - goal_y) ** 2)
        for other, (wish_x, wish_y) in self._near[index].items():
            there = self._xy[self._place[other]]
            dx, dy = x - there[0], y - there[1]
            total += _RICHTING * ((dx - wish_x) ** 2 + (dy - wish_y) ** 2)
            total += _UITEEN * max(0.0, math.hypot(dx, dy) - 1)
        return total

    def _firmness(self, index: int) -> float:
        """Return the price of lying one width from the goal: capes and small islands hardly move."""
        if index >= self._land:
            return 0.3
        if index in self._capes:
            return 6.0
        return 2.0 if len(self._groups[self._group[index]]) <= 3 else 0.5

    def _gaps(self, cells: frozenset[int]) -> float:
        """Return the price of the empty cells among `cells` that lie amid land."""
        excess = (self._land_near(cell) - _RAND for cell in cells if self._at[cell] < 0)
        return _GAT * sum(more * more for more in excess if more > 0)

    def _land_near(self, cell: int) -> int:
        return sum(0 <= self._at[near] < self._land for near in self._within_two[cell])

    def _contacts(self, cell: int) -> float:
        """Return the price of the sides that a tile shares with sea and with other provinces."""
        index = self._at[cell]
        total = 0.0
        for near in self._around[cell]:
            other = self._at[near]
            if index >= self._land:
                total += 0.5 if 0 <= other < self._land else 0.0
            elif other < 0:
                total += _KUST
            elif other >= self._land:
                total += _WATER
            elif not self._near[index] or not self._near[other]:
                total += _EILAND
            elif self._group[other] != self._group[index]:
                total += _GRENS if other in self._near[index] else _VREEMD
        return total

    def _count_pieces(self, group: int) -> int:
        left = {self._place[index] for index in self._groups[group]}
        pieces = 0
        while left:
            pieces += 1
            stack = [left.pop()]
            while stack:
                for cell in self._around[stack.pop()]:
                    if cell in left:
                        left.discard(cell)
                        stack.append(cell)
        return pieces
