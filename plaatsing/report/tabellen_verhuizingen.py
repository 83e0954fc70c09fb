"""The tables of the report about moves and changes: their columns, headings and meaning."""

from __future__ import annotations

from plaatsing.report.tabellen import CODE, GEMEENTE, personen
from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

VERHUIZINGEN = Tabel(
    "verhuizingen",
    N_("Verhuizingen per maand (gepland)"),
    N_("Een rij is een maand: hoeveel personen het COA verlaten, waarheen, en hoeveel er doorstromen."),
    (
        Kolom("maand", "tekst", N_("Maand"), N_("Jaar en maand van de verhuizing.")),
        personen("eigen", N_("Eigen woning"), N_("Uit het COA naar een eigen woning.")),
        personen("flex", N_("Flexwoning"), N_("Uit het COA naar een flexwoning.")),
        personen("tijdelijk", N_("Tijdelijk"), N_("Uit het COA naar tijdelijk onderdak.")),
        personen("doorstroomlocatie", N_("Doorstroomlocatie"), N_("Uit het COA naar een doorstroomlocatie.")),
        personen("doorgestroomd", N_("Doorgestroomd"), N_("Van een doorstroomlocatie naar een woning.")),
    ),
)

VERANDERING = Tabel(
    "verandering",
    N_("Wat er is veranderd per gemeente"),
    N_("Een rij is een gemeente: de verwachting van het vorige plan naast die van dit plan."),
    (
        CODE,
        GEMEENTE,
        personen("gecorrigeerd_eerder", N_("Gecorrigeerd toen"), N_("Opgave volgens het vorige plan.")),
        personen("gecorrigeerd", N_("Gecorrigeerd nu"), N_("Opgave volgens dit plan.")),
        personen("verwacht_eerder", N_("Verwacht toen"), N_("Verwachte stand volgens het vorige plan.")),
        personen("verwacht", N_("Verwacht nu"), N_("Verwachte stand volgens dit plan.")),
        personen("tekort_eerder", N_("Tekort toen"), N_("Tekort volgens het vorige plan.")),
        personen("tekort", N_("Tekort nu"), N_("Tekort volgens dit plan.")),
        personen("verschil", N_("Verschil in tekort"), N_("Tekort nu min tekort toen; onder nul is beter.")),
    ),
)
