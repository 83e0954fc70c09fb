"""The region of each municipality, for totals and for the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.geodata import regios

if TYPE_CHECKING:
    from plaatsing.case import Case


def region_names(case: Case) -> dict[str, str]:
    """Return the region of each municipality of a case, by code.

    These are the regietafel regions of the case; where it lies within one of them, the sub-regions, as
    far as there are several.

    Returns
    -------
    dict of str to str
        Name of the region by gemeentecode.
    """
    frame = case.gemeenten
    own = dict(zip(frame["gemeentecode"].astype("str"), frame["regio"].astype("str"), strict=True))
    if case.eigen_codes or len(set(own.values())) > 1:
        return own
    table = regios("deelregio")
    known = dict(zip(table["gemeentecode"], table["regio"], strict=True))
    return {code: str(known.get(code, region)) for code, region in own.items()}
