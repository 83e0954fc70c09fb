"""A picture of the tile map, coloured by province."""

from __future__ import annotations

import sys
from html import escape

import geopandas as gpd
import numpy as np
import shapely

from .gemeenten import gemeenten
from .tegelkaart import tegels

# Twelve light tones on which dark letters stay readable; provinces side by side differ.
_KLEUREN = (
    *("#8fb8de", "#f6c26b", "#e39b8f", "#8fcfc0", "#b5d27c", "#f2dc7e"),
    *("#c3a9d6", "#f4b8c6", "#c9ab8a", "#8fc7d4", "#dd9fbf", "#a9c2ec"),
)
_PIXELS = 44 / 10_700


def tegelkaart_svg() -> str:
    """Return the tile map as SVG text: a hexagon per municipality with its name, coloured by province."""
    table = gpd.GeoDataFrame(gemeenten().merge(tegels(), on="gemeentecode", validate="1:1"))
    colours = dict(zip(sorted(set(table["provinciecode"])), _KLEUREN, strict=True))
    left, low, right, high = tegels().total_bounds
    margin = 12
    width, height = ((right - left) * _PIXELS + 2 * margin, (high - low) * _PIXELS + 2 * margin)
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="DejaVu Sans, sans-serif">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
    ]
    shapes = np.array(table.geometry)
    columns = (table["gemeente"].astype(str), table["provinciecode"].astype(str), shapes)
    for full_name, province, shape in zip(*columns, strict=True):
        corners = [
            ((x - left) * _PIXELS + margin, (high - y) * _PIXELS + margin)
            for x, y in shapely.get_coordinates(shape)[:-1].tolist()
        ]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        middle_x = (shape.centroid.x - left) * _PIXELS + margin
        middle_y = (high - shape.centroid.y) * _PIXELS + margin
        name = full_name.partition(" (")[0]
        short = name if len(name) <= 9 else name[:8].rstrip(" -") + "."
        lines.append(
            f'<polygon points="{points}" fill="{colours[province]}" stroke="#ffffff" '
            f'stroke-width="1.5"><title>{escape(name)}</title></polygon>'
            f'<text x="{middle_x:.1f}" y="{middle_y + 2.6:.1f}" font-size="7.4" fill="#26323d" '
            f'text-anchor="middle">{escape(short)}</text>'
        )
    return "\n".join([*lines, "</svg>"]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(tegelkaart_svg())
