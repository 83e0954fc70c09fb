"""Reach: which municipalities a doorstroomlocatie can serve, and how far away it is."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .afstanden import OMRIJFACTOR, afstanden_km

AFGESPROKEN = "afgesproken"
AF_TE_SPREKEN = "af te spreken"


def afstand_tabel(
    locaties: pd.DataFrame,
    gemeenten: pd.DataFrame,
    *,
    omrijfactor: float = OMRIJFACTOR,
    afstanden: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the distance from every location to every municipality.

    Parameters
    ----------
    locaties : pandas.DataFrame
        ``locatie``, ``gemeentecode``, and optionally ``x_rd`` and ``y_rd`` (metres, EPSG:28992);
        a location without a point stands at the point of its municipality.
    gemeenten : pandas.DataFrame
        ``gemeentecode``, ``x_rd``, ``y_rd``.
    omrijfactor : float
        Kilometres by road per kilometre as the crow flies.
    afstanden : pandas.DataFrame, optional
        The planner's own table: ``van``, ``naar`` (a location or a municipality code),
        ``km``. A pair counts in both directions. Where several rows fit, a row that names
        the location goes before one that names its municipality, a row from the
        location (or its municipality) before one towards it, and of equal rows the
        shortest. Rows without km are passed over.

    Returns
    -------
    pandas.DataFrame
        Kilometres; index ``locatie`` and columns ``gemeentecode``, in the order given.
    """
    codes = gemeenten["gemeentecode"].to_numpy(dtype=object)
    own = locaties["gemeentecode"].to_numpy(dtype=object)
    points = gemeenten.set_index("gemeentecode")[["x_rd", "y_rd"]].astype("float64").reindex(own)
    site = np.full((len(locaties), 2), np.nan)
    if "x_rd" in locaties and "y_rd" in locaties:
        site = locaties[["x_rd", "y_rd"]].to_numpy(dtype="float64")
    site = np.where(np.isnan(site).any(axis=1, keepdims=True), points.to_numpy(), site)
    km = afstanden_km(site[:, 0], site[:, 1], gemeenten["x_rd"], gemeenten["y_rd"], omrijfactor)
    names = locaties["locatie"].to_numpy(dtype=object)
    if afstanden is not None and len(afstanden):
        km = _overridden(km, names, own, codes, afstanden)
    return pd.DataFrame(
        km, index=pd.Index(names, name="locatie"), columns=pd.Index(codes, name="gemeentecode")
    )


def bereik(
    locaties: pd.DataFrame,
    gemeenten: pd.DataFrame,
    *,
    limiet_km: float,
    omrijfactor: float = OMRIJFACTOR,
    afstanden: pd.DataFrame | None = None,
    regio: str = "provinciecode",
) -> pd.DataFrame:
    """Decide which municipalities each location can serve.

    An existing location (``bestaand``) serves the municipalities that take part in it,
    however far away; without such a list it serves the municipality it stands in. Any other
    location is a candidate: it can serve the municipalities within the distance limit in its
    own regietafel region, as far as its list of participants, when it has one, names them.

    Parameters
    ----------
    locaties : pandas.DataFrame
        ``locatie``, ``gemeentecode``, ``status`` (``bestaand`` or ``kandidaat``),
        ``deelnemende_gemeenten`` (a tuple of codes per row, may be empty), and optionally
        ``x_rd`` and ``y_rd`` (metres, EPSG:28992).
    gemeenten : pandas.DataFrame
        ``gemeentecode``, ``x_rd``, ``y_rd`` and the column named by `regio`; only these
        municipalities are served.
    limiet_km : float
        The distance limit; exactly at the limit is within it.
    omrijfactor : float
        Kilometres by road per kilometre as the crow flies.
    afstanden : pandas.DataFrame, optional
        The planner's own distances, as in `afstand_tabel`.
    regio : str
        Column of `gemeenten` that holds the region. Equal values, an empty text included,
        are one region. A candidate outside `gemeenten` has no region and serves none.

    Returns
    -------
    pandas.DataFrame
        A row per location and municipality served, sorted by both: ``locatie``,
        ``gemeentecode``, ``km`` (float), ``deelname`` (``afgesproken`` for an existing
        location, ``af te spreken`` for a candidate) and ``boven_limiet`` (bool).
    """
    km = afstand_tabel(locaties, gemeenten, omrijfactor=omrijfactor, afstanden=afstanden).to_numpy()
    codes = gemeenten["gemeentecode"].to_numpy(dtype=object)
    position = {code: index for index, code in enumerate(codes)}
    regions = gemeenten[regio].fillna("").to_numpy(dtype=object)

    served = np.zeros(km.shape, dtype=bool)
    existing = (locaties["status"] == "bestaand").to_numpy(dtype=bool)
    rows = zip(locaties["gemeentecode"], locaties["deelnemende_gemeenten"], existing, strict=True)
    for row, (own, participants, exists) in enumerate(rows):
        listed = [position[code] for code in participants if code in position]
        if exists:
            served[row, listed if len(participants) else [position[own]] if own in position else []] = True
        elif own in position:
            within = (km[row] <= limiet_km) & (regions == regions[position[own]])
            if len(participants):
                within &= np.isin(np.arange(len(codes)), listed)
            served[row] = within

    location, municipality = np.nonzero(served)
    result = pd.DataFrame(
        {
            "locatie": locaties["locatie"].to_numpy(dtype=object)[location],
            "gemeentecode": codes[municipality],
            "km": km[location, municipality],
            "deelname": np.where(existing[location], AFGESPROKEN, AF_TE_SPREKEN).astype(object),
            "boven_limiet": km[location, municipality] > limiet_km,
        }
    ).astype({"locatie": "str", "gemeentecode": "str", "deelname": "str"})
    return result.sort_values(["locatie", "gemeentecode"], kind="stable", ignore_index=True)


def _overridden(
    km: NDArray[np.float64],
    names: NDArray[np.object_],
    own: NDArray[np.object_],
    codes: NDArray[np.object_],
    afstanden: pd.DataFrame,
) -> NDArray[np.float64]:
    """Lay the planner's distances over `km`, the least specific rows first."""
    given = afstanden.loc[afstanden["km"].notna(), ["van", "naar", "km"]]
    given = given.sort_values("km", ascending=False, kind="stable")
    forward = {(str(a), str(b)): float(d) for a, b, d in given.itertuples(index=False)}
    backward = {(b, a): d for (a, b), d in forward.items()}
    result = km.copy()
    columns = {code: index for index, code in enumerate(codes)}
    for labels, table in ((own, backward), (own, forward), (names, backward), (names, forward)):
        lines: dict[str, list[int]] = {}
        for row, label in enumerate(labels):
            lines.setdefault(label, []).append(row)
        for (van, naar), distance in table.items():
            if van in lines and naar in columns:
                result[lines[van], columns[naar]] = distance
    return result
