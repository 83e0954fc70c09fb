"""plan.xlsx: the plan as a workbook, a sheet per question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import xlsxwriter

from plaatsing.taal import N_, _
from plaatsing.uitvoer.blad import Blad, write_sheet
from plaatsing.uitvoer.blad_bezetting import write_occupancy
from plaatsing.uitvoer.blad_gemeenten import write_gemeenten
from plaatsing.uitvoer.blad_samenvatting import write_overview
from plaatsing.uitvoer.blad_uitleg import write_explanation
from plaatsing.uitvoer.kerncijfers import kerncijfers
from plaatsing.uitvoer.kolom import Kolom
from plaatsing.uitvoer.samenvatting import title
from plaatsing.uitvoer.stijl import Stijl
from plaatsing.uitvoer.tabel_doorberekening import DOORBEREKENING
from plaatsing.uitvoer.tabel_huishoudens import PLAATSINGEN, STROMEN
from plaatsing.uitvoer.tabel_overig import DOELEN, LOCATIES, TEKORTEN
from plaatsing.uitvoer.tabel_taakstelling import TAAKSTELLING
from plaatsing.uitvoer.waarschuwingen import tariff_warning
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_VERDICT = Kolom(
    "oordeel",
    "tekst",
    N_("Oordeel"),
    N_("Gehaald, of een tekort aan het eind van het halfjaar; alleen in de werkmap."),
)
_WITH_VERDICT = replace(
    TAAKSTELLING, kolommen=(*TAAKSTELLING.kolommen[:3], _VERDICT, *TAAKSTELLING.kolommen[3:])
)
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(plan: Plan, path: Path) -> None:
    """Write the workbook of `plan`; the same plan gives the same bytes.

    Parameters
    ----------
    plan : Plan
        The plan to show.
    path : Path
        The file to write, in the language spoken now.
    """
    figures = kerncijfers(plan)
    with xlsxwriter.Workbook(str(path), _OPTIONS) as workbook:
        workbook.set_properties(
            {
                "title": title(plan),
                "author": "plaatsing",
                "created": datetime.combine(plan.case.instellingen.start, time()),
            }
        )
        stijl = Stijl(workbook)
        sheets = _sheets(plan, tariff_warning(figures))
        write_overview(workbook, stijl, plan, figures, [blad for blad, _frame in sheets])
        write_gemeenten(workbook, stijl, plan)
        for blad, frame in sheets:
            write_sheet(workbook, stijl, blad, frame)
            if blad.tabel is LOCATIES:
                write_occupancy(workbook, stijl, plan)
        write_explanation(workbook, stijl)


def _sheets(plan: Plan, tariffs: str) -> list[tuple[Blad, pd.DataFrame]]:
    return [
        (
            Blad(
                _WITH_VERDICT,
                _("Wie haalt de taakstelling?"),
                _(TAAKSTELLING.uitleg),
                4,
                "halfjaar",
                _colour_quota,
            ),
            _with_verdict(plan.taakstelling),
        ),
        (
            Blad(
                PLAATSINGEN,
                _("Welk huishouden gaat wanneer waarheen?"),
                _(PLAATSINGEN.uitleg),
                colours=_colour_moves,
            ),
            plan.plaatsingen,
        ),
        (
            Blad(
                LOCATIES,
                _("Welke doorstroomlocaties gaan open, en hoe vol zijn ze?"),
                _(LOCATIES.uitleg),
                colours=_colour_locations,
            ),
            plan.locaties,
        ),
        (
            Blad(STROMEN, _("Hoeveel huishoudens verhuizen er, en wanneer?"), _(STROMEN.uitleg), 2),
            _flows(plan),
        ),
        (Blad(DOORBEREKENING, _("Indicatieve doorberekening (rekenmodel)"), tariffs, 3), plan.doorberekening),
        (
            Blad(TEKORTEN, _("Wat past er niet, en waardoor?"), _(TEKORTEN.uitleg)),
            _named(plan, plan.tekorten, "gemeentecode"),
        ),
        (Blad(DOELEN, _("Waarop is het plan gekozen?"), _(DOELEN.uitleg)), plan.doelen),
    ]


def _with_verdict(taakstelling: pd.DataFrame) -> pd.DataFrame:
    short = taakstelling["tekort"] > 0
    return taakstelling.assign(oordeel=short.map({True: "tekort", False: "gehaald"}))


def _flows(plan: Plan) -> pd.DataFrame:
    named = _named(plan, plan.stromen, "naar", "gemeentecode")
    return named.assign(van=named["van"].replace({"coa": "COA"}))


def _named(plan: Plan, frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Show municipalities by name; whatever is no code stays as it is."""
    names = dict(zip(plan.case.gemeenten["gemeentecode"], plan.case.gemeenten["gemeente"], strict=True))
    return frame.assign(
        **{column: frame[column].map(lambda code: names.get(code, code)) for column in columns}
    )


def _colour_quota(sheet: Any, cells: Callable[[str], str], stijl: Stijl) -> None:
    for word, look in (("tekort", stijl.rood), ("gehaald", stijl.groen)):
        _colour_word(sheet, cells("oordeel"), in_words("oordeel", word), look)


def _colour_moves(sheet: Any, cells: Callable[[str], str], stijl: Stijl) -> None:
    _colour_word(sheet, cells("vorm"), in_words("vorm", "coa"), stijl.rood)
    _colour_positive(sheet, cells("weken_over_termijn"), stijl.geel)


def _colour_locations(sheet: Any, cells: Callable[[str], str], stijl: Stijl) -> None:
    _colour_positive(sheet, cells("boven_capaciteit"), stijl.rood)


def _colour_word(sheet: Any, cells: str, word: str, look: Any) -> None:
    sheet.conditional_format(cells, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look})


def _colour_positive(sheet: Any, cells: str, look: Any) -> None:
    sheet.conditional_format(cells, {"type": "cell", "criteria": ">", "value": 0, "format": look})
