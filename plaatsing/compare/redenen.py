"""Why the plan of a household changed, from what differs between two cases and two plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.compare.instellingen import settings

if TYPE_CHECKING:
    from plaatsing.plan import Plan

KENMERKEN = (
    "personen",
    "vergunningdatum",
    "slaapkamers",
    "gezin",
    "werk",
    "studie",
    "medisch",
    "toegankelijk",
    "regioadvies",
    "nareis_personen",
    "nareis_verwacht",
    "verschoonbaar",
)
"""What a case says of a household that is no outcome of a plan."""

VERSCHUIVING = frozenset({"start", "horizon", "halfjaar", "doelen.wijziging"})
"""Settings that differ between any two quarters, so that they explain nothing."""

_MOST_NAMES = 3

Row = dict[str, Any]
Reden = tuple[str, str]
"""A code and what it names, both text."""


@dataclass(frozen=True)
class Kant:
    """One household in one plan: what the case says of it, and where the plan puts it."""

    gegeven: Row
    plaats: Row


class Redenen:
    """Finds, for one household after another, the first difference that explains its change.

    Facts about the household itself go before its dwelling or location, those before other
    choices of the municipality, who took its place, and settings. Where none of these changed, the reason
    lies in the plan as a whole ("samenhang").

    Parameters
    ----------
    before, after : Plan
        The two plans; the order matters.
    """

    def __init__(self, before: Plan, after: Plan) -> None:
        self._before, self._after = before, after
        self._given = [_by_name(plan.case.huishoudens) for plan in (before, after)]
        self._placed = [_by_name(plan.plaatsingen) for plan in (before, after)]

    def of(self, huishouden: str) -> Reden:
        """Return the code of the reason for `huishouden` and what it names."""
        old, new = (
            Kant(given[huishouden], placed[huishouden])
            for given, placed in zip(self._given, self._placed, strict=True)
        )
        questions: tuple[Callable[[Kant, Kant], Reden | None], ...] = (
            self._household_changed,
            self._linked_elsewhere,
            self._lives_in_location,
            self._locked,
            self._day_has_passed,
            self._location_gone,
            self._dwelling_changed,
            self._form_not_chosen,
            self._place_to_others,
            self._setting_changed,
        )
        for question in questions:
            found = question(old, new)
            if found is not None:
                return found
        return "samenhang", ""

    def _household_changed(self, old: Kant, new: Kant) -> Reden | None:
        changed = [name for name in KENMERKEN if not _same(old.gegeven[name], new.gegeven[name])]
        return ("gegevens", ", ".join(changed)) if changed else None

    def _linked_elsewhere(self, old: Kant, new: Kant) -> Reden | None:
        linked, planned = new.gegeven["koppelgemeente"], old.plaats["koppelgemeente"]
        if linked in {"", planned}:
            return None
        return "gekoppeld", str(new.plaats["gemeente"])

    def _lives_in_location(self, old: Kant, new: Kant) -> Reden | None:
        lives = new.gegeven["in_locatie"]
        if lives in {"", old.gegeven["in_locatie"]}:
            return None
        as_planned = old.plaats["locatie"] == lives and old.plaats["in_locatie"] == new.gegeven["sinds"]
        return None if as_planned else ("woont_in_locatie", str(lives))

    def _locked(self, old: Kant, new: Kant) -> Reden | None:  # noqa: ARG002 (all questions are asked alike)
        name = str(new.plaats["huishouden"])
        return ("vastgezet", name) if name in self._newly_locked else None

    def _day_has_passed(self, old: Kant, new: Kant) -> Reden | None:
        lived, lives = old.gegeven["in_locatie"], new.gegeven["in_locatie"]
        planned = old.plaats["uit_locatie" if lived else "vertrek_coa"]
        stayed = lived == lives and planned < pd.Timestamp(self._after.case.instellingen.start)
        return ("dag_voorbij", planned.date().isoformat()) if stayed else None

    def _location_gone(self, old: Kant, new: Kant) -> Reden | None:
        planned = old.plaats["locatie"]
        if planned in {"", new.plaats["locatie"]}:
            return None
        if planned not in self._sites_after.index:
            return "locatie_weg", str(planned)
        changed = [
            name
            for name in self._sites_before.columns
            if not _same(self._sites_before.loc[planned, name], self._sites_after.loc[planned, name])
        ]
        return ("locatie_gewijzigd", f"{planned}: {', '.join(changed)}") if changed else None

    def _dwelling_changed(self, old: Kant, new: Kant) -> Reden | None:
        planned = old.plaats["aanbod"]
        if not planned:
            return None
        if planned not in self._homes_after.index:
            return "woning_weg", str(planned)
        was, now = self._homes_before.loc[planned], self._homes_after.loc[planned]
        if now["beschikbaar_vanaf"] > was["beschikbaar_vanaf"]:
            return "woning_later", str(planned)
        if planned == new.plaats["aanbod"]:
            return None
        if now["aantal"] < was["aantal"]:
            return "woning_minder", str(planned)
        changed = [name for name in was.index if not _same(was[name], now[name])]
        return ("woning_gewijzigd", f"{planned}: {', '.join(changed)}") if changed else None

    def _form_not_chosen(self, old: Kant, new: Kant) -> Reden | None:
        form, place = old.plaats["vorm"], old.plaats["koppelgemeente"]
        if form in {"coa", new.plaats["vorm"]} or place not in self._forms_after:
            return None
        return None if form in self._forms_after[place] else ("vorm_niet_gekozen", str(form))

    def _place_to_others(self, old: Kant, new: Kant) -> Reden | None:
        for column, code in (("aanbod", "woning_aan_ander"), ("locatie", "locatie_aan_ander")):
            planned = old.plaats[column]
            if planned in {"", new.plaats[column]}:
                continue
            if code == "locatie_aan_ander" and not self._open_after.get(planned, False):
                return "locatie_niet_open", str(planned)
            others = self._newcomers(column, planned)
            if others:
                return code, f"{planned}: {_some(others)}"
        return None

    def _setting_changed(self, old: Kant, new: Kant) -> Reden | None:  # noqa: ARG002
        return ("instellingen", _some(self._settings_changed)) if self._settings_changed else None

    def _newcomers(self, column: str, place: str) -> list[str]:
        """Return who has `place` after and had it not before."""
        before, after = (
            {name for name, row in placed.items() if row[column] == place} for placed in self._placed
        )
        return sorted(after - before)

    @cached_property
    def _settings_changed(self) -> list[str]:
        one, other = settings(self._before.case), settings(self._after.case)
        keys = [key for key in dict.fromkeys([*one, *other]) if key not in VERSCHUIVING]
        return [key for key in keys if one.get(key, "") != other.get(key, "")]

    @cached_property
    def _newly_locked(self) -> set[str]:
        before, after = (_locks(plan) for plan in (self._before, self._after))
        return {key for key, _ in after - before}

    @cached_property
    def _sites_before(self) -> pd.DataFrame:
        return self._before.case.doorstroomlocaties.set_index("locatie")

    @cached_property
    def _sites_after(self) -> pd.DataFrame:
        return self._after.case.doorstroomlocaties.set_index("locatie")

    @cached_property
    def _homes_before(self) -> pd.DataFrame:
        return self._before.case.woningaanbod.set_index("aanbod")

    @cached_property
    def _homes_after(self) -> pd.DataFrame:
        return self._after.case.woningaanbod.set_index("aanbod")

    @cached_property
    def _forms_after(self) -> dict[str, tuple[str, ...]]:
        table = self._after.case.gemeenten
        return dict(zip(table["gemeentecode"], table["vormen"], strict=True))

    @cached_property
    def _open_after(self) -> dict[str, bool]:
        return {
            str(name): bool(rows.any()) for name, rows in self._after.locaties.groupby("locatie")["geopend"]
        }


def _by_name(table: pd.DataFrame) -> dict[str, Row]:
    return {str(row["huishouden"]): row for row in table.to_dict("records")}  # type: ignore[misc]


def _locks(plan: Plan) -> set[tuple[str, tuple[Any, ...]]]:
    table = plan.case.vastgezet
    return {(str(row.sleutel), tuple(row)) for row in table.itertuples(index=False)}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) or isinstance(other, tuple):
        return bool(one == other)
    return bool((pd.isna(one) and pd.isna(other)) or one == other)


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    rest = len(names) - _MOST_NAMES
    return f"{shown} (+{rest})" if rest > 0 else shown
