"""Charts as blocks of the page, with the CSV file behind each."""

from __future__ import annotations

from markupsafe import Markup

from plaatsing.report.blokken import Figuur
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.grafieken import Grafiek


def chart(bron: Gegevens, grafiek: Grafiek) -> Figuur:
    """Return a chart as a block of the page."""
    tabel = grafiek.beschrijving
    html = grafiek.figuur(f"{bron.voor.stam}-{tabel.naam}.csv")
    return Figuur(Markup(html), tabel, grafiek.tabel)
