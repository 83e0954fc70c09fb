"""How time and memory grow with the size of a case, a line per solver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PLOTS = (
    ("s_tot_0.10%", "tijd", "seconds to 0.1 % gap"),
    ("geheugen_mb", "geheugen", "peak memory, MB"),
)

Row = dict[str, Any]
Line = dict[int, float]


def draw(rows: list[Row], uitvoer: Path) -> None:
    """Draw a plot per quantity and length of period, where there is something to draw."""
    rows = [row for row in rows if row["reeks"] in ("klein", "groot") and not row.get("fout")]
    for column, name, label in PLOTS:
        for period in dict.fromkeys(row["periode"] for row in rows):
            lines = growth([row for row in rows if row["periode"] == period], column)
            if lines:
                _plot(lines, label, uitvoer / f"{name}-{period}.svg")


def growth(rows: list[Row], column: str) -> dict[str, Line]:
    """Return per solver the slowest or largest seed by number of households, where it got there."""
    lines: dict[str, Line] = {}
    for row in rows:
        if row.get(column) is not None:
            line = lines.setdefault(row["oplosser"], {})
            line[row["omvang"]] = max(line.get(row["omvang"], 0.0), row[column])
    return lines


def _plot(lines: dict[str, Line], label: str, path: Path) -> None:
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "plaatsing"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots()
    for solver, line in lines.items():
        sizes = sorted(line)
        axes.plot(sizes, [line[size] for size in sizes], marker="o", label=solver)
    axes.set(xscale="log", yscale="log", xlabel="households", ylabel=label)
    axes.legend()
    figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")
    plt.close(figure)
