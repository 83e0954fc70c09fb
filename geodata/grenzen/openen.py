"""Open a file of boundaries and take the layer with municipalities from it."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio

from .fouten import GebiedenError, opsomming
from .indelingen import municipal_layer

_SUPPORTED = "verwacht een bestand met grenzen: GeoPackage (.gpkg), GeoJSON of shapefile (.shp)"


def open_layer(path: Path, laag: str | None = None) -> tuple[gpd.GeoDataFrame, str]:
    """Read the layer with municipalities.

    Parameters
    ----------
    path : Path
        The file.
    laag : str, optional
        The layer to read; by default the one that is called after municipalities.

    Returns
    -------
    GeoDataFrame
        As found.
    str
        Name of the layer.

    Raises
    ------
    GebiedenError
        If there is no such file or layer, or it is not a geographic file.
    """
    bestand = str(path)
    if not path.exists():
        raise GebiedenError(bestand, "dit bestand bestaat niet", code="geen_bestand")
    if path.is_dir():
        raise GebiedenError(bestand, "verwacht een bestand; dit is een map", code="geen_bestand")
    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        layer = _choose(bestand, layers, laag)
        frame = pyogrio.read_dataframe(path, layer=layer)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise GebiedenError(bestand, _SUPPORTED, code="geen_geobestand") from error
    except (RuntimeError, ValueError) as error:
        if isinstance(error, GebiedenError):
            raise
        expected = "dit bestand is beschadigd of onvolledig; haal het opnieuw op"
        raise GebiedenError(bestand, expected, code="beschadigd") from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise GebiedenError(bestand, "in dit bestand staan geen grenzen", gevonden=layer, code="geen_grenzen")
    return frame, layer


def _choose(bestand: str, layers: list[str], wanted: str | None) -> str:
    if wanted is not None:
        if wanted in layers:
            return wanted
        expected = f"deze laag staat niet in het bestand; wel: {opsomming(sorted(layers), 12)}"
        raise GebiedenError(bestand, expected, gevonden=wanted, code="laag")
    chosen = municipal_layer(layers)
    if chosen is None and len(layers) == 1:
        # GeoJSON and shapefiles have one layer, called after the file; its columns tell what it is.
        chosen = layers[0]
    if chosen is None:
        expected = (
            "verwacht een laag met gemeenten, zoals gemeentegebied of gemeente_gegeneraliseerd; "
            f"het bestand heeft: {opsomming(sorted(layers), 12) or 'geen enkele laag'}"
        )
        raise GebiedenError(bestand, expected, code="laag")
    return chosen
