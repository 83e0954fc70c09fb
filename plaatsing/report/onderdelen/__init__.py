"""The parts of the page, in the order in which a reader needs them."""

from __future__ import annotations

from plaatsing.report.blokken import Onderdeel
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.onderdelen.antwoord import answer
from plaatsing.report.onderdelen.begrippen import glossary
from plaatsing.report.onderdelen.dekking import coverage
from plaatsing.report.onderdelen.geld import costs
from plaatsing.report.onderdelen.gemeenten import per_municipality
from plaatsing.report.onderdelen.helpt import helps
from plaatsing.report.onderdelen.kaart import map_part
from plaatsing.report.onderdelen.locaties import sites
from plaatsing.report.onderdelen.niet_geplaatst import not_placed
from plaatsing.report.onderdelen.tabellen import tables
from plaatsing.report.onderdelen.verandering import change
from plaatsing.report.onderdelen.zekerheid import certainty


def parts(bron: Gegevens) -> list[Onderdeel]:
    """Return the parts of the page, in order, in the language spoken now."""
    found = [
        answer(bron),
        change(bron),
        per_municipality(bron),
        map_part(bron),
        sites(bron),
        coverage(bron),
        not_placed(bron),
        costs(bron),
        helps(bron),
        certainty(bron),
        tables(bron),
        glossary(),
    ]
    return [part for part in found if part is not None]


__all__ = ["parts"]
