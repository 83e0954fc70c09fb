"""Every proposal for a small area against all choices there are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import hypot, inf

import numpy as np
import pytest

from plaatsing.case import Case
from plaatsing.kandidaten import Kandidaten, kandidaten

from .gebied import ALLE_VORMEN, bestaand, casus, gemeente

LIMIET_KM = 10.0
ZADEN = range(15)


@dataclass(frozen=True)
class Klein:
    """An area as plain figures: only municipalities that choose the form."""

    case: Case
    punten: dict[str, tuple[int, int, str]]
    opgave: dict[str, int]
    deelnemers: tuple[str, ...]
    plaatsen_bestaand: int
    plek_bestaand: str

    def km(self, site: str, code: str) -> float:
        (x1, y1, province), (x2, y2, other) = self.punten[site], self.punten[code]
        km = hypot(x1 - x2, y1 - y2)
        return round(km, 3) if km <= LIMIET_KM and province == other else inf

    def km_bestaand(self, code: str) -> float:
        (x1, y1, _), (x2, y2, _) = self.punten[self.plek_bestaand], self.punten[code]
        return round(hypot(x1 - x2, y1 - y2), 3) if code in self.deelnemers else inf

    def nearest(self, sites: tuple[str, ...], code: str) -> float:
        return min([self.km_bestaand(code), *(self.km(site, code) for site in sites)])

    def covered(self, sites: tuple[str, ...]) -> list[str]:
        return [code for code in self.punten if self.nearest(sites, code) < inf]

    def figures(self, sites: tuple[str, ...]) -> tuple[int, int, float, int]:
        """Return persons and municipalities covered, person-km and the sum of positions."""
        covered = self.covered(sites)
        person_km = sum(self.opgave[code] * self.nearest(sites, code) for code in covered)
        order = sorted(self.punten)
        persons = sum(self.opgave[code] for code in covered)
        return persons, len(covered), round(person_km, 3), sum(order.index(site) for site in sites)

    def choices(self, n: int) -> list[tuple[str, ...]]:
        return list(combinations(sorted(self.punten), n))

    def most_without_place(self, sites: tuple[str, ...], places: int) -> int:
        """Return the persons left over by Hall's rule: the worst group against the places it can reach."""
        worst = 0
        for size in range(1, len(self.punten) + 1):
            for group in combinations(self.punten, size):
                new = sum(places for site in sites if any(self.km(site, code) < inf for code in group))
                old = self.plaatsen_bestaand if set(group) & set(self.deelnemers) else 0
                worst = max(worst, sum(self.opgave[code] for code in group) - new - old)
        return worst


@cache
def _klein(seed: int) -> Klein:
    rng = np.random.default_rng(seed)
    rows, points, persons = [], {}, {}
    for number in range(7):
        code = f"G{number}"
        x, y = (int(value) for value in rng.integers(0, 25, 2))
        province = "P" if rng.random() < 0.7 else "Q"
        opgave = int(rng.integers(0, 30))
        chooses = number == 0 or rng.random() < 0.85
        forms = ALLE_VORMEN if chooses else "eigen|flex"
        rows.append(gemeente(code, x, y, opgave, provinciecode=province, vormen=forms))
        if chooses:
            points[code], persons[code] = (x, y, province), opgave
    host = "G0"
    others = [code for code in points if code != host and rng.random() < 0.25]
    participants, places = (host, *others), int(rng.integers(0, 40))
    case = casus(rows, [bestaand("L", host, "|".join(participants), places)], limiet_km=LIMIET_KM)
    return Klein(case, points, persons, participants, places, host)


def _sites(voorstel: Kandidaten) -> tuple[str, ...]:
    return tuple(voorstel.rijen["gemeentecode"])


@pytest.mark.parametrize("seed", ZADEN)
def test_fewest_sites_then_least_person_km_then_first_by_code(seed: int) -> None:
    area = _klein(seed)
    choices = [sites for n in range(len(area.punten) + 1) for sites in area.choices(n)]
    covering = [sites for sites in choices if len(area.covered(sites)) == len(area.punten)]
    fewest = min(len(sites) for sites in covering)
    least = min(area.figures(sites)[2:] for sites in covering if len(sites) == fewest)
    found = _sites(kandidaten(area.case))
    assert found in covering
    assert len(found) == fewest
    assert area.figures(found)[2:] == least


@pytest.mark.parametrize("seed", ZADEN)
@pytest.mark.parametrize("n", [1, 2, 3])
def test_n_sites_cover_the_most_persons(seed: int, n: int) -> None:
    area = _klein(seed)

    def rank(sites: tuple[str, ...]) -> tuple[float, ...]:
        persons, municipalities, person_km, positions = area.figures(sites)
        return -persons, -municipalities, person_km, positions

    found = _sites(kandidaten(area.case, n))
    assert len(found) == n
    assert rank(found) == min(rank(sites) for sites in area.choices(n))


@pytest.mark.parametrize("seed", ZADEN)
def test_the_curve_is_the_best_for_every_number(seed: int) -> None:
    area = _klein(seed)
    curve = kandidaten(area.case, 3).dekking
    for n, municipalities, persons in zip(
        curve["locaties"], curve["gemeenten"], curve["personen"], strict=True
    ):
        best = max(area.figures(sites)[:2] for sites in area.choices(n))
        assert (persons, municipalities) == best
    assert list(curve["locaties"]) == [0, 1, 2, 3]


@pytest.mark.parametrize("seed", ZADEN)
@pytest.mark.parametrize("places", [5, 20])
def test_who_is_left_is_the_least_possible_and_explained(seed: int, places: int) -> None:
    area = _klein(seed)
    proposal = kandidaten(area.case, 2, capaciteit=places)
    left, sites = proposal.onbereikt, _sites(proposal)
    assert left["personen"].sum() == area.most_without_place(sites, places)
    far = left[left["reden"] == "afstand"]
    assert set(far["gemeentecode"]) == set(area.punten) - set(area.covered(sites))
    assert (far["personen"] == far["opgave"]).all()
    full = left[left["reden"] == "capaciteit"]
    assert (full["personen_binnen_bereik"] - full["plaatsen"] >= full["personen"]).all()
    assert (full["personen"] > 0).all()
