"""Where an unlinked household may be linked, and how well each municipality fits."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from plaatsing.geodata import afstand_tabel
from plaatsing.instantie.rijen import Rij

if TYPE_CHECKING:
    from plaatsing.case import Case

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CRITERIA = ("gezin", "werk", "studie", "medisch")

KOPPELGEBIED = {"provincie": "provinciecode", "regio": "regiocode", "koppelregio": "koppelregiocode"}
"""Column of ``case.gemeenten`` that bounds a proposal, by the setting ``koppeling``."""


@dataclass(frozen=True)
class Keuze:
    """Linking rules of a case, by municipality index.

    Attributes
    ----------
    case : Case
        The case.
    """

    case: Case

    @cached_property
    def codes(self) -> list[str]:
        """Municipality codes in index order."""
        return self.case.gemeenten["gemeentecode"].tolist()

    @cached_property
    def _number(self) -> dict[str, int]:
        return {code: index for index, code in enumerate(self.codes)}

    @cached_property
    def _areas(self) -> NDArray[np.object_]:
        """The province, region or koppel-region of each municipality, whichever bounds a proposal."""
        column = KOPPELGEBIED[self.case.instellingen.koppeling]
        return self.case.gemeenten[column].to_numpy(dtype=object)

    @cached_property
    def _site_area(self) -> dict[str, str]:
        """That of each COA site whose municipality lies in the area."""
        area = dict(zip(self.codes, self._areas, strict=True))
        sites = self.case.coa_locaties
        return {
            name: area[code]
            for name, code in zip(sites["coa_locatie"], sites["gemeentecode"], strict=True)
            if code in area
        }

    @cached_property
    def _km(self) -> Floats:
        table = self.case.gemeenten.rename(columns={"gemeentecode": "locatie"})
        table = table.assign(gemeentecode=table["locatie"])
        settings = self.case.instellingen
        km = afstand_tabel(
            table, self.case.gemeenten, omrijfactor=settings.omrijfactor, afstanden=self.case.afstanden
        )
        return km.to_numpy(dtype=float)

    def base(self, coa_locatie: str) -> Bools:
        """Return the municipalities allowed by the linking scope for someone in this COA site."""
        everywhere = np.ones(len(self.codes), dtype=bool)
        if self.case.instellingen.koppeling == "landelijk":
            return everywhere
        area = self._site_area.get(coa_locatie)
        return everywhere if area is None else self._areas == area

    def criterion(self, name: str, gemeentecode: str) -> Bools:
        """Return the municipalities that meet one hard criterion."""
        radius = self.case.beleid.straal_km[name]
        number = self._number.get(gemeentecode)
        if radius > 0 and number is not None:
            return np.asarray(self._km[number] <= radius)
        met = np.zeros(len(self.codes), dtype=bool)
        if number is not None:
            met[number] = True
        return met

    def candidates(self, coa_locatie: str, criteria: tuple[str, ...]) -> Bools:
        """Return where a household may be linked.

        Hard criteria come first; the linking scope narrows what they leave, where it leaves anything.

        Parameters
        ----------
        coa_locatie : str
            Its reception site, or an empty string.
        criteria : tuple of str
            Municipality per criterion in the order of `CRITERIA`, empty where there is none.
        """
        scope = self.base(coa_locatie)
        if not any(criteria):
            return scope
        met = self.meets(criteria)
        narrowed = met & scope
        return narrowed if narrowed.any() else met

    def meets(self, criteria: tuple[str, ...]) -> Bools:
        """Return the municipalities that meet every hard criterion; all where there is none."""
        met = np.ones(len(self.codes), dtype=bool)
        for name, code in zip(CRITERIA, criteria, strict=True):
            if code:
                met &= self.criterion(name, code)
        return met

    def allowed(self, row: Rij) -> Bools:
        """Return where a household may be linked, what a person locked included.

        Parameters
        ----------
        row : dict
            Row of ``case.huishoudens`` of a household without a koppeling.
        """
        criteria = tuple(str(row[name]) for name in CRITERIA)
        found = self.candidates(str(row["coa_locatie"]), criteria)
        name, decided = str(row["huishouden"]), self.case.besluiten
        if name in decided.sloten:
            found = decided.sloten[name].municipalities(self.codes, found)
        past = decided.verleden(name)
        if past is not None:
            found = np.array([code == past.gemeente for code in self.codes], dtype=bool)
        return found

    @cached_property
    def _region(self) -> NDArray[np.object_]:
        return self.case.gemeenten["arbeidsmarktregiocode"].to_numpy(dtype=object)

    @cached_property
    def _in_region(self) -> dict[str, NDArray[np.int64]]:
        return {str(region): np.flatnonzero(self._region == region) for region in set(self._region)}

    def _places(self, code: str, region: str) -> NDArray[np.int64]:
        """Return the municipality, or without one those of a labour-market region; none outside the case."""
        if code:
            return np.array([self._number[code]] if code in self._number else [], dtype=np.int64)
        return self._in_region.get(region, np.zeros(0, dtype=np.int64))

    @cached_property
    def _scores(self) -> dict[str, list[tuple[str, str, float]]]:
        return self._own_rows("score")

    @cached_property
    def _costs(self) -> dict[str, list[tuple[str, str, float]]]:
        return self._own_rows("kosten_euro_per_persoon")

    def _own_rows(self, column: str) -> dict[str, list[tuple[str, str, float]]]:
        rows = self.case.paren[(self.case.paren["locatie"] == "") & self.case.paren[column].notna()]
        # In an order of its own, a region before its municipalities: sums do not depend on the input's order.
        rows = rows.sort_values(["huishouden", "gemeentecode", "arbeidsmarktregio"])
        found: dict[str, list[tuple[str, str, float]]] = {}
        for name, code, region, value in zip(
            rows["huishouden"], rows["gemeentecode"], rows["arbeidsmarktregio"], rows[column], strict=True
        ):
            found.setdefault(name, []).append((code, region, float(value)))
        return found

    def fit(self, huishouden: str, regioadvies: tuple[str, ...]) -> Floats:
        """Return how well each municipality fits, from 0 to 1, shape (G,).

        Scores in the table paren go first: rows without a name hold for all, rows of the household itself go
        before them, rows of a municipality before rows of its region, and what no row speaks of fits 0.
        Without scores the advice of up to three labour-market regions counts as 1 and the rest as 0;
        without advice everything fits.
        """
        rows = self._scores.get("", []) + self._scores.get(huishouden, []) if self._scores else []
        if not rows:
            if not regioadvies:
                return np.ones(len(self.codes))
            return np.isin(self._region, list(regioadvies)).astype(float)
        fit = np.zeros(len(self.codes))
        for code, region, value in rows:
            fit[self._places(code, region)] = value
        return fit

    def own_cost(self, huishouden: str) -> Floats:
        """Return the planner's euro per person by municipality, shape (G,).

        Rows of the household and rows without a name add up, and so do rows of a municipality and its region.
        """
        cost = np.zeros(len(self.codes))
        for code, region, value in self._costs.get("", []) + self._costs.get(huishouden, []):
            cost[self._places(code, region)] += value
        return cost

    def fit_key(self, row: Rij) -> Hashable:
        """Return what decides a household's fit and own cost, to reuse results."""
        name = row["huishouden"]
        own = name in self._scores or name in self._costs
        return name if own else "", row["regioadvies"]
