"""Rebuild the bundled tables that are derived: ``python -m plaatsing.geodata.bouwen``.

``bouwen buren FILE`` derives the neighbours from a boundary file with the column ``statcode``;
``bouwen tegelkaart`` designs the tile map anew from the points and the neighbours.
"""

from __future__ import annotations

import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

from .buren import derive_buren
from .tegelkaart import build_tegelkaart

DATA = Path(__file__).parent / "data"

_GEBRUIK = """gebruik: python -m plaatsing.geodata.bouwen buren BESTAND
         python -m plaatsing.geodata.bouwen tegelkaart
"""


def main(arguments: list[str], folder: Path = DATA) -> int:
    """Rebuild the table that is asked for, in `folder`; return the exit code."""
    match arguments:
        case ["buren", path]:
            _write(folder / "buren.csv", derive_buren(gpd.read_file(path)))
        case ["tegelkaart"]:
            _write(folder / "tegelkaart.csv", build_tegelkaart())
        case _:
            sys.stderr.write(_GEBRUIK)
            return 2
    return 0


def _write(path: Path, table: pd.DataFrame) -> None:
    path.write_bytes(table.to_csv(index=False, lineterminator="\n").encode())
    sys.stdout.write(f"{path.name}: {len(table)} rijen\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
