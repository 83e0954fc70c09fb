"""The sheet with the occupancy of every location in use, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_range

from plaatsing.taal import _, format_date
from plaatsing.uitvoer.blad import set_print
from plaatsing.uitvoer.stijl import Stijl

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_HEADER, _FIRST = 3, 3


def write_occupancy(workbook: Any, stijl: Stijl, plan: Plan) -> None:
    """Add a sheet with a row per location in use and a column per period, in persons."""
    sheet = workbook.add_worksheet(_("Bezetting"))
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, _("Hoe vol zijn de locaties, periode voor periode?"), stijl.titel)
    sheet.write_string(
        1,
        0,
        _("Personen per periode, genoemd naar de laatste dag; locaties die dicht blijven staan er niet bij."),
        stijl.noot,
    )
    used = plan.locaties[plan.locaties["geopend"]]
    headings = [_("Locatie"), _("Gemeente"), _("Capaciteit")]
    headings += [format_date(periode.tot) for periode in plan.case.perioden]
    headings.append(_("nacht na het plan"))
    for place, heading in enumerate(headings):
        sheet.write_string(_HEADER, place, heading, stijl.kolomkop)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 11)
    sheet.set_column(_FIRST, len(headings) - 1, 7)
    sheet.set_row(_HEADER, 44)
    row = _HEADER
    for locatie, rows in used.groupby("locatie", sort=True):
        row += 1
        capacity = int(rows["capaciteit"].max())
        sheet.write_string(row, 0, str(locatie), stijl.label)
        sheet.write_string(row, 1, str(rows["gemeente"].iloc[0]), stijl.tekst)
        sheet.write_number(row, 2, capacity, stijl.cel["geheel"])
        for periode, persons in zip(rows["periode"], rows["personen"], strict=True):
            sheet.write_number(row, _FIRST + int(periode) - 1, int(persons), stijl.cel["geheel"])
        sheet.conditional_format(
            xl_range(row, _FIRST, row, len(headings) - 1),
            {
                "type": "2_color_scale",
                "min_type": "num",
                "min_value": 0,
                "min_color": "#FFFFFF",
                "max_type": "num",
                "max_value": max(1, capacity),
                "max_color": "#7FA7D0",
            },
        )
    if row == _HEADER:
        sheet.write_string(_HEADER + 1, 0, _("Het plan gebruikt geen doorstroomlocaties."), stijl.tekst)
    sheet.freeze_panes(_HEADER + 1, _FIRST)
    set_print(sheet, _HEADER)
