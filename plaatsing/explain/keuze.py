"""Which explanation is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.explain.antwoord import HuishoudenUitleg
from plaatsing.explain.gemeente import GemeenteUitleg, explain_gemeente
from plaatsing.explain.huishouden import explain_huishouden
from plaatsing.explain.locatie import LocatieUitleg, explain_locatie

if TYPE_CHECKING:
    from plaatsing.plan import Plan


def explain(
    plan: Plan,
    huishouden: str | None,
    gemeente: str | None,
    locatie: str | None,
    herbereken: bool | None,
) -> HuishoudenUitleg | GemeenteUitleg | LocatieUitleg:
    """Explain the one thing that is named (see `Plan.explain`)."""
    if sum(name is not None for name in (huishouden, gemeente, locatie)) != 1:
        raise ValueError("noem een van huishouden, gemeente en locatie")
    if huishouden is not None:
        return explain_huishouden(plan, huishouden, herbereken=herbereken)
    if locatie is not None:
        return explain_locatie(plan, locatie)
    return explain_gemeente(plan, _code(plan, str(gemeente)))


def _code(plan: Plan, gemeente: str) -> str:
    """Return the code of a municipality given by code or by name, whatever its capitals."""
    table = plan.case.gemeenten
    names = {
        str(name).casefold(): str(code)
        for code, name in zip(table["gemeentecode"], table["gemeente"], strict=True)
    }
    return names.get(gemeente.casefold(), gemeente)
