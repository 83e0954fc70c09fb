"""What an instance's choices cost, apart from what they are: the same problem under other goals."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .instance import Instance

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Costs:
    """Every cost in an instance; the names are those of its own arrays.

    Attributes
    ----------
    preference_cost : Floats, shape (P,)
        Of `Pools`.
    open_cost, stay_cost : Floats
        Of `Sites`.
    reach_cost : Floats, shape (R,)
        Of `Reach`.
    exit_cost, constant, entry_cost : Floats
        Of `Classes`; `exit_cost` is infinite where leaving is not allowed, whatever the goal.
    tekort_cost, inequality_cost, link_penalty, maximum_penalty, budget_penalty, max_open_penalty,
    locked_penalty : float
        Of `Sharing`.
    capacity_penalty, minimum_penalty : Floats, shape (T + 1,)
        Of `Sharing`.
    """

    preference_cost: Floats
    open_cost: Floats
    stay_cost: Floats
    reach_cost: Floats
    exit_cost: Floats
    constant: Floats
    entry_cost: Floats
    tekort_cost: float
    inequality_cost: float
    link_penalty: float
    maximum_penalty: float
    budget_penalty: float
    max_open_penalty: float
    locked_penalty: float
    capacity_penalty: Floats
    minimum_penalty: Floats

    @classmethod
    def of(cls, instance: Instance) -> Costs:
        """Return the costs of an instance."""
        sharing = instance.sharing
        return cls(
            instance.pools.preference_cost,
            instance.sites.open_cost,
            instance.sites.stay_cost,
            instance.reach.cost,
            instance.classes.exit_cost,
            instance.classes.constant,
            instance.classes.entry_cost,
            **{name: getattr(sharing, name) for name in _SHARED},
        )

    def put(self, instance: Instance) -> Instance:
        """Return the instance with these costs."""
        return replace(
            instance,
            pools=replace(instance.pools, preference_cost=self.preference_cost),
            sites=replace(instance.sites, open_cost=self.open_cost, stay_cost=self.stay_cost),
            reach=replace(instance.reach, cost=self.reach_cost),
            classes=replace(
                instance.classes,
                exit_cost=self.exit_cost,
                constant=self.constant,
                entry_cost=self.entry_cost,
            ),
            sharing=replace(instance.sharing, **{name: getattr(self, name) for name in _SHARED}),
        )

    def plus(self, other: Costs, weight: float) -> Costs:
        """Return these costs with `weight` times others added; what is not allowed stays so."""
        if weight == 0.0:
            return self
        return Costs(
            **{
                field.name: getattr(self, field.name) + weight * getattr(other, field.name)
                for field in fields(self)
            }
        )

    @property
    def largest(self) -> float:
        """The largest cost in absolute value, constants left out; one at least."""
        every = [np.atleast_1d(getattr(self, field.name)) for field in fields(self)]
        finite = [np.abs(values[np.isfinite(values)]).max(initial=0.0) for values in every]
        names = [field.name for field in fields(self)]
        return max([1.0, *(float(v) for v, name in zip(finite, names, strict=True) if name != "constant")])


_SHARED = (
    "tekort_cost",
    "inequality_cost",
    "link_penalty",
    "maximum_penalty",
    "budget_penalty",
    "max_open_penalty",
    "locked_penalty",
    "capacity_penalty",
    "minimum_penalty",
)


@dataclass(frozen=True)
class Limit:
    """An earlier goal that a plan may not do worse on.

    Attributes
    ----------
    costs : Costs
        The goal, as costs.
    most : float
        What it may come to, constants included.
    """

    costs: Costs
    most: float

    @cached_property
    def scale(self) -> float:
        """Size of the goal's coefficients: its row is divided by it, so that solvers see numbers near one."""
        return self.costs.largest

    @cached_property
    def side(self) -> float:
        """Right-hand side of the row: what the choices may come to, divided by the scale."""
        return (self.most - float(self.costs.constant.sum())) / self.scale
