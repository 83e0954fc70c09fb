"""The chart of the first sheet: task and expectation per municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaatsing.taal import _
from plaatsing.uitvoer.blad import first_data_row
from plaatsing.uitvoer.tabel_taakstelling import TAAKSTELLING

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_MOST_GEMEENTEN = 40


def add_quota_chart(workbook: Any, sheet: Any, plan: Plan, row: int) -> None:
    """Draw what each municipality has to house and what is expected, where that fits in one chart.

    Only a plan with one half-year and at most forty municipalities gets a chart: more does not read.
    """
    table = plan.taakstelling
    if table.empty or table["halfjaar"].nunique() != 1 or len(table) > _MOST_GEMEENTEN:
        return
    names = TAAKSTELLING.namen
    first = first_data_row(1)
    last = first + len(table) - 1
    name = _(TAAKSTELLING.titel)
    chart = workbook.add_chart({"type": "bar"})
    for column, label, colour in (
        ("gecorrigeerd", _("te huisvesten"), "#B8C4D2"),
        ("verwacht", _("verwacht"), "#154273"),
    ):
        place = names.index(column) + 1
        chart.add_series(
            {
                "name": label,
                "categories": [name, first, 1, last, 1],
                "values": [name, first, place, last, place],
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    chart.set_title({"name": _("Te huisvesten en verwacht, personen"), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis(
        {"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 900, "height": 120 + 30 * len(table)})
    sheet.insert_chart(row, 0, chart)
