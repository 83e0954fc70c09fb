"""The Netherlands: municipalities, regions, distances and reach."""

from .gemeenten import INWONERS_NEDERLAND_2024, RD_NEW, gemeenten, gemeenten_gdf

__all__ = ["INWONERS_NEDERLAND_2024", "RD_NEW", "gemeenten", "gemeenten_gdf"]
