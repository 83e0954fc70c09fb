"""How time and memory grow with the size of a case, a line per solver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PLOTS = (
    ("s_tot_0.10%", "tijd", "seconds to 0.1 % gap"),
    ("geheugen_mb", "geheugen", "peak memory, MB"),
)


def draw(rows: list[dict[str, Any]], uitvoer: Path) -> None:
    """Draw a plot per quantity and length of period; the slowest seed counts, unreached gaps are absent."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "plaatsing"
    from matplotlib import pyplot as plt

    rows = [row for row in rows if row["reeks"] in ("klein", "groot")]
    for column, name, label in PLOTS:
        for period in dict.fromkeys(row["periode"] for row in rows):
            figure, axes = plt.subplots()
            for solver in dict.fromkeys(row["oplosser"] for row in rows):
                found: dict[int, list[float]] = {}
                for row in rows:
                    known = row.get(column) is not None and not row.get("fout")
                    if known and (row["oplosser"], row["periode"]) == (solver, period):
                        found.setdefault(row["omvang"], []).append(row[column])
                sizes = sorted(found)
                axes.plot(sizes, [max(found[size]) for size in sizes], marker="o", label=solver)
            axes.set(xscale="log", yscale="log", xlabel="households", ylabel=label)
            axes.legend()
            path = uitvoer / f"{name}-{period}.svg"
            figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")
            plt.close(figure)
