"""Make the table `afstanden` of a case from the answers of a local OSRM server.

    python examples/osrm_afstanden.py CASUS [--server http://127.0.0.1:5000] [-o afstanden.csv]

The distance and driving time from every doorstroomlocatie and reception site to every municipality of the
case go into a CSV file; put it in the folder of the case. Points leave this machine only if the server
given is another machine.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from plaatsing import read_case
from plaatsing.problemen import CaseError

PER_REQUEST = 50
"""Places per side of a request: OSRM refuses more than a hundred together by default."""


def places(table: pd.DataFrame, name: str) -> list[tuple[str, float, float]]:
    """Return name, longitude and latitude of the rows that have a point in RD New."""
    known = table[table["x_rd"].notna() & table["y_rd"].notna()]
    points = gpd.GeoSeries(gpd.points_from_xy(known["x_rd"], known["y_rd"]), crs="EPSG:28992").to_crs(4326)
    return list(zip(known[name], points.x, points.y, strict=True))


def ask(server: str, van: list[Any], naar: list[Any]) -> dict[str, Any]:
    """Return the answer of OSRM's table service for some places."""
    points = ";".join(f"{x:.6f},{y:.6f}" for _, x, y in (*van, *naar))
    sources = ";".join(map(str, range(len(van))))
    targets = ";".join(map(str, range(len(van), len(van) + len(naar))))
    url = f"{server.rstrip('/')}/table/v1/driving/{points}"
    url += f"?sources={sources}&destinations={targets}&annotations=duration,distance"
    with urllib.request.urlopen(url, timeout=60) as stream:
        answer: dict[str, Any] = json.load(stream)
    if answer.get("code") != "Ok":
        raise ValueError(f"de server antwoordt {answer.get('code')}")
    return answer


def rows(server: str, van: list[Any], naar: list[Any]) -> Iterator[tuple[str, str, float, float]]:
    """Yield from, to, km and minutes of every pair that has a route."""
    for i in range(0, len(van), PER_REQUEST):
        for j in range(0, len(naar), PER_REQUEST):
            some, others = van[i : i + PER_REQUEST], naar[j : j + PER_REQUEST]
            answer = ask(server, some, others)
            for origin, metres, seconds in zip(some, answer["distances"], answer["durations"], strict=True):
                for target, distance, duration in zip(others, metres, seconds, strict=True):
                    if distance is not None and duration is not None:
                        yield origin[0], target[0], distance / 1000, duration / 60


def main() -> int:
    """Write the table and say how many pairs it has."""
    parser = argparse.ArgumentParser(description="Maak de tabel afstanden met een lokale OSRM-server.")
    parser.add_argument("casus", type=Path)
    parser.add_argument("--server", default="http://127.0.0.1:5000")
    parser.add_argument("-o", "--uitvoer", type=Path, default=Path("afstanden.csv"))
    chosen = parser.parse_args()
    try:
        case = read_case(chosen.casus)
    except CaseError as error:
        print(error, file=sys.stderr)
        return 2
    van = places(case.doorstroomlocaties, "locatie") + places(case.coa_locaties, "coa_locatie")
    naar = places(case.gemeenten, "gemeentecode")
    try:
        found = list(rows(chosen.server, van, naar))
    except (urllib.error.URLError, OSError, ValueError, KeyError) as error:
        print(f"{chosen.server} geeft geen afstanden: {error}", file=sys.stderr)
        return 2
    with chosen.uitvoer.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["van", "naar", "km", "minuten"])
        for name, code, km, minutes in found:
            writer.writerow([name, code, f"{km:.1f}".replace(".", ","), f"{minutes:.0f}"])
    without = len(van) * len(naar) - len(found)
    print(f"{chosen.uitvoer}: {len(found)} afstanden, {without} paren zonder route")
    return 0


if __name__ == "__main__":
    sys.exit(main())
