"""The regions of every municipality, from "Gebieden in Nederland" of any year."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from .bestand import StatlineError, read_export

# What the codes in a column begin with, and what such regions are called here.
_KINDS = {
    "PV": ("provinciecode", "provincie"),
    "AM": ("arbeidsmarktregiocode", "arbeidsmarktregio"),
    "VR": ("veiligheidsregiocode", "veiligheidsregio"),
    "CR": ("coropcode", "corop"),
    "GG": ("ggdcode", "ggd"),
}
_PROVINCIE = _KINDS["PV"]
_CODE = re.compile(r"Code_(\d+)")


def read_indeling(path: str | Path) -> pd.DataFrame:
    """Read the regions of every municipality from an export of "Gebieden in Nederland".

    The numbers of its columns move from year to year, so each pair of code and name is told by
    what its codes begin with.

    Parameters
    ----------
    path : str or Path
        The export (CSV with codes), unchanged.

    Returns
    -------
    pandas.DataFrame
        A row per municipality, sorted: ``gemeentecode``, ``gemeente``, then code and name of
        province, labour-market region, safety region, COROP region and GGD region, and ``inwoners``
        (Int64). What the export lacks is ``""``, the name included, or ``<NA>``; the province
        is always there.

    Raises
    ------
    StatlineError
        If it is another file, a municipality lacks its province or is there twice.
    """
    bestand = str(path)
    table = read_export(path)
    table = table[table["RegioS"].str.fullmatch(r"GM\d{4}")].sort_values("RegioS", ignore_index=True)
    pairs = _pairs(table)
    if table.empty or "PV" not in pairs:
        expected = 'verwacht een export van "Gebieden in Nederland", met gemeenten en hun provincies'
        raise StatlineError(bestand, expected, gevonden=", ".join(table.columns)[:80])
    double = table["RegioS"].duplicated()
    if double.any():
        code = table.loc[double, "RegioS"].iloc[0]
        expected = "deze gemeente staat er meer keer; verwacht een regel per gemeente"
        raise StatlineError(bestand, expected, gevonden=code)
    result = pd.DataFrame({"gemeentecode": table["RegioS"], "gemeente": ""})
    if own := pairs.get("GM", ("", ""))[1]:
        result["gemeente"] = table[own]
    for prefix, names in _KINDS.items():
        for name, column in zip(names, pairs.get(prefix, ("", "")), strict=True):
            result[name] = table[column] if column else ""
    without = result.loc[result[_PROVINCIE[0]] == "", "gemeentecode"]
    if len(without):
        raise StatlineError(bestand, f"de provincie van {without.iloc[0]} ontbreekt in deze export")
    people = next((name for name in map(str, table) if name.rsplit("_", 1)[0] == "Inwonertal"), None)
    figures = pd.Series(pd.NA, index=table.index) if people is None else table[people]
    result["inwoners"] = pd.to_numeric(figures, errors="coerce").round().astype("Int64")
    return result.astype({name: "str" for name in result if name != "inwoners"})


def _pairs(table: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Return per prefix the column with such codes and the one with their names."""
    columns = list(table.columns)
    found: dict[str, tuple[str, str]] = {}
    for place, column in enumerate(columns):
        match = _CODE.fullmatch(column)
        if match is None:
            continue
        prefixes = {text[:2] for text in table[column] if text}
        if len(prefixes) != 1:
            continue
        number = int(match.group(1))
        near = [f"Naam_{number}", f"Naam_{number + 1}", *columns[place + 1 : place + 2]]
        name = next((name for name in near if name in columns and name.startswith("Naam_")), "")
        found.setdefault(prefixes.pop(), (column, name))
    return found
