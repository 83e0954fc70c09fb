"""The layouts in which Dutch municipal boundaries are published, and how to tell them apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

PDOK = "PDOK Bestuurlijke Gebieden"
CBS = "CBS Gebiedsindelingen"
WIJKEN = "CBS Wijk- en Buurtkaart"


@dataclass(frozen=True)
class Indeling:
    """One layout: where it keeps code, name and what else is used.

    Attributes
    ----------
    bron : str
        Name of the publication.
    kolommen : mapping of str to tuple of str
        Per column of the result the names it may have in the file, in lower case; the
        first that is there is used.
    meer_rijen : bool
        Whether a municipality may have several rows, land and water apart.
    """

    bron: str
    kolommen: Mapping[str, tuple[str, ...]]
    meer_rijen: bool = False

    def column_of(self, columns: Sequence[str], wanted: str) -> str | None:
        """Return the column of the file that holds `wanted`, or None."""
        by_lower = {column.lower(): column for column in columns}
        names = (name for name in self.kolommen.get(wanted, ()) if name in by_lower)
        return next((by_lower[name] for name in names), None)

    def fits(self, columns: Sequence[str]) -> bool:
        """Say whether code and name are among `columns`."""
        return all(self.column_of(columns, wanted) is not None for wanted in ("gemeentecode", "gemeente"))


# A shapefile cuts names off after ten characters: identifica, gemeenteco, gemeentena, ligt_in_pr.
INDELINGEN: tuple[Indeling, ...] = (
    Indeling(
        WIJKEN,
        {
            "gemeentecode": ("gemeentecode", "gemeenteco", "gm_code"),
            "gemeente": ("gemeentenaam", "gemeentena", "gm_naam"),
            "water": ("water", "h2o"),
            "inwoners": ("aantal_inwoners", "aantal_inw", "aant_inw"),
            "jaar": ("jaar",),
        },
        meer_rijen=True,
    ),
    Indeling(
        CBS,
        {
            "gemeentecode": ("statcode",),
            "gemeente": ("statnaam",),
            "jaarcode": ("jrstatcode",),
            "bron": ("bron",),
        },
    ),
    Indeling(
        PDOK,
        {
            "gemeentecode": ("identificatie", "identifica"),
            "andere_code": ("code",),
            "gemeente": ("naam",),
            "provinciecode": ("ligt_in_provincie_code", "ligtinprovinciecode", "ligt_in_pr"),
        },
    ),
)

# The layer that is taken, best first: generalised boundaries serve maps and are a tenth of the size.
_LAYERS = (
    re.compile(r"gemeentegebied"),
    re.compile(r"gemeente_gegeneraliseerd"),
    re.compile(r"(cbs_)?gemeenten?(_\d{4})?_gegeneraliseerd"),
    re.compile(r"(cbs_)?gemeenten?(_\d{4})?_niet_gegeneraliseerd"),
    re.compile(r"(cbs_)?gemeenten?([_-]?v?\d+)*"),
)
_YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")


def municipal_layer(layers: Collection[str]) -> str | None:
    """Return the layer with municipalities, or None where no layer is called so."""
    for pattern in _LAYERS:
        for layer in sorted(layers):
            if pattern.fullmatch(layer.lower()):
                return layer
    return None


def layout_of(columns: Sequence[str]) -> Indeling | None:
    """Return the layout whose columns these are, or None."""
    return next((layout for layout in INDELINGEN if layout.fits(columns)), None)


def year_in(text: str) -> int | None:
    """Return the year named in a file or layer name, or None where there is none, or several."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None
