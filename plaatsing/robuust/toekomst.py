"""Futures: the case as it may turn out, solved with openings that were decided beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from plaatsing.instantie import Instantie, build_instantie
from plaatsing.openingen import solve_with_openings
from plaatsing.taal import _

if TYPE_CHECKING:
    from plaatsing.case import Case

Besluit = Mapping[str, bool]
"""Which candidates open, by name; candidates not named are still a choice."""


@dataclass(frozen=True)
class Waarde:
    """The best plan of one future under a decision.

    Attributes
    ----------
    kosten, grens : float
        Its objective, and a proven lower bound on that of any plan under the decision.
    geopend : dict of str to bool
        What it opens; candidates that the future does not have are left out.
    """

    kosten: float
    grens: float
    geopend: Mapping[str, bool]


class Toekomsten:
    """Futures of one task, with what was solved so far.

    Parameters
    ----------
    namen : sequence of str
        A name per future.
    cases : sequence of Case
        The futures; weights of goals and penalties must be the same in all.
    kansen : sequence of float
        Their probabilities, adding up to one.
    gap : float
        Gap within which each plan is solved.

    Raises
    ------
    ValueError
        If a location is a candidate in one future and existing in another, or the weights differ.
    """

    def __init__(
        self, namen: Sequence[str], cases: Sequence[Case], kansen: Sequence[float], gap: float
    ) -> None:
        self.namen = tuple(namen)
        self.kansen = tuple(float(kans) for kans in kansen)
        self._gap = gap
        self._instanties = [build_instantie(case) for case in cases]
        self._known: list[list[tuple[dict[str, bool], Waarde]]] = [[] for _ in cases]
        self.kandidaten = self._candidates()
        self.oplossingen = 0
        weights = [(case.instellingen.doelen, case.instellingen.straffen) for case in cases]
        if other := [name for name, one in zip(namen, weights, strict=True) if one != weights[0]]:
            message = _(
                "toekomsten met andere gewichten of straffen dan {eerste} zijn niet te vergelijken: {namen}; "
                "laat ze weg"
            )
            raise ValueError(message.format(eerste=namen[0], namen=", ".join(other)))
        if any(case.instellingen.volgorde for case in cases):
            message = _(
                "toekomsten afwegen kan alleen als de doelen worden gewogen; "
                "haal volgorde weg uit plan.toml en los opnieuw op"
            )
            raise ValueError(message)

    def _candidates(self) -> tuple[str, ...]:
        status: dict[str, set[bool]] = {}
        for instantie in self._instanties:
            sites = instantie.model.sites
            for name, candidate in zip(sites.names, sites.candidate.tolist(), strict=True):
                status.setdefault(name, set()).add(bool(candidate))
        if mixed := sorted(name for name, kinds in status.items() if len(kinds) > 1):
            names = ", ".join(mixed)
            message = _("in de ene toekomst kandidaat en in de andere bestaand: {namen}")
            raise ValueError(message.format(namen=names))
        return tuple(sorted(name for name, kinds in status.items() if kinds == {True}))

    def __len__(self) -> int:
        return len(self.namen)

    def waarde(self, future: int, besluit: Besluit) -> Waarde:
        """Solve one future under a decision, or remember a plan that is the best under it already."""
        instantie = self._instanties[future]
        numbers = _numbers(instantie)
        given = {name: value for name, value in besluit.items() if name in numbers}
        for earlier, value in self._known[future]:
            within = all(given.get(name) == choice for name, choice in earlier.items())
            if within and all(value.geopend[name] == choice for name, choice in given.items()):
                return value
        self.oplossingen += 1
        opened = {numbers[name]: choice for name, choice in given.items()}
        outcome = solve_with_openings(instantie.model, opened, gap=self._gap)
        chosen = {name: bool(outcome.opened[site] > 0) for name, site in numbers.items()}
        value = Waarde(outcome.objective, outcome.bound, chosen)
        self._known[future].append((given, value))
        return value

    def waarden(self, besluit: Besluit) -> list[Waarde]:
        """Solve every future under a decision."""
        return [self.waarde(future, besluit) for future in range(len(self))]

    def samenhangend(self, besluit: Besluit) -> bool:
        """Say whether no extension opens without what it extends."""
        for instantie in self._instanties:
            sites, numbers = instantie.model.sites, _numbers(instantie)
            for name, site in numbers.items():
                above = int(sites.parent[site])
                if above >= 0 and besluit.get(name) and besluit.get(sites.names[above]) is False:
                    return False
        return True


def _numbers(instantie: Instantie) -> dict[str, int]:
    sites = instantie.model.sites
    return {sites.names[site]: site for site in np.flatnonzero(sites.candidate).tolist()}
