"""The goals of an order in words: how far each came, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.instantie.weging import GEWOGEN_SOM, STRAFFEN
from plaatsing.taal import _
from plaatsing.taal.opmaak import format_euro, format_number, format_share
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.plan import Plan, Trap


def order_lines(plan: Plan) -> list[str]:
    """Say of each goal of an order how far it came; nothing where all goals are weighed at once."""
    return [_line(number, trap) for number, trap in enumerate(plan.trappen, start=1)]


def reached(plan: Plan, doel: str) -> float:
    """Return what a plan comes to on a goal of an order, from its table of goals."""
    table = plan.doelen
    if doel == GEWOGEN_SOM:
        return plan.objective
    if doel == STRAFFEN:
        return float(table.loc[table["doel"].str.startswith("straf_"), "euro"].sum())
    parts = table["doel"].str.startswith("kosten_") if doel == "kosten" else table["doel"] == doel
    return float(table.loc[parts, "waarde"].sum())


def order_note(plan: Plan) -> str:
    """Say what amounts mean where goals have an order; nothing where all goals are weighed at once."""
    weights = [
        _("{doel} voor {euro} per {eenheid}").format(
            doel=in_words("doel", trap.doel),
            euro=format_euro(round(100 * trap.gewicht)),
            eenheid=in_words("eenheid_enkel", trap.eenheid),
        )
        for trap in plan.trappen[:-1]
        if trap.gewicht and trap.doel != STRAFFEN
    ]
    if not weights:
        return ""
    return _(
        "De doelen hebben een volgorde, dus een bedrag is hier een weging en geen euro. In dit plan telt "
        "daardoor bovenop het gewone gewicht: {gewichten}."
    ).format(gewichten="; ".join(weights))


def _line(number: int, trap: Trap) -> str:
    return _("{nummer}. {doel}: {waarde} {eenheid}, {bewijs}").format(
        nummer=number,
        doel=in_words("doel", trap.doel),
        waarde=goal_value(trap.waarde),
        eenheid=in_words("eenheid", trap.eenheid),
        bewijs=_proof(trap),
    )


def goal_value(value: float) -> str:
    """Write a value of a goal, with decimals only where it has them."""
    return format_number(value, 0 if value == round(value) else 2)


def _proof(trap: Trap) -> str:
    if trap.gap <= 1e-9:
        return _("beter kan niet")
    share = format_share(trap.gap, 3 if trap.gap < 0.01 else 1)
    return _("hoogstens {deel} beter mogelijk").format(deel=share)
