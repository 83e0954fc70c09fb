"""What can go wrong with a run folder, said so that a planner can act on it."""

from __future__ import annotations


class RunError(ValueError):
    """A run folder cannot be written or read; the message says why and what to do."""


class KolommenError(RunError):
    """A table of a run has other columns than this version knows."""


class VolgordeError(RunError):
    """A question that has no answer where the goals of a plan have an order."""
