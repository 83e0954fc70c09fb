"""Distances, reach and where a household may be linked, worked out anew."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from plaatsing.verify.gegevens import Bools, Floats, Gegevens

CRITERIA = ("gezin", "werk", "studie", "medisch")
_BOUNDARY = 1e-9
"""Kilometres of rounding allowed at a limit."""


class Afstanden:
    """Kilometres between locations or municipalities and municipalities.

    The planner's own distance goes first: of the location before its municipality, from it before towards it,
    and of equal rows the shortest. Else the straight line in RD New times the detour factor.
    """

    def __init__(self, gegevens: Gegevens) -> None:
        self._gemeenten, self._locaties = gegevens.gemeenten, gegevens.locaties
        self._factor = gegevens.case.instellingen.omrijfactor / 1000.0
        self._eigen: dict[tuple[str, str], float] = {}
        table = gegevens.case.afstanden
        for van, naar, km in zip(table["van"], table["naar"], table["km"], strict=True):
            if km == km:
                key = (str(van), str(naar))
                self._eigen[key] = min(float(km), self._eigen.get(key, math.inf))
        self._memory: dict[tuple[str, str, bool], float] = {}

    def van_locatie(self, locatie: str, code: str) -> float:
        """Return the km from a location to a municipality."""
        site = self._locaties[locatie]
        return self._km(site, (locatie, str(site["gemeentecode"])), code, True)

    def van_gemeente(self, van: str, code: str) -> float:
        """Return the km from one municipality to another."""
        return self._km(self._gemeenten[van], (van,), code, False)

    def _km(self, van: dict[str, Any], names: tuple[str, ...], code: str, site: bool) -> float:
        key = (names[0], code, site)
        if key not in self._memory:
            self._memory[key] = self._measure(van, names, code)
        return self._memory[key]

    def _measure(self, van: dict[str, Any], names: tuple[str, ...], code: str) -> float:
        for name in names:
            for pair in ((name, code), (code, name)):
                if pair in self._eigen:
                    return self._eigen[pair]
        to = self._gemeenten[code]
        line = math.hypot(float(van["x_rd"]) - float(to["x_rd"]), float(van["y_rd"]) - float(to["y_rd"]))
        return line * self._factor


class Bereik:
    """Which municipality a location can serve."""

    def __init__(self, gegevens: Gegevens, afstanden: Afstanden) -> None:
        self._gegevens, self._afstanden = gegevens, afstanden
        self._memory: dict[tuple[str, str], bool] = {}

    def bedient(self, locatie: str, code: str) -> bool:
        """Say whether a location can serve a municipality, whatever forms that one chooses.

        An existing location serves those that take part, or else its own municipality; a candidate those
        within the distance limit in its own region, as far as its participants, if named, include them.
        """
        key = (locatie, code)
        if key not in self._memory:
            self._memory[key] = self._serves(locatie, code)
        return self._memory[key]

    def _serves(self, locatie: str, code: str) -> bool:
        area, site = self._gegevens.gemeenten, self._gegevens.locaties[locatie]
        own, taking_part = str(site["gemeentecode"]), tuple(site["deelnemende_gemeenten"])
        if code not in area:
            return False
        if site["status"] == "bestaand":
            return code in taking_part if taking_part else code == own
        if own not in area or area[own]["regiocode"] != area[code]["regiocode"]:
            return False
        limit = self._gegevens.case.instellingen.afstandslimiet_km + _BOUNDARY
        near = self._afstanden.van_locatie(locatie, code) <= limit
        return near and (not taking_part or code in taking_part)


class Koppelkeuze:
    """Where a household without a koppeling may be linked, as masks over the municipalities in order."""

    def __init__(self, gegevens: Gegevens, afstanden: Afstanden) -> None:
        self._gegevens, self._afstanden = gegevens, afstanden
        self._coa = {
            str(name): str(code)
            for name, code in zip(
                gegevens.case.coa_locaties["coa_locatie"],
                gegevens.case.coa_locaties["gemeentecode"],
                strict=True,
            )
        }
        self._met: dict[tuple[str, str], Bools] = {}
        self._gebied: dict[str, Bools] = {}

    @cached_property
    def codes(self) -> list[str]:
        """The municipalities, in order of code."""
        return list(self._gegevens.gemeenten)

    def gebied(self, coa_locatie: str) -> Bools:
        """Return the municipalities within the linking scope."""
        if coa_locatie not in self._gebied:
            self._gebied[coa_locatie] = self._scope(coa_locatie)
        return self._gebied[coa_locatie]

    def _scope(self, coa_locatie: str) -> Bools:
        everywhere = np.ones(len(self.codes), dtype=bool)
        home = self._coa.get(coa_locatie, "")
        scope = self._gegevens.case.instellingen.koppeling
        if scope == "landelijk" or home not in self._gegevens.gemeenten:
            return everywhere
        column = f"{scope}code"
        wanted = self._gegevens.gemeenten[home][column]
        same = [row[column] == wanted for row in self._gegevens.gemeenten.values()]
        return np.array(same, dtype=bool)

    def criteria(self, mens: dict[str, Any]) -> Bools:
        """Return the municipalities that meet every hard criterion of a household."""
        met = np.ones(len(self.codes), dtype=bool)
        for name in CRITERIA:
            if mens[name]:
                met &= self._criterium(name, str(mens[name]))
        return met

    def toegestaan(self, mens: dict[str, Any]) -> Bools:
        """Return where a household may be linked: the scope narrows the criteria where it leaves anything."""
        met = self.criteria(mens)
        both = met & self.gebied(str(mens["coa_locatie"]))
        return both if both.any() or not any(mens[name] for name in CRITERIA) else met

    def _criterium(self, name: str, wanted: str) -> Bools:
        key = (name, wanted)
        if key not in self._met:
            radius = self._gegevens.case.beleid.straal_km[name]
            self._met[key] = np.array([self._near(wanted, code, radius) for code in self.codes], dtype=bool)
        return self._met[key]

    def _near(self, wanted: str, code: str, radius: float) -> bool:
        if radius <= 0 or wanted not in self._gegevens.gemeenten:
            return code == wanted
        return self._afstanden.van_gemeente(wanted, code) <= radius + _BOUNDARY


class Geschiktheid:
    """How well each municipality fits a household, and what the planner's own rows make it cost."""

    def __init__(self, gegevens: Gegevens) -> None:
        self._area = gegevens.gemeenten
        self._codes = np.array(list(self._area), dtype=object)
        self._regio = np.array([row["arbeidsmarktregiocode"] for row in self._area.values()], dtype=object)
        table = gegevens.case.paren
        rows = table[table["locatie"] == ""]
        self._score = self._grouped(rows, "score")
        self._kosten = self._grouped(rows, "kosten_euro_per_persoon")
        self._memory: dict[tuple[str, tuple[str, ...]], tuple[Floats, Floats]] = {}

    def van(self, mens: dict[str, Any]) -> tuple[Floats, Floats]:
        """Return 1 - fit and the euro per person, by municipality in order."""
        name, advice = str(mens["huishouden"]), tuple(mens["regioadvies"])
        own = name if name in self._score or name in self._kosten else ""
        if (own, advice) not in self._memory:
            self._memory[own, advice] = (1.0 - self._fit(own, advice), self._euro(own))
        return self._memory[own, advice]

    def _grouped(self, rows: Any, column: str) -> dict[str, list[tuple[str, str, float]]]:
        found: dict[str, list[tuple[str, str, float]]] = {}
        rows = rows[rows[column].notna()].sort_values(["huishouden", "gemeentecode", "arbeidsmarktregio"])
        for name, code, regio, value in zip(
            rows["huishouden"], rows["gemeentecode"], rows["arbeidsmarktregio"], rows[column], strict=True
        ):
            found.setdefault(str(name), []).append((str(code), str(regio), float(value)))
        return found

    def _fit(self, name: str, advice: tuple[str, ...]) -> Floats:
        rows = [*self._score.get("", []), *(self._score.get(name, []) if name else [])]
        if not rows and not advice:
            return np.ones(len(self._codes))
        if not rows:
            return np.isin(self._regio, np.array(advice, dtype=object)).astype(float)
        fit = np.zeros(len(self._codes))
        for code, regio, value in rows:
            fit[self._codes == code if code else self._regio == regio] = value
        return fit

    def _euro(self, name: str) -> Floats:
        euro = np.zeros(len(self._codes))
        for code, regio, value in [*self._kosten.get("", []), *(self._kosten.get(name, []) if name else [])]:
            euro[self._codes == code if code else self._regio == regio] += value
        return euro


class Paarkosten:
    """The planner's own euro per person of a location for a municipality."""

    def __init__(self, gegevens: Gegevens) -> None:
        self._gemeenten = gegevens.gemeenten
        self._som: dict[tuple[str, str, str], float] = {}
        table = gegevens.case.paren
        rows = table[(table["locatie"] != "") & table["kosten_euro_per_persoon"].notna()]
        columns = ("locatie", "gemeentecode", "arbeidsmarktregio", "kosten_euro_per_persoon")
        for site, code, regio, euro in zip(*(rows[name].tolist() for name in columns), strict=True):
            # A row names a municipality, or else a region.
            key = (site, code, "" if code else regio)
            self._som[key] = self._som.get(key, 0.0) + float(euro)

    def van(self, locatie: str, code: str) -> float:
        """Return the euro per person of a location for a municipality; 0 without a row of its own."""
        regio = self._gemeenten[code]["arbeidsmarktregiocode"]
        return self._som.get((locatie, code, ""), 0.0) + self._som.get((locatie, "", regio), 0.0)
