"""plan.xlsx: the plan as a workbook, a sheet per question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import xlsxwriter

from plaatsing.taal import N_, _
from plaatsing.uitvoer.afgeleid import AFGELEID, afgeleide_tabellen
from plaatsing.uitvoer.blad import Blad, write_sheet
from plaatsing.uitvoer.blad_bezetting import write_occupancy
from plaatsing.uitvoer.blad_gemeenten import write_gemeenten
from plaatsing.uitvoer.blad_samenvatting import write_overview
from plaatsing.uitvoer.blad_uitleg import Uitgelegd, write_explanation
from plaatsing.uitvoer.kerncijfers import kerncijfers
from plaatsing.uitvoer.kolom import Kolom
from plaatsing.uitvoer.samenvatting import title
from plaatsing.uitvoer.stijl import Stijl
from plaatsing.uitvoer.tabel_boek import ACHTERSTAND, GEMIST, OP_SCHEMA, UITRUILADVIES
from plaatsing.uitvoer.tabel_dekking import DEKKING
from plaatsing.uitvoer.tabel_doorberekening import DOORBEREKENING
from plaatsing.uitvoer.tabel_geld import BETALERS, NETTO
from plaatsing.uitvoer.tabel_huishoudens import PLAATSINGEN, STROMEN
from plaatsing.uitvoer.tabel_overig import DOELEN, LOCATIES, TEKORTEN
from plaatsing.uitvoer.tabel_taakstelling import TAAKSTELLING
from plaatsing.uitvoer.tabel_waarde import WAARDE
from plaatsing.uitvoer.tabellen import TABELLEN
from plaatsing.uitvoer.volgorde import order_note
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
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_workbook(plan: Plan, path: Path, afgeleid: Mapping[str, pd.DataFrame] | None = None) -> None:
    """Write the workbook of `plan`, for the planner; the same plan gives the same bytes.

    It names households: for other readers there is `plaatsing.uitvoer.rapportboek`.

    Parameters
    ----------
    plan : Plan
        The plan to show.
    path : Path
        The file to write, in the language spoken now.
    afgeleid : mapping of str to DataFrame, optional
        The derived tables, where they are there already.
    """
    derived = afgeleide_tabellen(plan) if afgeleid is None else afgeleid
    figures = kerncijfers(plan)
    with xlsxwriter.Workbook(str(path), OPTIONS) as workbook:
        workbook.set_properties(
            {
                "title": title(plan),
                "author": "plaatsing",
                "created": datetime.combine(plan.case.instellingen.start, time()),
            }
        )
        stijl = Stijl(workbook)
        sheets = _sheets(plan, tariff_warning(figures), derived)
        write_overview(workbook, stijl, plan, figures, [blad for blad, _frame in sheets])
        write_gemeenten(workbook, stijl, plan)
        for blad, frame in sheets:
            write_sheet(workbook, stijl, blad, frame)
            if blad.tabel is LOCATIES:
                write_occupancy(workbook, stijl, plan)
        tables = [Uitgelegd("", f"{tabel.naam}.csv", tabel) for tabel in (*TABELLEN, *AFGELEID)]
        write_explanation(workbook, stijl, tables)


def _sheets(plan: Plan, tariffs: str, derived: Mapping[str, pd.DataFrame]) -> list[tuple[Blad, pd.DataFrame]]:
    """Return every sheet with its rows: the answer first, then who and where, then money and reasons."""
    own = _own_sheets(plan, tariffs)
    shown = {**derived, DEKKING.naam: _with_unlinked(derived[DEKKING.naam])}
    found = {blad.tabel.naam: (blad, shown[blad.tabel.naam]) for blad in _derived_sheets(order_note(plan))}
    found |= {blad.tabel.naam: (blad, frame) for blad, frame in own}
    return [found[tabel.naam] for tabel in _ORDER]


def _derived_sheets(order: str) -> list[Blad]:
    """Return the sheets of the derived tables; `order` says what amounts mean where goals have an order."""
    return [
        Blad(
            OP_SCHEMA,
            _("Wie ligt op schema, maand voor maand?"),
            _(OP_SCHEMA.uitleg),
            4,
            colours=_colour_schedule,
        ),
        Blad(ACHTERSTAND, _("Hoe oud is de achterstand?"), _(ACHTERSTAND.uitleg), 2, totaal=False),
        Blad(GEMIST, _("Wie mist de taakstelling opnieuw?"), _(GEMIST.uitleg), 3, colours=_colour_missed),
        Blad(
            UITRUILADVIES,
            _("Wie kan met wie ruilen?"),
            _(UITRUILADVIES.uitleg),
            4,
            "halfjaar",
            colours=_colour_swap,
        ),
        Blad(
            DEKKING,
            _("Wie heeft een plek binnen bereik?"),
            _(DEKKING.uitleg),
            2,
            "regiocode",
            _colour_coverage,
            alles=True,
        ),
        Blad(
            WAARDE,
            _("Wat zou het meest helpen?"),
            f"{_(WAARDE.uitleg)} {order}".rstrip(),
            3,
            colours=_colour_value,
        ),
        Blad(BETALERS, _("Wie betaalt wat?"), _(BETALERS.uitleg), 4),
        Blad(NETTO, _("Wat kost het plan elke gemeente netto?"), _(NETTO.uitleg), 3),
    ]


def _own_sheets(plan: Plan, tariffs: str) -> list[tuple[Blad, pd.DataFrame]]:
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


_ORDER = (
    TAAKSTELLING,
    OP_SCHEMA,
    GEMIST,
    ACHTERSTAND,
    UITRUILADVIES,
    PLAATSINGEN,
    LOCATIES,
    STROMEN,
    DEKKING,
    TEKORTEN,
    WAARDE,
    DOORBEREKENING,
    BETALERS,
    NETTO,
    DOELEN,
)


def _with_verdict(taakstelling: pd.DataFrame) -> pd.DataFrame:
    short = taakstelling["tekort"] > 0
    return taakstelling.assign(oordeel=short.map({True: "tekort", False: "gehaald"}))


def _with_unlinked(coverage: pd.DataFrame) -> pd.DataFrame:
    """Name the row of people whom the plan links nowhere."""
    unlinked = coverage["gemeentecode"] == ""
    return coverage.assign(gemeente=coverage["gemeente"].mask(unlinked, _("niet gekoppeld")))


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


def _colour_schedule(sheet: Any, cells: Callable[[str], str], stijl: Stijl) -> None:
    for word, look in (("nee", stijl.rood), ("ja", stijl.groen), ("onbekend", stijl.geel)):
        _colour_word(sheet, cells("op_schema"), in_words("op_schema", word), look)


def _colour_missed(sheet: Any, cells: Callable[[str], str], stijl: Stijl) -> None:
    _colour_positive(sheet, cells("gemist_op_rij"), stijl.rood)


def _colour_swap(sheet: Any, cells: Callable[[str], str], stijl: Stijl) -> None:
    sheet.conditional_format(
        cells("uitruil"), {"type": "cell", "criteria": "!=", "value": 0, "format": stijl.geel}
    )


def _colour_coverage(sheet: Any, cells: Callable[[str], str], stijl: Stijl) -> None:
    for word, look in (
        ("gedekt", stijl.groen),
        ("afstand", stijl.rood),
        ("capaciteit", stijl.geel),
        ("beide", stijl.rood),
    ):
        _colour_word(sheet, cells("oordeel"), in_words("oordeel_dekking", word), look)


def _colour_value(sheet: Any, cells: Callable[[str], str], _stijl: Stijl) -> None:
    sheet.conditional_format(cells("waarde_euro"), {"type": "data_bar", "bar_color": "#B8C4D2"})


def _colour_locations(sheet: Any, cells: Callable[[str], str], stijl: Stijl) -> None:
    _colour_positive(sheet, cells("boven_capaciteit"), stijl.rood)


def _colour_word(sheet: Any, cells: str, word: str, look: Any) -> None:
    sheet.conditional_format(cells, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look})


def _colour_positive(sheet: Any, cells: str, look: Any) -> None:
    sheet.conditional_format(cells, {"type": "cell", "criteria": ">", "value": 0, "format": look})
