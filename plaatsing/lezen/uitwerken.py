"""From the tables as given to the complete frames of a case."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from plaatsing.aantallen import expand
from plaatsing.lezen.tabel import complete
from plaatsing.schema import TABELLEN

KOPPELDAGEN = 14
"""Days between permit and koppeling where a koppeling has no date."""

_KENMERKEN = ("gemeente", "provinciecode", "arbeidsmarktregiocode", "veiligheidsregiocode")


def own_municipalities(given: pd.DataFrame) -> pd.DataFrame:
    """Return the municipalities that a table with its own codes defines, sorted by code."""
    table = complete(given, TABELLEN["gemeenten"])
    columns = ["gemeentecode", *_KENMERKEN, "inwoners", "x_rd", "y_rd"]
    own = table[columns].drop_duplicates("gemeentecode")
    own = own.assign(
        gemeente=own["gemeente"].where(own["gemeente"] != "", own["gemeentecode"]),
        inwoners=own["inwoners"].fillna(0).astype("int64"),
    )
    return own.sort_values("gemeentecode", kind="stable", ignore_index=True)


def gemeenten_frame(
    reference: pd.DataFrame, codes: tuple[str, ...], given: pd.DataFrame | None, start: date
) -> pd.DataFrame:
    """Return a row per municipality of the area, with what the table ``gemeenten`` says of it.

    Parameters
    ----------
    reference : DataFrame
        The bundled municipalities, or the case's own.
    codes : tuple of str
        Municipalities of the area, sorted.
    given : DataFrame or None
        The table ``gemeenten`` as read.
    start : date
        Start of the plan: the balance's date where none is given.
    """
    schema = TABELLEN["gemeenten"]
    area = reference[reference["gemeentecode"].isin(codes)].set_index("gemeentecode").sort_index()
    rows = pd.DataFrame({"gemeentecode": list(area.index)}) if given is None else given
    rows = rows[rows["gemeentecode"].isin(codes)].drop_duplicates("gemeentecode")
    aligned = rows.set_index("gemeentecode").reindex(area.index).reset_index()
    for column in schema.columns:
        if column.name in aligned and column.name != "gemeentecode":
            aligned[column.name] = _emptied(aligned[column.name], column.is_list, rows[column.name])
    aligned["gemeentecode"] = aligned["gemeentecode"].astype("str")
    frame = complete(aligned, schema)
    for name in _KENMERKEN:
        frame[name] = area[name].astype("str").array
    frame["inwoners"] = (
        frame["inwoners"].fillna(area["inwoners"].reset_index(drop=True)).astype("int64").array
    )
    for name in ("x_rd", "y_rd"):
        point = area[name].to_numpy(dtype=np.float64)
        frame[name] = np.where(frame[name].isna(), point, frame[name])
    frame["stand_per"] = frame["stand_per"].fillna(pd.Timestamp(start)).astype("datetime64[s]")
    return frame


def _emptied(cells: Any, is_list: bool, given: Any) -> Any:
    """Give municipalities without a row an empty cell of the column's own type."""
    if is_list:
        return cells.map(lambda cell: cell if isinstance(cell, tuple) else ())
    if isinstance(given.dtype, pd.StringDtype):
        return cells.fillna("")
    return cells.astype(given.dtype)


def huishoudens_frame(
    households: pd.DataFrame | None, aantallen: pd.DataFrame | None, coa: pd.DataFrame, start: date
) -> pd.DataFrame:
    """Return all households, those given first and then the rekenhuishoudens.

    Parameters
    ----------
    households, aantallen : DataFrame or None
        The tables as read.
    coa : DataFrame
        The complete table ``coa_locaties``.
    start : date
        Start of the plan.
    """
    schema = TABELLEN["huishoudens"]
    parts = []
    if households is not None:
        parts.append(complete(households, schema).assign(rekenhuishouden=False))
    if aantallen is not None:
        expanded = expand(complete(aantallen, TABELLEN["aantallen"]), start)
        parts.append(complete(expanded, schema).assign(rekenhuishouden=True))
    frame = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0].reset_index(drop=True)
    rooms = (frame["personen"] + 1) // 2
    frame["slaapkamers"] = frame["slaapkamers"].fillna(rooms.astype("Int64")).astype("int64")
    linked = (frame["koppelgemeente"] != "") & frame["koppeldatum"].isna()
    assumed = frame["vergunningdatum"] + pd.Timedelta(days=KOPPELDAGEN)
    frame["koppeldatum"] = frame["koppeldatum"].where(~linked, assumed).astype("datetime64[s]")
    kinds = dict(zip(coa["coa_locatie"], coa["soort"], strict=True))
    frame["soort_opvang"] = pd.array(
        [kinds.get(site, "regulier") for site in frame["coa_locatie"]], dtype="str"
    )
    names = list(schema.names)
    names.insert(names.index("coa_locatie") + 1, "soort_opvang")
    return frame[[*names, "rekenhuishouden"]]


def located(frame: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Give sites without a point that of their municipality."""
    points = reference.set_index("gemeentecode")
    placed = frame.copy()
    missing = placed["x_rd"].isna() | placed["y_rd"].isna()
    for name in ("x_rd", "y_rd"):
        placed[name] = placed[name].where(~missing, placed["gemeentecode"].map(points[name]))
    return placed
