"""Two solved plans with a report for every audience, and reading a page as text, tables and links."""

from __future__ import annotations

import tempfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from plaatsing import Plan, solve
from plaatsing.generator import generate_case
from plaatsing.report.publiek import PUBLIEKSNAMEN, Publieksnaam
from plaatsing.report.rapport import Rapport
from plaatsing.taal import Taal
from tests.verify.voorbeeldplan import voorbeeld_plan

_SILENT = {"style", "script", "title"}
_VOID = {"meta", "br", "input", "link", "hr", "img", "wbr", "col"}


@cache
def drenthe() -> Plan:
    """A plan of a province in months, on real municipalities."""
    return solve(generate_case("drenthe", periode="maand"), gap=0.02)


@cache
def run(name: str) -> Path:
    """Write a plan as a run folder, once."""
    folder = Path(tempfile.mkdtemp()) / name
    {"drenthe": drenthe, "klein": voorbeeld_plan}[name]().write(folder)
    return folder


@cache
def rapport(
    name: str = "drenthe", voor: Publieksnaam = "regietafel", taal: Taal = "nl", **opties: str
) -> Rapport:
    """Make a report from a folder of its own with nothing but a run in it."""
    folder = Path(tempfile.mkdtemp()) / name
    Plan.read(run(name)).write(folder)
    return Plan.read(folder).report(
        folder, voor=voor, taal=taal, kwartaal=opties.get("kwartaal"), eerder=opties.get("eerder")
    )


@cache
def pagina(
    name: str = "drenthe", voor: Publieksnaam = "regietafel", taal: Taal = "nl", **opties: str
) -> Pagina:
    """Return the page of a report, read."""
    page = Pagina()
    page.feed(rapport(name, voor, taal, **opties).pagina.read_text(encoding="utf-8"))
    return page


ALLE = [
    (name, voor, taal) for name in ("drenthe", "klein") for voor in PUBLIEKSNAMEN for taal in ("nl", "en")
]


class Pagina(HTMLParser):
    """A page as what a reader meets: texts in the page's language, rows, headings, links and names."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.rows: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.tables: list[list[tuple[str, dict[str, str]]]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self._row: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag == "table":
            self.tables.append([])
        if self.tables and tag in ("table", "caption", "th", "td", "thead", "tbody"):
            self.tables[-1].append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "tr":
            self._row = self.rows.setdefault(given.get("id", ""), [])
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))
        if tag not in _VOID:
            self._open.append((tag, given))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        names = [tag for tag, _given in self._open]
        if not text or _SILENT & set(names):
            return
        if names and names[-1] in ("h1", "h2", "h3", "h4"):
            level, before = self.headings[-1]
            self.headings[-1] = (level, f"{before} {text}".strip())
        if {"td", "th"} & set(names) and self._row is not None:
            self._row.append(text)
        languages = [given["lang"] for _tag, given in self._open if "lang" in given]
        if len(languages) < 2 and "h1" not in names:
            self.texts.append(text)

    @property
    def text(self) -> str:
        """Everything a reader reads, the plan's own title and foreign quotations left out."""
        return "\n".join(self.texts)


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file of the report as text."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    head = lines[0].split(";")
    return [dict(zip(head, line.split(";"), strict=True)) for line in lines[1:]]


def beside(report: Rapport, table: str) -> Path:
    """Return the CSV file of a table."""
    return report.pagina.with_name(f"{report.pagina.stem}-{table}.csv")


def numbers(rows: list[dict[str, str]], column: str) -> list[int]:
    """Return a column of whole numbers."""
    return [int(row[column]) for row in rows]


def frame_total(frame: Any, column: str) -> int:
    """Return the sum of a column of a plan's table."""
    return int(frame[column].sum())
