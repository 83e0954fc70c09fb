"""Whole plans from the trajects of a node: rounding, and improving a plan part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from .epochs import Epochs
from .generation import Relaxation
from .highs import SolverError
from .instance import Bools, Floats, Instance, Ints
from .layout import Layout
from .master import build_master
from .master_lp import MasterLp
from .mip import solve_master
from .options import Options
from .stop import Stop
from .trajects import Trajects

Note = Callable[..., None]


@dataclass(frozen=True)
class Incumbent:
    """A whole plan.

    Attributes
    ----------
    trajects : Trajects
        A list that holds the trajects in use.
    count : Ints, shape (N,)
        Households on each.
    opened : dict of int to int
        Value of open[l] per candidate.
    objective : float
        Cost, constants included.
    """

    trajects: Trajects
    count: Ints
    opened: dict[int, int]
    objective: float


class Chooser:
    """Chooses whole plans with the integer master, at one node of the search.

    Parameters
    ----------
    instance, epochs, layout
        The problem and its rows.
    stop : Stop
        When to end early.
    options : Options
        Switches.
    note : callable
        Takes a line for the solver log.
    """

    def __init__(
        self, instance: Instance, epochs: Epochs, layout: Layout, stop: Stop, options: Options, note: Note
    ) -> None:
        self._instance, self._epochs, self._layout = instance, epochs, layout
        self._stop, self._options, self._note = stop, options, note

    def bind(
        self,
        master: MasterLp,
        relaxation: Relaxation | None,
        lower: dict[int, float],
        upper: dict[int, float],
    ) -> None:
        """Set the node: its master, its relaxation and the bounds of open[l]."""
        self._master, self._relaxation, self._lower, self._upper = master, relaxation, lower, upper

    def choose(
        self,
        trajects: Trajects,
        floor: Ints | None,
        gap: float,
        nodes: int,
        start: Incumbent | None = None,
    ) -> tuple[Incumbent | None, float]:
        """Choose exactly among given trajects; return the plan, if any, and a bound over these trajects."""
        model = build_master(
            self._instance,
            self._epochs,
            trajects,
            floor=floor,
            opened=self._lower,
            closed=self._upper,
            inflow=sorted(self._layout.inflow),
        )
        known = None if start is None else self._in_terms_of(start, trajects)
        try:
            result = solve_master(model, gap=gap, stop=self._stop, start=known, node_limit=nodes)
        except SolverError as problem:
            self._note("HiGHS: %s", problem)
            return None, -np.inf
        if not result.found:
            return None, result.bound
        return Incumbent(trajects, result.x, result.opened, result.objective), result.bound

    def _in_terms_of(self, plan: Incumbent, trajects: Trajects) -> Ints | None:
        """Return a plan's counts over `trajects`, where it fits the node and they contain it."""
        for site, value in plan.opened.items():
            if not self._lower.get(site, 0.0) <= value <= self._upper.get(site, 1.0):
                return None
        place = {row: index for index, row in enumerate(trajects.rows())}
        count = np.zeros(len(trajects), dtype=np.int64)
        for row, households in zip(plan.trajects.rows(), plan.count.tolist(), strict=True):
            if households > 0:
                if row not in place:
                    return None
                count[place[row]] = households
        return count

    # -- rounding --------------------------------------------------------------------------------------

    def floor_and_finish(self) -> Incumbent | None:
        """Keep the whole part of the relaxation, and choose the remainder exactly."""
        assert self._relaxation is not None
        trajects, x = self._master.trajects, self._relaxation.solution.x
        size = self._instance.classes.size
        whole = np.floor(x + 1e-6).astype(np.int64)
        left = size - np.bincount(trajects.klasse, weights=whole, minlength=len(size)).astype(np.int64)
        room = self._options.finish_room * max(self._options.gap, 1e-4) * self._cost
        unsettled = left[trajects.klasse] > 0
        near = unsettled & (self.reduced_cost(trajects) <= room)
        keep = np.flatnonzero((whole > 0) | near | (unsettled & self._staying(trajects)) | (x > 1e-9))
        self._note("afronden over %d trajecten, %d huishoudens vrij", len(keep), int(left.sum()))
        gap = max(0.3 * self._options.gap, self._options.finish_gap) * self._cost
        return self.choose(trajects.take(keep), whole[keep], gap, self._options.finish_nodes)[0]

    @property
    def _cost(self) -> float:
        """Size of the objective, for gaps."""
        assert self._relaxation is not None
        return max(1.0, abs(self._relaxation.bound + self._instance.constant))

    def _staying(self, trajects: Trajects) -> Bools:
        last = np.maximum(trajects.leave, trajects.exit)
        return np.asarray((trajects.pool < 0) & (last == self._instance.n_periods))

    def reduced_cost(self, trajects: Trajects) -> Floats:
        """Return by how much each traject is dearer than the best of its class, at the node's prices."""
        assert self._relaxation is not None
        dual = np.zeros(self._layout.n_rows)
        dual[: len(self._relaxation.dual)] = self._relaxation.dual
        dual[self._layout.klasse] = 0.0
        value = trajects.cost(self._instance) - self._layout.matrix(trajects).T @ dual
        return np.asarray(value - self._relaxation.priced.least[trajects.klasse])

    # -- improving part by part ------------------------------------------------------------------------

    def neighbourhoods(self, plan: Incumbent) -> Iterator[Incumbent]:
        """Set the households of a few municipalities free at a time, the rest fixed, and choose again.

        The distance between plan and bound is the sum of what its trajects cost above the best of their
        class (and of what is left unused of priced things), so municipalities where that is most come first.

        Yields
        ------
        Incumbent
            The plan after every turn, better or the same.
        """
        assert self._relaxation is not None
        trajects = self._master.trajects
        room = plan.objective - (self._relaxation.bound + self._instance.constant)
        near = np.flatnonzero(self.reduced_cost(trajects) <= room)
        for _ in range(self._options.near_rounds):
            before = plan.objective
            turn = 0
            for members in self._groups(plan):
                turn += 1
                better = self._free(plan, trajects.take(near), members)
                if better is not None and better.objective < plan.objective - 1e-9:
                    plan = better
                yield plan
            self._note("ronde langs %d buurten: plan van %.2f", turn, plan.objective)
            if before - plan.objective <= 0.02 * self._options.gap * self._cost:
                return

    def _groups(self, plan: Incumbent) -> Iterator[Bools]:
        """Yield sets of municipalities, those with most to gain first, each with its nearest relations."""
        count = len(self._instance.gemeenten)
        used = plan.trajects.take(np.flatnonzero(plan.count))
        households = plan.count[plan.count > 0]
        placed = used.gemeente >= 0
        loss = np.zeros(count)
        np.add.at(loss, used.gemeente[placed], (self.reduced_cost(used) * households)[placed])
        loss += self._unused_homes(used, households)
        present = np.bincount(used.gemeente[placed], weights=households[placed], minlength=count)
        related = np.zeros((count, self._instance.n_sites), dtype=bool)
        related[self._instance.reach.gemeente, self._instance.reach.site] = True
        shared = related.astype(int) @ related.T.astype(int)
        waiting = np.ones(count, dtype=bool)
        while waiting.any():
            anchor = int(np.argmax(np.where(waiting, loss, -np.inf)))
            order = np.lexsort((np.arange(count), -loss, -np.minimum(shared[anchor], 1)))
            members = np.zeros(count, dtype=bool)
            members[anchor] = True
            for gemeente in order:
                if present[members].sum() >= self._options.near_households:
                    break
                members[gemeente] = True
            waiting &= ~members
            yield members

    def _unused_homes(self, used: Trajects, households: Ints) -> Floats:
        """Return the value of dwellings that stay empty, by municipality."""
        assert self._relaxation is not None
        epochs, pools = self._epochs, self._instance.pools
        housed = used.pool >= 0
        persons = self._instance.needs.personen[self._instance.classes.need[used.klasse]]
        units = np.where(np.append(pools.in_persons, False)[used.pool], persons, 1) * households
        taken = np.zeros(epochs.count)
        move = used.move()
        np.add.at(taken, epochs.of_move[used.pool[housed], move[housed]], units[housed])
        empty = (epochs.supply - taken) * -self._relaxation.prices.woningen
        value = np.zeros(len(self._instance.gemeenten))
        np.add.at(value, pools.gemeente[epochs.pool], empty)
        return value

    def _free(self, plan: Incumbent, near: Trajects, members: Bools) -> Incumbent | None:
        """Choose again for the households placed in `members`, and for those who stay and could go there."""
        inside = np.append(members, True)
        used = np.flatnonzero(plan.count > 0)
        kept = plan.trajects.take(used)
        freed = inside[kept.gemeente]
        open_classes = np.zeros(self._instance.n_classes, dtype=bool)
        open_classes[kept.klasse[freed]] = True
        choice = near.take(np.flatnonzero(open_classes[near.klasse] & inside[near.gemeente]))
        rows = dict.fromkeys([*kept.rows(), *choice.rows()])
        floor = np.zeros(len(rows), dtype=np.int64)
        floor[: len(used)] = np.where(freed, 0, plan.count[used])
        return self.choose(
            Trajects.from_rows(list(rows)),
            floor,
            0.02 * self._options.gap * self._cost,
            self._options.near_nodes,
            start=plan,
        )[0]
