"""A chart with its words and its figures."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from plaatsing.taal import Taal, _, format_count, format_date, format_number, speak
from plaatsing.uitvoer.kolom import Kolom, Tabel

NIETS = "–"


@dataclass(frozen=True, eq=False)
class Grafiek:
    """A chart, ready for a page.

    Attributes
    ----------
    naam : str
        A short name in lower case, for anchors and files.
    titel : str
        What the chart says, in the language of the page.
    alternatief : str
        The same for who does not see it.
    svg : str
        One or more inline SVG pictures; they hold no text that the table lacks.
    beschrijving : Tabel
        The columns of `tabel`, with their headings.
    tabel : DataFrame
        The figures drawn.
    taal : {"nl", "en"}
        Language of all of it.
    """

    naam: str
    titel: str
    alternatief: str
    svg: str
    beschrijving: Tabel
    tabel: pd.DataFrame
    taal: Taal

    def figuur(self, bestand: str = "") -> str:
        """Return the chart as an HTML figure, with its figures in a table that opens on demand.

        Parameters
        ----------
        bestand : str
            Name under which a reader downloads the table; default the name of the chart.
        """
        with speak(self.taal):
            summary = escape(_("Cijfers bij deze grafiek"))
            table = _table(self.beschrijving, self.tabel, bestand or f"{self.naam}.csv", self.titel)
        return (
            f'<figure class="grafiek" id="grafiek-{self.naam}">'
            f"<figcaption><strong>{escape(self.titel)}.</strong> {escape(self.alternatief)}</figcaption>"
            f"{self.svg}"
            f"<details><summary>{summary}</summary>{table}</details></figure>"
        )


def _table(tabel: Tabel, frame: pd.DataFrame, bestand: str, titel: str) -> str:
    heads = "".join(
        f'<th scope="col"{_number_class(kolom)}>{escape(_(kolom.titel))}</th>' for kolom in tabel.kolommen
    )
    columns = [[_cell(kolom, value) for value in frame[kolom.naam]] for kolom in tabel.kolommen]
    rows = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*columns, strict=True))
    return (
        f'<div class="tabelvak" role="region" tabindex="0" aria-label="{escape(titel)}">'
        f'<table class="tabel" data-bestand="{escape(bestand)}"><caption>{escape(_(tabel.uitleg))}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(kolom: Kolom, value: Any) -> str:
    return f"<td{_number_class(kolom)}>{escape(_text(kolom, value))}</td>"


def _number_class(kolom: Kolom) -> str:
    return "" if kolom.soort in ("tekst", "datum") else ' class="getal"'


def _text(kolom: Kolom, value: Any) -> str:
    if pd.isna(value):
        return NIETS
    if kolom.soort == "datum":
        return format_date(pd.Timestamp(value).date())
    if kolom.soort == "tekst":
        return str(value)
    return format_count(int(value)) if kolom.soort.startswith("geheel") else format_number(float(value))
