"""The one script of a report page: the map, and sorting, filtering and downloading of its tables."""

from .samenstellen import script

__all__ = ["script"]
