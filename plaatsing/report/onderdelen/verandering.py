"""What has changed since an earlier quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.report.blokken import Alinea, Blok, Lijst, Onderdeel, Tabelblok
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.onderdelen.antwoord import may_count
from plaatsing.report.tabellen_verhuizingen import VERANDERING
from plaatsing.report.zinnen import listed, money
from plaatsing.taal import _, format_count, format_date_long

if TYPE_CHECKING:
    from plaatsing.plan import Plan

_KEY = ["gemeentecode", "gemeente"]
_FIGURES = ["gecorrigeerd", "verwacht", "tekort"]


def change(bron: Gegevens) -> Onderdeel | None:
    """Compare with the earlier plan, where one is given."""
    if bron.eerder is None:
        return None
    return Onderdeel("verandering", _("Wat er is veranderd"), tuple(_blocks(bron, bron.eerder)))


def _blocks(bron: Gegevens, earlier: Plan) -> Iterator[Blok]:
    settings = earlier.case.instellingen
    yield Alinea(
        _("Vergeleken met het plan {titel}, van {start} tot en met {horizon}.").format(
            titel=settings.titel or ", ".join(settings.gebied),
            start=format_date_long(settings.start),
            horizon=format_date_long(settings.horizon),
        ),
        "inleiding",
    )
    yield Lijst(list(_lines(bron, earlier)))
    table = change_table(bron, earlier)
    if table.empty:
        yield Alinea(_("De plannen hebben geen halfjaar gemeen; per gemeente is er niets te vergelijken."))
        return
    yield Tabelblok(VERANDERING, table, verborgen=frozenset({"gemeentecode"}), rijkop="gemeente")


def _lines(bron: Gegevens, earlier: Plan) -> Iterator[str]:
    before_bron = replace(bron, plan=earlier, eerder=None, bewaard=None)
    now, then = bron.kerncijfers, before_bron.kerncijfers
    # What a public page hides of either plan, it does not say here.
    if may_count(bron) and may_count(before_bron):
        for name, new, old in (
            (_("Personen geplaatst"), now.personen_geplaatst, then.personen_geplaatst),
            (_("Personen nog in het COA aan het eind"), now.personen_in_coa, then.personen_in_coa),
        ):
            yield _("{naam}: van {toen} naar {nu}.").format(
                naam=name, toen=format_count(old), nu=format_count(new)
            )
    if "doorberekening" not in bron.verborgen_posten | before_bron.verborgen_posten:
        yield _("Indicatieve doorberekening: van {toen} naar {nu}.").format(
            toen=money(then.doorberekening_cent), nu=money(now.doorberekening_cent)
        )
    opened, before = ({site.locatie for site in figures.geopend} for figures in (now, then))
    for names, text in (
        (opened - before, _("Nieuw geopend: {namen}.")),
        (before - opened, _("Niet meer geopend: {namen}.")),
    ):
        if names:
            yield text.format(namen=listed(sorted(names), most=8))


def change_table(bron: Gegevens, earlier: Plan) -> pd.DataFrame:
    """Return both plans' figures for the half-year of the quarter, municipalities that both have."""
    half = str(bron.halfjaar)
    now, then = (
        plan.taakstelling.loc[plan.taakstelling["halfjaar"] == half, [*_KEY, *_FIGURES]]
        for plan in (bron.plan, earlier)
    )
    table = now.merge(then.drop(columns="gemeente"), on="gemeentecode", suffixes=("", "_eerder"))
    table["verschil"] = table["tekort"] - table["tekort_eerder"]
    return table.sort_values("gemeente", ignore_index=True)[VERANDERING.namen]
