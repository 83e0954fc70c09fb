"""The earlier plan that a report compares with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from plaatsing.taal import _, format_count, format_date_long
from plaatsing.uitvoer.fouten import RunError

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_SHARED = 2 / 3
"""Of all municipalities in either plan, the share that both must have: mergers change a few each year."""


def earlier_plan(eerder: str | Path | Plan | None, plan: Plan) -> Plan | None:
    """Return the earlier plan, read where a run folder is given.

    Parameters
    ----------
    eerder : path or Plan, optional
        The earlier plan, or its run folder.
    plan : Plan
        The plan that is compared with it.

    Returns
    -------
    Plan or None
        None where nothing was given.

    Raises
    ------
    RunError
        If the folder cannot be read, or the plan is about another area or begins later.
    """
    if eerder is None:
        return None
    if isinstance(eerder, (str, Path)):
        from plaatsing.plan import Plan as PlanClass

        earlier, name = PlanClass.read(eerder), str(eerder)
    else:
        settings = eerder.case.instellingen
        earlier, name = eerder, settings.titel or ", ".join(settings.gebied)
    here, there = (set(one.case.gemeenten["gemeentecode"]) for one in (plan, earlier))
    if len(here & there) < _SHARED * len(here | there):
        raise RunError(
            _(
                "{eerder} gaat over een ander gebied: {gedeeld} van zijn {daar} gemeenten staan in dit plan, "
                "dat er {hier} heeft; geef een eerder plan van hetzelfde gebied"
            ).format(
                eerder=name,
                gedeeld=format_count(len(here & there)),
                daar=format_count(len(there)),
                hier=format_count(len(here)),
            )
        )
    if earlier.case.instellingen.start > plan.case.instellingen.start:
        raise RunError(
            _("{eerder} begint later dan dit plan, op {dag}; geef een plan van een eerder kwartaal").format(
                eerder=name, dag=format_date_long(earlier.case.instellingen.start)
            )
        )
    return earlier
