"""An empty case in which every table, column and setting is explained."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from plaatsing.geodata import gemeenten
from plaatsing.instellingen import Instellingen, Vg
from plaatsing.lezen.codes import Gemeentecodes
from plaatsing.lezen.formaat import CASUSFORMAAT, SLEUTEL
from plaatsing.lezen.map import PLAN_BESTAND
from plaatsing.lezen.opbouw import read_area
from plaatsing.lezen.plan import as_typed, check_plan
from plaatsing.lezen.schrijven import (
    WERKMAP_EIGENSCHAPPEN,
    csv_bytes,
    flat,
    toml_value,
    write_folder,
    write_sheet,
    write_workbook,
)
from plaatsing.lezen.tabel import complete
from plaatsing.lezen.xlsx_bestand import PLAN, UITLEG
from plaatsing.problemen import CaseError
from plaatsing.schema import TABELLEN, Column

LEESMIJ = "LEESMIJ.md"

_FORMAAT_UITLEG = "Versie van de vorm van deze casus; laat deze staan."

_SOORT = {
    "id": "kenmerk",
    "text": "tekst",
    "gemeente": "gemeente",
    "gemeente_list": "gemeenten, met | ertussen",
    "regio": "arbeidsmarktregio",
    "regio_list": "arbeidsmarktregio's, met | ertussen",
    "choice": "keuze",
    "choice_list": "keuzes, met | ertussen",
    "integer": "geheel getal",
    "number": "getal",
    "euro": "bedrag in euro",
    "date": "datum",
    "month": "maand",
    "bool": "ja of nee",
    "halfjaar": "halfjaar",
}
_KOPPEN = ("tabel", "kolom", "verplicht", "soort", "standaard", "uitleg", "explanation")
_INLEIDING = """# Een casus voor plaatsing

Vul de tabellen in deze map en draai daarna `plaatsing check` en `plaatsing solve`. Nodig zijn plan.toml,
woningaanbod en huishoudens (of aantallen, of beide); de andere tabellen zijn vrij en mogen weg.

- Bestanden zijn CSV met `;` of `,` ertussen, getallen mogen een decimale komma hebben.
- Datums zijn 2025-07-01, 01-07-2025 of 1 juli 2025. Gemeenten zijn een CBS-code (GM0106, 0106) of een naam.
- Waar meer waarden in een cel horen, staat er `|` tussen: `Assen|Meppel`.
- Schrijf van huishoudens alleen een pseudoniem op, nooit een naam, V-nummer of BSN. Kolommen over
  nationaliteit, taal, religie of geslacht worden geweigerd.
"""


def write_template(
    path: str | Path,
    xlsx: bool = False,
    *,
    regio: str = "Drenthe",
    halfjaar: str = "2025-II",
    vervang: bool = False,
) -> Path:
    """Write an empty case: every table with its columns, every setting, and what they mean.

    Parameters
    ----------
    path : str or Path
        Folder to make, or workbook.
    xlsx : bool
        Whether to write a workbook; ``.xlsx`` is added to `path` where it lacks.
    regio : str
        The area: a province, region or municipality by name or code, or ``nederland``.
    halfjaar : str
        The half-year of the plan.
    vervang : bool
        Whether an existing case may be replaced.

    Returns
    -------
    Path
        What was written.

    Raises
    ------
    CaseError
        If the area or half-year is unknown, something stands at `path` already, or it cannot be
        written.
    """
    settings = _settings(regio, halfjaar)
    place = Path(path)
    if xlsx or place.suffix.lower() == ".xlsx":
        place = place if place.suffix.lower() == ".xlsx" else place.with_name(f"{place.name}.xlsx")
        return write_workbook(place, {place.name: _workbook(settings)}, vervang=vervang)
    files = {PLAN_BESTAND: plan_text(settings).encode(), LEESMIJ: leesmij().encode()}
    for name, table in TABELLEN.items():
        files[f"{name}.csv"] = csv_bytes(complete(_empty(), table))
    return write_folder(place, files, vervang=vervang)


def _settings(regio: str, halfjaar: str) -> dict[str, Any]:
    """Return the settings that a template fills in, once they are known to be right."""
    given = {"titel": f"Plan voor {regio}", "gebied": [regio], "halfjaar": halfjaar}
    settings, problems = check_plan(given, PLAN_BESTAND)
    _, unknown = read_area([regio], Gemeentecodes(gemeenten()), PLAN_BESTAND)
    if settings is None or unknown:
        raise CaseError([*problems, *unknown])
    return given | {"halfjaar": settings.halfjaar}


def plan_text(settings: Mapping[str, Any]) -> str:
    """Return plan.toml with the given settings, and every other one as an explained remark."""
    lines = ["# De instellingen van het plan. Achter # staat de standaard; haal # weg om te wijzigen."]
    lines += [f"# {_FORMAAT_UITLEG}", f"{SLEUTEL} = {CASUSFORMAAT}"]
    given = dict(flat(settings))
    block = ""
    for key, default, explanation in every_setting(settings):
        head, _, name = key.rpartition(".")
        if head != block:
            block = head
            lines += ["", f"[{head}]"]
        lines.append(f"# {explanation}")
        if key in given:
            lines.append(f"{name} = {toml_value(given[key])}")
        else:
            lines.append(f"# {name} = {'...' if default is None else toml_value(default)}")
    return "\n".join(lines) + "\n"


def every_setting(settings: Mapping[str, Any]) -> Iterator[tuple[str, object, str]]:
    """Yield the dotted key, the default and the Dutch explanation of every setting, blocks last."""
    blocks: list[tuple[str, type[BaseModel]]] = []
    for name, field in Instellingen.model_fields.items():
        if name == "vg":
            blocks.append((f"vg.{settings['halfjaar']}", Vg))
        elif isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            blocks.append((name, field.annotation))
        else:
            yield name, None if field.is_required() else field.default, field.description or ""
    for block, model in blocks:
        for name, field in model.model_fields.items():
            yield f"{block}.{name}", field.default, field.description or ""


def leesmij() -> str:
    """Return the explanation of every table and column in Markdown."""
    lines = [_INLEIDING]
    for name, table in TABELLEN.items():
        need = "vrij" if table.optional else "verplicht"
        lines += [f"## {name} ({need})", "", table.nl, "", "| " + " | ".join(_KOPPEN[1:]) + " |"]
        lines.append("|" + "---|" * (len(_KOPPEN) - 1))
        for column in table.columns:
            cells = [cell.replace("|", "\\|") for cell in _explained(name, column)[1:]]
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _explained(table: str, column: Column) -> tuple[str, ...]:
    kind = _SOORT[column.kind]
    if column.choices:
        kind += ": " + ", ".join(column.choices)
    elif column.unit:
        kind += f" ({column.unit})"
    default = "" if column.default is None else as_typed(column.default)
    return (table, column.name, "ja" if column.required else "", kind, default, column.nl, column.en)


def _empty() -> Any:
    import pandas as pd

    return pd.DataFrame(index=pd.RangeIndex(0))


def _workbook(settings: Mapping[str, Any]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties(WERKMAP_EIGENSCHAPPEN)
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    given = dict(flat(settings))
    sheet = book.add_worksheet(PLAN)
    sheet.write_row(0, 0, ["instelling", "waarde", "uitleg", "standaard"], formats["head"])
    sheet.write_row(1, 0, [SLEUTEL, str(CASUSFORMAAT), _FORMAAT_UITLEG, ""])
    for row, (key, default, explanation) in enumerate(every_setting(settings), start=2):
        shown = "" if default is None else as_typed(default)
        value = as_typed(given[key]) if key in given else ""
        for column, text in enumerate((key, value, explanation, shown)):
            sheet.write_string(row, column, text)
    sheet.set_column(0, 1, 28)
    sheet.set_column(2, 2, 80)
    sheet.set_column(3, 3, 20)
    sheet.freeze_panes(1, 0)
    for name, table in TABELLEN.items():
        write_sheet(book.add_worksheet(name), complete(_empty(), table), formats)
    sheet = book.add_worksheet(UITLEG)
    sheet.write_row(0, 0, _KOPPEN, formats["head"])
    explained = [_explained(name, column) for name, table in TABELLEN.items() for column in table.columns]
    for row, cells in enumerate(explained, start=1):
        for place, text in enumerate(cells):
            sheet.write_string(row, place, text, wrapped)
    for place, width in enumerate((20, 28, 10, 28, 24, 60, 60)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 2)
    book.close()
    return stream.getvalue()
