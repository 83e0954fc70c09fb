"""The choice of one bundle per location: its relaxation, and the integer programme over few bundles."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from .ascent import Ascent, Openings
from .bundles import Bundles, distinct
from .highs import DUAL, new_solver, solve_relaxation
from .instance import Bools, Floats, Ints
from .listed import costs_at
from .mip import Compiled
from .packing import Values
from .stop import Stop
from .triples import Triple, taken_double


@dataclass(frozen=True)
class Relaxed:
    """The relaxation over the bundles so far.

    Attributes
    ----------
    objective : float
        Its cost, the instance's constant left out.
    share : Floats, shape (N,)
        How much of each bundle is used.
    values : Values
        What it pays.
    site : Floats, shape (L,)
        What a bundle of each location must save besides.
    """

    objective: float
    share: Floats
    values: Values
    site: Floats


class BundleMaster:
    """Holds bundles and rules.

    Rows: where the households of each class go, what each offer is used for, one bundle per location, how
    many candidates open, and the triples.

    Parameters
    ----------
    ascent : Ascent
        Costs, persons and places.
    at : Openings
        What is decided.
    bundles : Bundles
        To begin with.
    triples : list of Triple
        Rules.
    stop : Stop
        When to end early.
    """

    def __init__(
        self, ascent: Ascent, at: Openings, bundles: Bundles, triples: list[Triple], stop: Stop
    ) -> None:
        self._ascent, self._at, self._stop = ascent, at, stop
        self.triples = list(triples)
        self.bundles = distinct(bundles)
        self._known = set(self.bundles.keys())
        # Rules have many columns in common: primal simplex takes three times as long, added columns or not.
        self._solver = new_solver(simplex_strategy=DUAL)
        stop.watch(self._solver)
        program = self.program(self.bundles)
        # Rows limit bundles already; a limit of their own would hide what they would save. That locations
        # must open is left to the bound: few bundles may not allow it.
        n_ways, equal = len(program.cost) - len(self.bundles), len(ascent.size) + len(ascent.persons)
        whole = replace(
            program,
            upper=np.r_[program.upper[:n_ways], np.full(len(self.bundles), np.inf)],
            row_lower=np.r_[program.row_lower[:equal], np.full(len(program.row_lower) - equal, -np.inf)],
        )
        self._solver.passModel(whole.for_highs(whole=False))
        self._rows = self._solver.getNumRow() - len(self.triples)

    def program(self, bundles: Bundles) -> Compiled:
        """Return the integer programme over given bundles, the constant left out."""
        a, at = self._ascent, self._at
        n_classes, n_offers, n_sites = len(a.size), len(a.persons), len(a.fixed)
        n_ways = n_classes + len(a.entry_class)
        opened = np.isin(np.arange(n_sites), list(at.opened))
        # A household of a class stays, or takes an entry; an entry uses an offer, which a bundle takes.
        klasse, entry = np.arange(n_classes), n_classes + np.arange(len(a.entry_class))
        allowed = np.isfinite(a.leaving)
        ways = sparse.csc_array(
            (
                np.r_[np.ones(n_ways), -np.ones(len(entry))],
                (np.r_[klasse, a.entry_class, n_classes + a.entry_offer], np.r_[klasse, entry, entry]),
            ),
            (n_classes + n_offers + n_sites + 1 + len(self.triples), n_ways),
        )
        size = a.size.astype(float)
        return Compiled(
            matrix=sparse.csc_array(sparse.hstack([ways, self._columns(bundles)])),
            cost=np.r_[a.stay, np.where(allowed, a.leaving, 0.0), bundles.cost],
            offset=0.0,
            lower=np.zeros(n_ways + len(bundles)),
            upper=np.r_[size, np.where(allowed, size[a.entry_class], 0.0), np.ones(len(bundles))],
            row_lower=np.r_[
                size, np.zeros(n_offers), opened.astype(float), at.least, np.full(len(self.triples), -np.inf)
            ],
            row_upper=np.r_[size, np.zeros(n_offers), np.ones(n_sites), at.most, np.ones(len(self.triples))],
            integral=np.ones(n_ways + len(bundles), dtype=bool),
        )

    def _columns(self, bundles: Bundles) -> sparse.csc_array:
        """Return the columns of bundles, in the rows as they stand."""
        a = self._ascent
        n_classes, n_offers, n_sites = len(a.size), len(a.persons), len(a.fixed)
        each = np.arange(len(bundles))
        sites = sparse.csr_array((np.ones(len(bundles)), (bundles.site, each)), (n_sites, len(bundles)))
        parts = [
            sparse.csr_array((n_classes, len(bundles))),
            sparse.csr_array(bundles.count.T.astype(float)),
            sites,
            sparse.csr_array(a.candidate[bundles.site].astype(float)[None, :]),
            sparse.csr_array(taken_double(bundles.count, self.triples).T),
        ]
        assert parts[1].shape[0] == n_offers
        return sparse.csc_array(sparse.vstack(parts))

    def add(self, bundles: Bundles) -> int:
        """Add those bundles that are new; return how many that are."""
        fresh = []
        for place, key in enumerate(bundles.keys()):
            if key not in self._known:
                self._known.add(key)
                fresh.append(place)
        if fresh:
            added = bundles.take(np.array(fresh, dtype=np.int64))
            self.bundles = self.bundles.join(added)
            columns = self._columns(added)
            self._solver.addCols(
                len(added),
                added.cost,
                np.zeros(len(added)),
                np.full(len(added), np.inf),
                columns.nnz,
                columns.indptr.astype(np.int32),
                columns.indices.astype(np.int32),
                columns.data,
            )
        return len(fresh)

    def rule(self, triples: list[Triple]) -> None:
        """Let exactly these triples be the rules."""
        kept = [k for k, triple in enumerate(self.triples) if triple in set(triples)]
        gone = sorted(set(range(len(self.triples))) - set(kept))
        if gone:
            rows = self._rows + np.array(gone, dtype=np.int32)
            self._solver.deleteRows(len(gone), rows.astype(np.int32))
        before = [self.triples[k] for k in kept]
        fresh = [triple for triple in triples if triple not in set(before)]
        first = self._solver.getNumCol() - len(self.bundles)
        doubled = taken_double(self.bundles.count, fresh)
        for column in range(len(fresh)):
            where = np.flatnonzero(doubled[:, column])
            self._solver.addRow(
                -np.inf, 1.0, len(where), (first + where).astype(np.int32), np.ones(len(where))
            )
        self.triples = before + fresh

    def drop(self, kept: Bools) -> None:
        """Leave out bundles that no relaxation will use."""
        gone = np.flatnonzero(~kept)
        if len(gone):
            first = self._solver.getNumCol() - len(self.bundles)
            self._solver.deleteCols(len(gone), (first + gone).astype(np.int32))
            self._known -= set(self.bundles.take(gone).keys())
            self.bundles = self.bundles.take(kept)

    def solve(self) -> Relaxed:
        """Solve the relaxation.

        Raises
        ------
        SolverError
            If HiGHS does not prove optimality.
        Stopped
            If it is time to stop.
        """
        solve_relaxation(self._solver, self._stop.check, "bundles")
        solution = self._solver.getSolution()
        share, dual = np.array(solution.col_value), np.array(solution.row_dual)
        a = self._ascent
        n_classes, n_offers, n_sites = len(a.size), len(a.persons), len(a.fixed)
        sites = n_classes + n_offers
        return Relaxed(
            float(self._solver.getInfo().objective_function_value),
            share[len(share) - len(self.bundles) :],
            Values(dual[n_classes:sites], np.maximum(0.0, -dual[self._rows :])),
            dual[sites : sites + n_sites] + np.where(a.candidate, dual[sites + n_sites], 0.0),
        )

    def reduced(self, relaxed: Relaxed, bundles: Bundles) -> Floats:
        """Return the cost of bundles less what the relaxation pays for them."""
        return costs_at(bundles, self.triples, relaxed.values) - relaxed.site[bundles.site]


def sites_of(at: Openings, count: int) -> Ints:
    """Return the locations that are not closed."""
    return np.array([site for site in range(count) if site not in at.closed], dtype=np.int64)
