"""The tables of the report about money: their columns, headings and meaning."""

from __future__ import annotations

from plaatsing.report.tabellen import CODE, GEMEENTE, REGIO, personen
from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Soort, Tabel

_EURO = N_("euro, afgerond")
_CENT = N_("cent")


def bedrag(naam: str, titel: str, uitleg: str, soort: Soort = "cent") -> Kolom:
    """Return a column of amounts in cents that adds up."""
    return Kolom(naam, soort, titel, uitleg, _CENT, som=True)


DOORBEREKENING = Tabel(
    "doorberekening",
    N_("Indicatieve doorberekening (rekenmodel) per gemeente"),
    N_("Een rij is een koppelgemeente; bedragen in euro, afgerond. Er is geen tarief van kracht."),
    (
        CODE,
        GEMEENTE,
        personen("personen", N_("Personen"), N_("Personen voor wie de termijn is verstreken.")),
        bedrag("kwartaal_cent", N_("Dit kwartaal"), N_("Bestaande koppelingen, dagen in dit kwartaal.")),
        bedrag("eerder_cent", N_("Eerder begonnen"), N_("Hele plan, begonnen in een eerder halfjaar.")),
        bedrag("nieuw_cent", N_("Nieuw ontstaan"), N_("Hele plan, ontstaan in het halfjaar zelf.")),
        bedrag("aftopping_cent", N_("Aftopping"), N_("Wat er door de aftopping af gaat.")),
        bedrag("bedrag_cent", N_("Hele plan"), N_("Bestaande koppelingen, na aftopping.")),
        bedrag(
            "risico_cent", N_("Risico bij voorstel"), N_("Hoort bij koppelingen die het plan zelf voorstelt.")
        ),
        REGIO,
    ),
)

BETALERS = Tabel(
    "betalers",
    N_("Wie betaalt wat"),
    N_("Een rij is een betaler en een post; bedragen in euro, afgerond."),
    (
        Kolom("betaler", "tekst", N_("Betaler"), N_("Wie betaalt, of bij een bedrag onder nul ontvangt.")),
        Kolom("post", "tekst", N_("Post"), N_("Waarvoor.")),
        bedrag("plan_cent", N_("Met dit plan"), N_("Kosten met dit plan.")),
        bedrag("coa_cent", N_("Zonder plan"), N_("Kosten als iedereen blijft waar hij is.")),
        bedrag("verschil_cent", N_("Verschil"), N_("Met min zonder; onder nul is bespaard.")),
    ),
)

NETTO = Tabel(
    "netto",
    N_("Netto per gemeente"),
    N_("Een rij is een gemeente: wat zij netto betaalt, met en zonder plan; bedragen in euro, afgerond."),
    (
        CODE,
        GEMEENTE,
        bedrag("plan_cent", N_("Met dit plan"), N_("Netto kosten met dit plan.")),
        bedrag("coa_cent", N_("Zonder plan"), N_("Netto kosten als iedereen blijft waar hij is.")),
        bedrag("verschil_cent", N_("Verschil"), N_("Met min zonder; onder nul is bespaard.")),
        REGIO,
    ),
)
