"""The first sheet of the workbook: the answers in figures and words, and where to find more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from plaatsing.taal import _
from plaatsing.uitvoer.blad import Blad
from plaatsing.uitvoer.grafiek import add_quota_chart
from plaatsing.uitvoer.kerncijfers import Kerncijfers
from plaatsing.uitvoer.kolom import Soort
from plaatsing.uitvoer.samenvatting import (
    charge_lines,
    location_lines,
    period_line,
    person_lines,
    quota_lines,
    shortage_lines,
    status_lines,
    title,
)
from plaatsing.uitvoer.stijl import Stijl
from plaatsing.uitvoer.waarschuwingen import plan_warnings

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_Figure = tuple[str, Any, Soort | Literal["aandeel"]]
_TEXT_WIDTH = 92


def write_overview(
    workbook: Any, stijl: Stijl, plan: Plan, figures: Kerncijfers, sheets: Sequence[Blad]
) -> None:
    """Add the sheet with status, key figures, shortages, warnings and links to the other sheets."""
    sheet = workbook.add_worksheet(_("Samenvatting"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, _TEXT_WIDTH)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, title(plan), stijl.titel)
    sheet.write_string(1, 0, period_line(plan), stijl.noot)
    row = _write_figures(sheet, 3, stijl, _key_figures(plan, figures))
    row = _write_texts(sheet, row + 1, stijl, _("Toelichting"), _sentences(plan, figures))
    row = _write_texts(sheet, row + 1, stijl, _("Tekorten"), [("", text) for text in shortage_lines(plan)])
    row = _write_texts(
        sheet, row + 1, stijl, _("Let op"), [("", text) for text in plan_warnings(plan, figures)]
    )
    row = _write_links(sheet, row + 1, stijl, sheets)
    add_quota_chart(workbook, sheet, plan, row + 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_footer("&L&8&A&R&8&P / &N")
    sheet.activate()


def _key_figures(plan: Plan, figures: Kerncijfers) -> list[_Figure]:
    rows: list[_Figure] = [
        (_("Status"), status_lines(plan)[0], "tekst"),
        (_("Doelwaarde"), plan.objective, "euro"),
        (_("Bewezen ondergrens"), plan.bound, "euro"),
        (_("Bewezen afstand tot het beste plan"), plan.gap, "aandeel"),
        (_("Personen geplaatst"), figures.personen_geplaatst, "geheel"),
        (_("Personen nog in COA"), figures.personen_in_coa, "geheel"),
    ]
    for stand in figures.halfjaren:
        rows += [
            (
                _("Taakstelling gehaald {halfjaar}").format(halfjaar=stand.halfjaar),
                quota_count(stand.gehaald, stand.gemeenten),
                "tekst",
            ),
            (_("Tekort {halfjaar}, personen").format(halfjaar=stand.halfjaar), stand.tekort, "geheel"),
        ]
    return [
        *rows,
        (_("Kandidaat-locaties geopend"), quota_count(len(figures.geopend), figures.kandidaten), "tekst"),
        (_("Indicatieve doorberekening"), figures.doorberekening_cent / 100, "euro"),
        (_("Risico bij voorgestelde koppelingen"), figures.risico_cent / 100, "euro"),
    ]


def quota_count(part: int, whole: int) -> str:
    """Say ``7 van 12``."""
    return _("{deel} van {geheel}").format(deel=part, geheel=whole)


def _sentences(plan: Plan, figures: Kerncijfers) -> list[tuple[str, str]]:
    blocks = (
        (_("Kwaliteit"), status_lines(plan)[1:]),
        (_("Personen"), person_lines(plan, figures)),
        (_("Taakstelling"), quota_lines(figures)),
        (_("Locaties"), location_lines(figures)),
        (_("Doorberekening"), charge_lines(figures)),
    )
    return [
        (label if place == 0 else "", text) for label, texts in blocks for place, text in enumerate(texts)
    ]


def _write_figures(sheet: Any, row: int, stijl: Stijl, figures: Sequence[_Figure]) -> int:
    row = _heading(sheet, row, stijl, _("Kerncijfers"))
    for label, value, soort in figures:
        sheet.write_string(row, 0, label, stijl.tekst)
        if soort == "tekst":
            sheet.write_string(row, 1, value, stijl.cijfer["tekst"])
        else:
            look = stijl.aandeel_links if soort == "aandeel" else stijl.cijfer[soort]
            _write_known(sheet, row, value, look)
        row += 1
    return row


def _write_known(sheet: Any, row: int, value: float, look: Any) -> None:
    """Write a number; one that is not finite was never proven."""
    if math.isfinite(value):
        sheet.write_number(row, 1, value, look)
    else:
        sheet.write_string(row, 1, _("onbekend"), look)


def _write_texts(sheet: Any, row: int, stijl: Stijl, heading: str, texts: Sequence[tuple[str, str]]) -> int:
    if not texts:
        return row - 1
    row = _heading(sheet, row, stijl, heading)
    for label, text in texts:
        sheet.write_string(row, 0, label, stijl.tekst)
        sheet.write_string(row, 1, text, stijl.lange_tekst)
        sheet.set_row(row, 14 * (1 + len(text) // 108))
        row += 1
    return row


def _write_links(sheet: Any, row: int, stijl: Stijl, sheets: Sequence[Blad]) -> int:
    row = _heading(sheet, row, stijl, _("Bladen"))
    entries = [(_("Per gemeente"), _("Wat betekent het plan voor elke gemeente?"))]
    entries += [(blad.bladnaam, blad.titel) for blad in sheets]
    entries.append((_("Uitleg"), _("Wat staat waar?")))
    for name, question in entries:
        sheet.write_url(row, 0, f"internal:'{name}'!A1", stijl.link, name)
        sheet.write_string(row, 1, question, stijl.tekst)
        row += 1
    return row


def _heading(sheet: Any, row: int, stijl: Stijl, text: str) -> int:
    sheet.write_string(row, 0, text, stijl.kop)
    sheet.write_blank(row, 1, None, stijl.kop)
    return row + 1
