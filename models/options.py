"""Switches of the engine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Options:
    """Switches of the engine; all count rounds, columns or nodes, so that results repeat.

    Attributes
    ----------
    gap : float
        Asked gap, relative to the cost of the plan.
    list_limit : int
        Routes that the closing step may write down.
    search_limit : int
        Routes among which it may search further than the root.
    small_list : int
        Routes that it may write down where locations are neither open nor closed.
    closing_steps : tuple of float
        There, how far above the bound plans are looked for, as shares of it.
    close_nodes : int
        Nodes HiGHS may search in one closing step.
    room : float
        Distance to the bound, in asked gaps, up to which routes take part in choosing a plan.
    very_near : float
        Share of that distance up to which taking a shared offer at some moment is very near.
    per_near_offer : int
        Municipalities for which what follows is added before rounding, where an offer is very near.
    solve_again : int
        Routes above which rounding is slow: the relaxation is solved again before with those added.
    nearby : float
        Relative distance to the bound up to which, among so many routes, the best plan is chosen anew in
        part, instead of rounding the relaxation.
    dives : tuple of int
        Ways of rounding a relaxation: one in so many fractions at a time.
    early_plans : tuple of int
        Rounds at one node after which a plan is made of the routes found so far.
    share_anew : float
        Share of the routes near a node that is chosen anew at a time, at first.
    choose_nodes : int
        Nodes HiGHS may search in one choice.
    many_open : int
        Locations half open from which on the search branches on how many open.
    many_sites : int
        Candidates from which on openings are searched first, where little else is to decide.
    site_choices : int
        Choices of openings that this looks at.
    pack_sums : float
        Sums that one pass over whole households in every location may take.
    group_size : int
        Offers in a group in which all ways to take households are written out.
    list_bundles : int
        Bundles that may be written down.
    few_bundles : int
        Bundles that HiGHS chooses among at once.
    bundle_halves : int
        Times that bundles are divided into halves.
    tally_nodes : int
        Nodes that bound a count of households, once every location is open or closed.
    per_offer : int
        Municipalities for which a round adds what follows on a shared offer.
    inflow_rows : int
        Rows instroom that may be added.
    rounding_passes : int
        Times that rounded rows are added to one relaxation.
    coarse : tuple of int
        Lengths, in periods, of the longer periods that are solved first.
    coarse_gap : float
        Relative distance to the bound at which a problem in longer periods is solved well enough.
    """

    gap: float = 1e-3
    list_limit: int = 100_000
    search_limit: int = 50_000
    small_list: int = 20_000
    closing_steps: tuple[float, ...] = (0.02, 0.06, np.inf)
    close_nodes: int = 100_000
    room: float = 0.5
    very_near: float = 0.1
    per_near_offer: int = 30
    solve_again: int = 50_000
    nearby: float = 0.02
    dives: tuple[int, ...] = (5, 3, 10)
    early_plans: tuple[int, ...] = (40, 80, 160, 320)
    share_anew: float = 0.2
    choose_nodes: int = 50
    many_open: int = 5
    many_sites: int = 10
    site_choices: int = 2_000
    pack_sums: float = 2e7
    group_size: int = 11
    list_bundles: int = 400_000
    few_bundles: int = 1_200
    bundle_halves: int = 400
    tally_nodes: int = 200
    per_offer: int = 12
    inflow_rows: int = 20_000
    rounding_passes: int = 10
    coarse: tuple[int, ...] = (4, 2)
    coarse_gap: float = 1e-2
