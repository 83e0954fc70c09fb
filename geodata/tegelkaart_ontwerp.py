"""Design the tile map: from points and neighbours to one hexagon each.

Three steps. The points, with points in the large waters between them, are drawn apart until
neighbours lie about one tile from one another in their true direction. An optimal
assignment gives each the nearest free cell. Swaps and moves (`tegelkaart_verbeteren`) then bring
neighbours together and provinces into one piece.
"""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pandas as pd
import shapely
from scipy import sparse
from scipy.optimize import linear_sum_assignment
from scipy.sparse.linalg import spsolve
from scipy.spatial import Delaunay, cKDTree

from .buren import landdelen
from .tegelkaart_verbeteren import RIJ, Cell, Floats, Opgave, Verbetering, centres

TEGEL_M = 10_700.0
"""Width of a hexagon in metres: 342 of them are as large as the country."""

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

# The Westerschelde is narrower than a tile: a row of points along it (RD New, km).
_WESTERSCHELDE = ((18, 381), (31, 377), (43, 375), (55, 375), (66, 375))

# Tips by which the country is recognised, and how far they stick out more than the springs
# leave them (tile widths): Den Helder, Texel, Vaals, and the corners of Zeeland.
_KAPEN = {
    "GM0400": (0.0, 1.0),
    "GM0448": (-0.2, 0.9),
    "GM0981": (0.2, -0.6),
    "GM0677": (0.0, 0.0),
    "GM0715": (0.0, 0.0),
    "GM1676": (0.0, 0.0),
    "GM1714": (0.0, 0.0),
}
_GELIJK = 0.9  # 1: every neighbour at one tile; 0: at its true distance
_ANKER = 0.03
_RONDEN = 30

Edge = tuple[int, int, float, float, float]


def ontwerp(gemeenten: pd.DataFrame, buren: pd.DataFrame, oevers: pd.DataFrame) -> list[Cell]:
    """Return the column and row of the tile of every municipality.

    Parameters
    ----------
    gemeenten : pandas.DataFrame
        ``gemeentecode``, ``provinciecode``, ``x_rd`` and ``y_rd`` (metres, EPSG:28992).
    buren : pandas.DataFrame
        Pairs of codes, as `plaatsing.geodata.buren.buren` gives them.
    oevers : pandas.DataFrame
        Links over water, as `plaatsing.geodata.oeververbindingen` gives them; those over a bridge or
        dam keep their ends near.

    Returns
    -------
    list of (int, int)
        In the order of `gemeenten`. Rows count northwards; odd rows lie half a tile to the east.
    """
    opgave = _opgave(gemeenten, buren, oevers)
    doel = _uit_elkaar(opgave)
    for index, code in enumerate(gemeenten["gemeentecode"]):
        doel[index] += _KAPEN.get(code, (0.0, 0.0))
    cells = _cells(doel)
    cost = ((doel[:, None] - centres(cells)[None]) ** 2).sum(axis=2)
    _, start = linear_sum_assignment(cost)
    place = Verbetering(opgave, doel, cells, [int(cell) for cell in start]).run()
    return [cells[cell] for cell in place[: opgave.gemeenten]]


def _opgave(gemeenten: pd.DataFrame, buren: pd.DataFrame, oevers: pd.DataFrame) -> Opgave:
    codes = gemeenten["gemeentecode"].tolist()
    index = {code: number for number, code in enumerate(codes)}
    pairs = [
        (index[one], index[other])
        for one, other in buren[["gemeentecode", "buurgemeentecode"]].itertuples(index=False)
    ]
    fixed = oevers[oevers["soort"].isin(["brug", "dam"])]
    pairs += [
        (index[one], index[other])
        for one, other in fixed[["gemeentecode", "andere_gemeentecode"]].itertuples(index=False)
    ]
    groups = [
        [index[code] for code in piece]
        for _, inside in gemeenten.groupby("provinciecode", sort=True)["gemeentecode"]
        for piece in landdelen(list(inside), buren)
    ]
    land = gemeenten[["x_rd", "y_rd"]].to_numpy(dtype=np.float64)
    capes = frozenset(index[code] for code in _KAPEN)
    return Opgave(np.vstack([land, _water()]) / TEGEL_M, len(codes), pairs, groups, capes)


def _water() -> Floats:
    points = [
        (x * 1000.0, y * 1000.0)
        for outline in map(shapely.Polygon, _WATEREN)
        for row in range(40)
        for column in range(40)
        for x, y in [((column + 0.5 * (row % 2)) * _WATER_KM, 360 + row * _WATER_KM * 0.866)]
        if outline.contains(shapely.Point(x, y))
    ]
    points += [(x * 1000.0, y * 1000.0) for x, y in _WESTERSCHELDE]
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


def _cells(place: Floats) -> list[Cell]:
    (left, low), (right, high) = place.min(axis=0) - 3, place.max(axis=0) + 3
    rows = range(int(low / RIJ), int(high / RIJ) + 1)
    return [(column, row) for row in rows for column in range(int(left), int(right) + 1)]
