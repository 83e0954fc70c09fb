"""Why a household is where it is, and why not elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.explain.antwoord import HuishoudenUitleg, Kandidaat, Oordeel, Volgende
from plaatsing.explain.beeld import Beeld
from plaatsing.explain.herberekening import Herberekenaar, Herberekening
from plaatsing.explain.mogelijk import COA, LOCATIE, Mogelijkheid, mogelijkheden
from plaatsing.explain.prijslijst import has_prices
from plaatsing.explain.reden import Reden
from plaatsing.explain.schaarste import Schaarste
from plaatsing.explain.uitgesloten import Uitsluiting
from plaatsing.explain.woning import plaats_in_words
from plaatsing.instantie.rijen import Rij, rijen
from plaatsing.models.trajects import Row
from plaatsing.taal import format_date, format_euro, format_number

if TYPE_CHECKING:
    from plaatsing.plan import Plan

Plaats = tuple[int, str, int]
FORMEN = ("eigen", "flex", "tijdelijk")
_SAME = 0.5
"""Euro below which two amounts are the same; prices of a run are rounded to cents."""
_TRIED = 3
"""Places of a larger case solved again to find the next best one."""
_MANY = 5_000
"""Households up to which solving again is a matter of seconds, so that it is done unasked."""


def explain_huishouden(
    plan: Plan, huishouden: str, *, herbereken: bool | None = None, beeld: Beeld | None = None
) -> HuishoudenUitleg:
    """Explain the place of one household.

    Parameters
    ----------
    plan : Plan
        The plan.
    huishouden : str
        The household.
    herbereken : bool, optional
        Whether to solve again for the next best place. By default it is done where that takes seconds, since
        row prices do not tell who makes way, and so how many persons come short; in a larger case only where
        the prices tell too little.
    beeld : Beeld, optional
        The plan in terms of its model, when it was made already.

    Raises
    ------
    KeyError
        If the plan has no such household.
    """
    beeld = beeld or Beeld.van(plan)
    if huishouden not in beeld.gekozen:
        raise KeyError(huishouden)
    return _Uitlegger(beeld, huishouden).uitleg(herbereken)


class _Uitlegger:
    def __init__(self, beeld: Beeld, huishouden: str) -> None:
        self._beeld = beeld
        self._name = huishouden
        table = beeld.instantie.case.huishoudens
        self._row: Rij = rijen(table[table["huishouden"] == huishouden])[0]
        self._klasse = beeld.klasse[huishouden]
        self._schaarste = Schaarste(beeld)
        self._current = beeld.gekozen[huishouden]
        self._own = beeld.kosten(self._current)
        self._priced = has_prices(beeld.prijzen)
        self._wishes = {_place(m): m for m in mogelijkheden(beeld, self._klasse, beeld.gratis)}
        self._rules = Uitsluiting(beeld, self._row)
        self._options = {
            _place(option): option
            for option in mogelijkheden(beeld, self._klasse, beeld.pricing)
            if self._row["in_locatie"] or option.locatie < 0 or not self._rules.te_klein(option.locatie)
        }
        self._least = float(beeld.geprijsd.least[self._klasse])
        self._chosen = self._place_of_current()

    def uitleg(self, herbereken: bool | None) -> HuishoudenUitleg:
        candidates = [*self._possible(), *self._excluded()]
        chosen = next(candidate for candidate in candidates if candidate.oordeel == "gekozen")
        wish = min((self._wishes[place] for place in self._options), key=lambda option: option.eigen)
        following, solved = self._next(candidates, herbereken)
        return HuishoudenUitleg(
            self._name,
            int(self._row["personen"]),
            chosen,
            self._rule(wish),
            plaats_in_words(self._beeld, *_place(wish)),
            following,
            tuple(solved.get(candidate.plaats, candidate) for candidate in candidates),
            self._beeld.marge,
            self._rules.besluit,
        )

    def _place_of_current(self) -> Plaats:
        _, gemeente, site, leave, _, pool = self._current
        keys = self._beeld.instantie.voorraad.keys
        if site >= 0 and (leave >= 0 or pool < 0):
            return gemeente, LOCATIE, site
        return (gemeente, keys[pool].vorm, -1) if pool >= 0 else (-1, COA, -1)

    # -- the rule that decides -------------------------------------------------------------------------

    def _rule(self, wish: Mogelijkheid) -> Reden:
        if len(self._options) == 1:
            return Reden("geen_andere")
        if wish.eigen >= self._own - _SAME:
            return Reden("eerste_keus")
        return self._in_the_way(wish)

    def _in_the_way(self, wish: Mogelijkheid) -> Reden:
        obstacles = self._schaarste.hindernissen(wish.traject, self._current)
        if obstacles:
            return obstacles[0].reden
        needing = self._current[1]
        if needing >= 0 and needing != wish.gemeente and self._short(needing):
            name = str(self._beeld.instantie.case.gemeenten["gemeente"].iloc[needing])
            return Reden("taakstelling_elders", {"gemeente": name})
        return Reden("verdrongen")

    def _short(self, gemeente: int) -> bool:
        """Say whether one realised person less would leave a municipality short."""
        code = self._beeld.instantie.model.gemeenten[gemeente]
        table = self._beeld.plan.taakstelling
        rows = table[table["gemeentecode"] == code]
        return bool((rows["verwacht"] - self._row["personen"] < rows["gecorrigeerd"]).any())

    # -- candidates ------------------------------------------------------------------------------------

    def _possible(self) -> Iterator[Kandidaat]:
        order = sorted(self._options.values(), key=lambda option: (option.plan, _place(option)))
        for option in order:
            place = _place(option)
            if place == self._chosen:
                yield self._candidate(place, "gekozen", Reden("gekozen"), self._current)
        for option in order:
            place = _place(option)
            if place != self._chosen:
                yield self._candidate(place, "verloor", self._why_lost(option), option.traject, option)

    def _why_lost(self, option: Mogelijkheid) -> Reden:
        wish = self._wishes[_place(option)]
        site = option.locatie
        if site >= 0 and self._beeld.geopend.get(site, 1) == 0:
            return Reden("niet_geopend")
        dearer = wish.eigen - self._own
        if dearer < -_SAME:
            return self._in_the_way(wish)
        if dearer < _SAME:
            same = not self._priced or option.plan - self._least < _SAME
            return Reden("gelijk" if same else "ander_wijkt")
        later = self._weeks(wish.traject) - self._weeks(self._current)
        euro = {"euro": format_euro(round(100 * dearer))}
        term = self._term()
        if (
            wish.locatie < 0
            and wish.gemeente >= 0
            and self._leaves(self._current) <= term < self._leaves(wish.traject)
        ):
            days = {
                "termijn": format_date(term),
                "dag": format_date(self._leaves(wish.traject)),
            }
            return Reden("na_termijn", euro | days)
        if later > 0:
            return Reden("zelf_later", euro | {"weken": format_number(later)})
        return Reden("zelf_duurder", euro)

    def _excluded(self) -> Iterator[Kandidaat]:
        rules = self._rules
        model = self._beeld.instantie.model
        for gemeente in range(len(model.gemeenten)):
            closed = rules.gemeente(gemeente)
            if closed is not None:
                yield self._candidate((gemeente, "", -1), "uitgesloten", closed, None)
                continue
            for vorm in FORMEN:
                if (gemeente, vorm, -1) not in self._options:
                    reason = rules.vorm(gemeente, vorm)
                    yield self._candidate((gemeente, vorm, -1), "uitgesloten", reason, None)
            for site in range(model.n_sites):
                if (gemeente, LOCATIE, site) not in self._options:
                    reason = rules.locatie(gemeente, site)
                    yield self._candidate((gemeente, LOCATIE, site), "uitgesloten", reason, None)

    def _candidate(
        self,
        place: Plaats,
        verdict: Oordeel,
        reason: Reden,
        row: Row | None,
        option: Mogelijkheid | None = None,
    ) -> Kandidaat:
        gemeente, vorm, site = place
        table, model = self._beeld.instantie.case.gemeenten, self._beeld.instantie.model
        name = str(table["gemeente"].iloc[gemeente]) if gemeente >= 0 else ""
        return Kandidaat(
            model.gemeenten[gemeente] if gemeente >= 0 else "",
            name,
            vorm,
            model.sites.names[site] if site >= 0 else "",
            plaats_in_words(self._beeld, gemeente, vorm, site) if vorm else name,
            verdict,
            reason,
            max(0.0, option.plan - self._least) if option is not None and self._priced else None,
            None if row is None else self._weeks(row),
        )

    def _weeks(self, row: Row) -> float:
        """Return weeks in COA from permit to leaving or to the horizon."""
        permit = pd.Timestamp(self._row["vergunningdatum"]).date()
        return max(0, (self._leaves(row) - permit).days) / 7.0

    def _leaves(self, row: Row) -> date:
        """Return the day of leaving COA, the horizon for who stays."""
        case, leave = self._beeld.instantie.case, row[3]
        if leave < 0:
            return pd.Timestamp(self._row["sinds"]).date()
        return case.perioden[leave].tot if leave < len(case.perioden) else case.instellingen.horizon

    def _term(self) -> date:
        """Return the last day within the term of law."""
        permit = pd.Timestamp(self._row["vergunningdatum"]).date()
        return permit + timedelta(weeks=self._beeld.instantie.case.beleid.termijn.coa_weken)

    # -- the next best ---------------------------------------------------------------------------------

    def _next(
        self, candidates: list[Kandidaat], herbereken: bool | None
    ) -> tuple[Volgende | None, dict[str, Kandidaat]]:
        """Return the next best place, and by place the candidates that were solved again."""
        open_to = [c for c in candidates if c.oordeel == "verloor" and c.reden.code != "niet_geopend"]
        if not open_to:
            return None, {}
        first = self._options[self._key(open_to[0])]
        few = len(self._beeld.gekozen) <= _MANY
        if herbereken or (herbereken is None and (few or self._misleading(first))):
            return self._solved_again(open_to)
        weeks = self._weeks(first.traject) - self._weeks(self._current)
        return Volgende(open_to[0], first.plan - self._least, None, weeks, "rijprijzen"), {}

    def _misleading(self, first: Mogelijkheid) -> bool:
        """Say whether prices tell too little: none, a choice they do not support, or a next best for free."""
        paid = self._value_of_current() - self._least
        return not self._priced or paid > _SAME or first.plan - self._least <= _SAME

    def _solved_again(self, open_to: list[Kandidaat]) -> tuple[Volgende | None, dict[str, Kandidaat]]:
        """Solve places again, cheapest by their prices first, until no other can be cheaper by its price.

        Where households stay whole every place is solved, since prices say little about whole ones.
        """
        solver = Herberekenaar(self._beeld, self._name)
        whole = solver.manier == "herberekening_heel"
        solved: dict[str, Kandidaat] = {}
        best: tuple[Kandidaat, Herberekening] | None = None
        for candidate in open_to if whole else open_to[:_TRIED]:
            if best is not None and not whole and best[1].euro <= (candidate.euro or 0.0) + _SAME:
                break
            answer = solver.dwing(self._key(candidate))
            solved[candidate.plaats] = replace(
                candidate, herberekend=np.inf if answer is None else answer.euro
            )
            if answer is not None and (best is None or round(answer.euro, 2) < round(best[1].euro, 2)):
                best = solved[candidate.plaats], answer
        if best is None:
            return None, solved
        candidate, answer = best
        weeks = self._weeks(answer.traject) - self._weeks(self._current)
        return Volgende(candidate, answer.euro, answer.personen, weeks, solver.manier), solved

    def _key(self, candidate: Kandidaat) -> Plaats:
        return next(
            place
            for place in self._options
            if self._named(place) == (candidate.gemeentecode, candidate.vorm, candidate.locatie)
        )

    def _named(self, place: Plaats) -> tuple[str, str, str]:
        model = self._beeld.instantie.model
        gemeente, vorm, site = place
        code = model.gemeenten[gemeente] if gemeente >= 0 else ""
        return code, vorm, model.sites.names[site] if site >= 0 else ""

    def _value_of_current(self) -> float:
        """Return what the household's own traject costs at the row prices."""
        pricing, model = self._beeld.pricing, self._beeld.instantie.model
        _, gemeente, site, leave, exits, pool = self._current
        need = int(model.classes.need[self._klasse])
        persons = float(model.needs.personen[need])
        value = self._own
        period = exits if site >= 0 else leave
        if pool >= 0:
            units = persons if model.pools.in_persons[pool] else 1.0
            epoch = self._beeld.structure.epochs.of_move[pool, period]
            value -= units * float(self._beeld.prijzen.woningen[epoch])
        if site >= 0:
            value += float(pricing.presence[need, site, leave + 1 : exits + 1].sum())
        if leave >= 0 and gemeente >= 0:
            value += float(pricing.link_charge[need, gemeente])
            when = leave if site >= 0 and model.site_counts else period
            counts = model.site_counts if site >= 0 else bool(model.pools.counts[pool])
            if counts or (site >= 0 and pool >= 0 and bool(model.pools.counts[pool])):
                value -= float(pricing.credit[self._beeld.structure.size_of[need], gemeente, when])
        return value


def _place(option: Mogelijkheid) -> Plaats:
    return option.gemeente, option.vorm, option.locatie
