"""Design the tile map: from points and neighbours to one hexagon each.

Three steps. The points, with points in the large waters between them, are drawn apart until
neighbours lie about one tile from one another in their true direction. An optimal
assignment gives each the nearest free cell. Swaps and moves (simulated annealing with a
fixed seed) then bring neighbours together and provinces into one piece.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linear_sum_assignment
from scipy.sparse.linalg import spsolve
from scipy.spatial import Delaunay, cKDTree

from .buren import landdelen

TEGEL_M = 10_700.0
"""Width of a hexagon in metres: 342 of them are as large as the country."""

RIJ = math.sqrt(3) / 2
"""Distance between rows, in tile widths."""

# Rough outlines of the large waters (RD New, km): IJsselmeer with Markermeer, Waddenzee, Westerschelde and
# Oosterschelde.
_WATEREN = (
    (
        *((118, 548), (148, 574), (152, 546), (162, 540), (176, 532), (172, 518), (160, 508)),
        *((150, 500), (140, 494), (132, 488), (131, 508), (146, 524), (138, 532), (128, 540)),
    ),
    (
        (118, 556),
        (128, 579),
        (150, 594),
        (176, 601),
        (206, 607),
        (206, 600),
        (186, 594),
        (164, 584),
        (152, 574),
    ),
    ((22, 378), (48, 381), (72, 374), (70, 368), (48, 372), (26, 372)),
    ((36, 402), (54, 404), (64, 396), (62, 391), (50, 395), (36, 398)),
)
_WATER_KM = 11.5
_GELIJK = 0.9  # 1: every neighbour at one tile; 0: at its true distance
_ANKER = 0.03
_RONDEN = 30
_STAPPEN = 300_000
_BREUK = 6.0  # price of a province in one more piece

Floats = NDArray[np.float64]
Edge = tuple[int, int, float, float, float]


@dataclass(frozen=True)
class Opgave:
    """What has to be placed, municipalities first and then water; lengths in tile widths."""

    punten: Floats
    gemeenten: int
    paren: list[tuple[int, int]]
    groepen: list[list[int]]


def ontwerp(gemeenten: pd.DataFrame, buren: pd.DataFrame) -> list[tuple[int, int]]:
    """Return the column and row of the tile of every municipality.

    Parameters
    ----------
    gemeenten : pandas.DataFrame
        ``gemeentecode``, ``provinciecode``, ``x_rd`` and ``y_rd`` (metres, EPSG:28992).
    buren : pandas.DataFrame
        Pairs of codes, as `plaatsing.geodata.buren.buren` gives them.

    Returns
    -------
    list of (int, int)
        In the order of `gemeenten`. Rows count northwards; odd rows lie half a tile to the east.
    """
    opgave = _opgave(gemeenten, buren)
    doel = _uit_elkaar(opgave)
    cells = _cells(doel)
    cost = ((doel[:, None] - _centres(cells)[None]) ** 2).sum(axis=2)
    _, start = linear_sum_assignment(cost)
    place = _Verbetering(opgave, doel, cells, [int(cell) for cell in start]).run()
    return [cells[cell] for cell in place[: opgave.gemeenten]]


def _opgave(gemeenten: pd.DataFrame, buren: pd.DataFrame) -> Opgave:
    codes = gemeenten["gemeentecode"].tolist()
    index = {code: number for number, code in enumerate(codes)}
    pairs = [
        (index[one], index[other])
        for one, other in buren[["gemeentecode", "buurgemeentecode"]].itertuples(index=False)
    ]
    groups = [
        [index[code] for code in piece]
        for _, inside in gemeenten.groupby("provinciecode", sort=True)["gemeentecode"]
        for piece in landdelen(list(inside), buren)
    ]
    land = gemeenten[["x_rd", "y_rd"]].to_numpy(dtype=np.float64)
    return Opgave(np.vstack([land, _water()]) / TEGEL_M, len(codes), pairs, groups)


def _water() -> Floats:
    points = [
        (x * 1000.0, y * 1000.0)
        for outline in map(shapely.Polygon, _WATEREN)
        for row in range(40)
        for column in range(40)
        for x, y in [((column + 0.5 * (row % 2)) * _WATER_KM, 360 + row * _WATER_KM * 0.866)]
        if outline.contains(shapely.Point(x, y))
    ]
    return np.array(points)


def _uit_elkaar(opgave: Opgave) -> Floats:
    """Return where every point would like to lie: neighbours about one tile apart, none overlapping."""
    edges = _edges(opgave)
    place = _settle(opgave, edges)
    for _ in range(_RONDEN):
        apart: list[Edge] = []
        for one, other in sorted(cKDTree(place).query_pairs(0.98)):
            dx, dy = (place[one] - place[other]).tolist()
            length = math.hypot(dx, dy)
            apart.append((one, other, dx / length, dy / length, 3.0))
        place = 0.5 * place + 0.5 * _settle(opgave, edges + apart)
    # Rounded, so that the last bits of the linear algebra decide nothing.
    return np.asarray(np.round(place - place[: opgave.gemeenten].mean(axis=0), 6))


def _edges(opgave: Opgave) -> list[Edge]:
    points, count = opgave.punten, opgave.gemeenten
    edges: list[Edge] = []
    for one, other in opgave.paren:
        dx, dy = (points[one] - points[other]).tolist()
        length = math.hypot(dx, dy)
        wish = (_GELIJK + (1 - _GELIJK) * length) / length
        edges.append((one, other, dx * wish, dy * wish, 1.0))
    drawn = {
        pair for simplex in Delaunay(points).simplices for pair in combinations(sorted(simplex.tolist()), 2)
    }
    for one, other in sorted(drawn - set(opgave.paren)):
        dx, dy = (points[one] - points[other]).tolist()
        length = math.hypot(dx, dy)
        if length < 6:
            wet = other >= count
            wish = max(1.0, 1.2 * _GELIJK + (1 - _GELIJK) * length if wet else length) / length
            edges.append((one, other, dx * wish, dy * wish, 0.5 if wet else 0.3))
    return edges


def _settle(opgave: Opgave, edges: list[Edge]) -> Floats:
    """Return the least-squares places for the wished differences, weakly held at the true points."""
    table = np.array(edges)
    count, rows = len(opgave.punten), np.arange(len(edges))
    ends = np.concatenate([table[:, 0], table[:, 1]]).astype(np.int64)
    signs = np.concatenate([np.ones(len(edges)), -np.ones(len(edges))])
    incidence = sparse.csr_matrix((signs, (np.concatenate([rows, rows]), ends)), (len(edges), count))
    weighted = incidence.T @ sparse.diags(table[:, 4])
    matrix = (weighted @ incidence + _ANKER * sparse.identity(count)).tocsc()
    return np.asarray(spsolve(matrix, weighted @ table[:, 2:4] + _ANKER * opgave.punten))


def _cells(place: Floats) -> list[tuple[int, int]]:
    (left, low), (right, high) = place.min(axis=0) - 3, place.max(axis=0) + 3
    rows = range(int(low / RIJ), int(high / RIJ) + 1)
    return [(column, row) for row in rows for column in range(int(left), int(right) + 1)]


def _centres(cells: list[tuple[int, int]]) -> Floats:
    return np.array([(column + 0.5 * (row % 2), row * RIJ) for column, row in cells])


def naast(column: int, row: int) -> list[tuple[int, int]]:
    """Return the six cells around a cell."""
    shift = row % 2
    return [
        *((column - 1, row), (column + 1, row)),
        *((column - 1 + shift, row + 1), (column + shift, row + 1)),
        *((column - 1 + shift, row - 1), (column + shift, row - 1)),
    ]


class _Verbetering:
    """Annealing over swaps of two nearby cells, one of which may be empty."""

    def __init__(self, opgave: Opgave, doel: Floats, cells: list[tuple[int, int]], place: list[int]) -> None:
        number = {cell: index for index, cell in enumerate(cells)}
        self._around = [[number[cell] for cell in naast(*at) if cell in number] for at in cells]
        self._xy: list[list[float]] = _centres(cells).tolist()
        self._goal: list[list[float]] = doel.tolist()
        self._land = opgave.gemeenten
        self._place = place
        self._at = [-1] * len(cells)
        for index, cell in enumerate(place):
            self._at[cell] = index
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
        chance = random.Random(1)
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
            worse += _BREUK * sum(pieces[group] - self._pieces[group] for group in groups)
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
        touched = sorted({old, new, *self._around[old], *self._around[new]})
        return total + sum(self._contacts(cell) for cell in touched if self._at[cell] >= 0)

    def _misplaced(self, index: int) -> float:
        """Return how far from its goal an index lies, and from where its neighbours want it."""
        x, y = self._xy[self._place[index]]
        goal_x, goal_y = self._goal[index]
        alone = index < self._land and len(self._groups[self._group[index]]) <= 3
        weight = 2.0 if alone else 0.5 if index < self._land else 0.3
        total = weight * ((x - goal_x) ** 2 + (y - goal_y) ** 2)
        for other, (wish_x, wish_y) in self._near[index].items():
            there = self._xy[self._place[other]]
            dx, dy = x - there[0], y - there[1]
            total += 0.35 * ((dx - wish_x) ** 2 + (dy - wish_y) ** 2)
            total += 0.9 * max(0.0, math.hypot(dx, dy) - 1)
        return total

    def _contacts(self, cell: int) -> float:
        """Return the price of the sides that a tile shares with sea and with other provinces."""
        index = self._at[cell]
        total = 0.0
        for near in self._around[cell]:
            other = self._at[near]
            if index >= self._land:
                total += 0.5 if 0 <= other < self._land else 0.0
            elif other < 0:
                total += 0.4
            elif other >= self._land:
                total += 0.35
            elif self._group[other] != self._group[index]:
                total += 0.15 if other in self._near[index] else 0.55
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
