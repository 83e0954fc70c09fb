"""Switches of the engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """Switches of the engine; all count rounds, columns or nodes, so that results repeat.

    Attributes
    ----------
    gap : float
        Asked gap, relative to the cost of the plan.
    list_limit : int
        Trajects that the closing step may write down.
    finish_nodes : int
        Nodes HiGHS may search to round a relaxation.
    close_nodes : int
        Nodes HiGHS may search in one closing step.
    inflow_rows : int
        Rows instroom that may be added.
    coarse : tuple of int
        Lengths, in periods, of the longer periods that are solved first.
    coarse_gap : float
        Relative distance to the bound at which a problem in longer periods is solved well enough.
    finish_room : float
        Reduced cost, in asked gaps, up to which trajects take part in rounding.
    finish_gap : float
        Relative gap at which rounding is good enough to be improved part by part.
    near_households : int
        Households that one neighbourhood sets free, at least.
    near_nodes : int
        Nodes HiGHS may search in one neighbourhood.
    near_rounds : int
        Times that all municipalities have their turn.
    """

    gap: float = 1e-3
    list_limit: int = 150_000
    finish_nodes: int = 50
    close_nodes: int = 100_000
    inflow_rows: int = 20_000
    coarse: tuple[int, ...] = (4, 2)
    coarse_gap: float = 1e-2
    finish_room: float = 0.3
    finish_gap: float = 5e-3
    near_households: int = 120
    near_nodes: int = 40
    near_rounds: int = 2
