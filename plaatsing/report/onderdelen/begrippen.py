"""The glossary of the page."""

from __future__ import annotations

from plaatsing.report.blokken import Onderdeel, Termen
from plaatsing.taal import N_, _

_BEGRIPPEN: tuple[tuple[str, str], ...] = (
    (
        N_("Achterstand, voorsprong"),
        N_("Wat een gemeente uit eerdere halfjaren nog moet huisvesten, of al meer heeft gehuisvest."),
    ),
    (N_("COA"), N_("Centraal Orgaan opvang asielzoekers: vangt mensen op en koppelt hen aan een gemeente.")),
    (N_("Correctie"), N_("Een besluit dat de taakstelling van een gemeente verandert.")),
    (N_("Doelwaarde"), N_("Alles wat het plan weegt, opgeteld in euro; lager is beter.")),
    (
        N_("Doorberekening, indicatieve"),
        N_(
            "Wat de opvang na de termijn zou kosten als die kosten naar de gemeente gaan. Een rekenmodel: "
            "er is geen tarief van kracht."
        ),
    ),
    (
        N_("Doorstroomlocatie"),
        N_(
            "Een tijdelijke plek in de buurt van de koppelgemeente, hoogstens een jaar, tussen opvang en "
            "woning."
        ),
    ),
    (N_("Eindstand, tussenstand"), N_("De stand aan het eind van een halfjaar, of halverwege.")),
    (N_("Flexwoning"), N_("Een tijdelijke of verplaatsbare woning.")),
    (
        N_("Gecorrigeerd"),
        N_("De taakstelling met achterstand, correctie en uitruil: de hele opgave van een gemeente."),
    ),
    (
        N_("Gemeten, gepland"),
        N_("Gemeten is gebeurd en geteld; gepland is wat dit plan voorstelt en nog moet gebeuren."),
    ),
    (
        N_("Halfjaar"),
        N_("De periode van een taakstelling: I is januari tot en met juni, II is juli tot en met december."),
    ),
    (N_("Koppeling, koppelgemeente"), N_("De gemeente die het COA voor een huishouden heeft aangewezen.")),
    (N_("Koppelruimte"), N_("Hoeveel personen nog aan een gemeente gekoppeld kunnen worden.")),
    (N_("Koppelvoorstel"), N_("Een koppeling die dit plan voorstelt; het COA beslist.")),
    (N_("Peildatum"), N_("1 april of 1 oktober: de dag waarop wordt bepaald wat verschoonbaar is.")),
    (
        N_("Regelset"),
        N_("Het bestand met termijnen, tarieven en regels waarmee is gerekend, elk met bron en zekerheid."),
    ),
    (N_("Regietafel"), N_("Het overleg van provincie en gemeenten.")),
    (N_("Rekenhuishouden"), N_("Een huishouden dat uit aantallen is gemaakt en niet bestaat.")),
    (N_("Taakstelling"), N_("Het aantal personen dat een gemeente in een halfjaar moet huisvesten.")),
    (
        N_("Termijn"),
        N_(
            "14 weken van vergunning tot vertrek uit het COA: 2 om te koppelen, 10 om te zoeken, 2 om te "
            "verhuizen."
        ),
    ),
    (N_("Uitruil"), N_("Gemeenten veranderen samen hun taakstellingen; de som blijft gelijk.")),
    (
        N_("Verschoonbaar"),
        N_(
            "Personen waarvoor de gemeente niets te verwijten valt: op de peildatum waren zij nog niet aan "
            "haar gekoppeld."
        ),
    ),
    (
        N_("Zekerheid"),
        N_("Hoe vast een cijfer staat: officieel, uit de pers, afgeleid, concept, aanname of eigen opgave."),
    ),
)


def glossary() -> Onderdeel:
    """Explain the words of the page, in the alphabetical order of the language spoken now."""
    pairs = sorted(
        ((_(term), _(meaning)) for term, meaning in _BEGRIPPEN), key=lambda pair: pair[0].casefold()
    )
    return Onderdeel("begrippen", _("Begrippen"), (Termen(pairs),))
