"""The region of each municipality, for totals and for the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.geodata import regios

if TYPE_CHECKING:
    from plaatsing.case import Case


def region_names(case: Case) -> dict[str, str]:
    """Return the region of each municipality of a case, by code.

    A plan of several provinces gives totals per province; one of a single province per sub-region,
    as far as it has several. Municipalities with a planner's own codes have their `provinciecode`.

    Returns
    -------
    dict of str to str
        Name of the region by gemeentecode.
    """
    gemeenten = case.gemeenten
    own = dict(
        zip(gemeenten["gemeentecode"], gemeenten["provinciecode"].fillna("").astype("str"), strict=True)
    )
    if case.eigen_codes:
        return own
    division = "provincie" if len(set(own.values())) > 1 else "deelregio"
    table = regios(division)
    known = dict(zip(table["gemeentecode"], table["regio"], strict=True))
    return {str(code): str(known.get(code, region)) for code, region in own.items()}
