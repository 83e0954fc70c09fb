"""What differs between plans: totals, municipalities, locations and people."""

from plaatsing.compare.vergelijking import Vergelijking, compare

__all__ = ["Vergelijking", "compare"]
