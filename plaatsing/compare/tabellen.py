"""The tables of a comparison: their columns, kinds and meaning; most have a column per plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plaatsing.compare import gemeenten, huishoudens, locaties, plannen, volgorde
from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Soort, Tabel

_PERSONEN = N_("personen")
_EURO = N_("euro")

PLANNEN = Tabel(
    "plannen",
    N_("Plannen"),
    N_("Een rij is een plan."),
    (
        Kolom("plan", "tekst", N_("Plan"), N_("Naam van het plan in deze vergelijking.")),
        Kolom("titel", "tekst", N_("Titel"), N_("Titel in de instellingen.")),
        Kolom("start", "datum", N_("Start"), N_("Eerste dag van het plan.")),
        Kolom("horizon", "datum", N_("Horizon"), N_("Laatste dag van het plan.")),
        Kolom("status", "tekst", N_("Status"), N_("Hoe het rekenen eindigde."), woorden="status_plan"),
        Kolom(
            "doelwaarde",
            "euro",
            N_("Doelwaarde"),
            N_("Wat het plan weegt, volgens zijn eigen gewichten."),
            _EURO,
        ),
        Kolom(
            "vergelijkbaar_deel",
            "euro",
            N_("Vergelijkbaar deel"),
            N_("Som van de doelen die in alle plannen gelijk worden gemeten; leeg: er is er geen."),
            _EURO,
        ),
        Kolom(
            "ondergrens",
            "euro",
            N_("Ondergrens"),
            N_("Minder dan dit weegt geen plan, bewezen."),
            _EURO,
        ),
        Kolom(
            "afstand_procent",
            "getal",
            N_("Afstand (%)"),
            N_("Zoveel is een ander plan hoogstens beter, in procenten."),
            "%",
        ),
        Kolom("huishoudens", "geheel", N_("Huishoudens"), N_("Alle huishoudens van de casus.")),
        Kolom("personen", "geheel", N_("Personen"), N_("Alle personen van de casus."), _PERSONEN),
        Kolom("geplaatst", "geheel", N_("Geplaatst"), N_("Personen die COA verlaten."), _PERSONEN),
        Kolom(
            "doorgestroomd",
            "geheel",
            N_("Doorgestroomd"),
            N_("Personen die al in een locatie woonden en een woning krijgen."),
            _PERSONEN,
        ),
        Kolom("in_coa", "geheel", N_("Nog in COA"), N_("Personen in COA aan het eind."), _PERSONEN),
        Kolom(
            "persoonsweken_sinds_termijn",
            "getal",
            N_("Persoonsweken sinds de termijn"),
            N_(
                "Weken in COA sinds 14 weken na de vergunning, ook die van voor de start, tot vertrek of "
                "horizon; maal personen. Het doel overschrijding telt pas vanaf de start, en telt na de "
                "horizon door."
            ),
            N_("persoonsweken"),
        ),
        Kolom(
            "tekort",
            "geheel_of_leeg",
            N_("Tekort"),
            N_("Personen tekort aan het eind van het laatste halfjaar, alle gemeenten samen."),
            _PERSONEN,
        ),
        Kolom(
            "gehaald",
            "geheel_of_leeg",
            N_("Gehaald"),
            N_("Gemeenten zonder tekort aan het eind van het laatste halfjaar."),
        ),
        Kolom("gemeenten", "geheel", N_("Gemeenten"), N_("Alle gemeenten van de casus.")),
        Kolom("geopend", "geheel", N_("Locaties open"), N_("Kandidaat-locaties die opengaan.")),
        Kolom(
            "doorberekening",
            "euro",
            N_("Doorberekening"),
            N_("Indicatieve doorberekening voor bestaande koppelingen."),
            _EURO,
        ),
        Kolom(
            "risico",
            "euro",
            N_("Risico"),
            N_("Hetzelfde voor koppelingen die het plan voorstelt."),
            _EURO,
        ),
    ),
)

_VOOR_NA: dict[str, tuple[Soort, str, str]] = {
    "koppelgemeente": ("tekst", N_("Code"), N_("Code van de koppelgemeente.")),
    "gemeente": ("tekst", N_("Gemeente"), N_("Naam van de koppelgemeente.")),
    "vorm": ("tekst", N_("Vorm"), N_("Waar het huishouden aan het eind van het plan is.")),
    "aanbod": ("tekst", N_("Woning"), N_("Regel van het woningaanbod; leeg: geen woning.")),
    "locatie": ("tekst", N_("Locatie"), N_("Doorstroomlocatie, ook als het huishouden al is doorgestroomd.")),
    "vertrek_coa": ("datum", N_("Vertrek uit COA"), N_("Dag van vertrek uit COA; leeg: nog in COA.")),
    "uit_locatie": (
        "datum",
        N_("Uit locatie"),
        N_("Dag van vertrek uit de locatie; leeg: er nog, of nooit geweest."),
    ),
}


def _before_and_after() -> Iterator[Kolom]:
    for side in ("voor", "na"):
        for name in huishoudens.PLAATS:
            soort, titel, uitleg = _VOOR_NA[name]
            yield Kolom(f"{name}_{side}", soort, titel, uitleg, woorden=name)


HUISHOUDENS = Tabel(
    "huishoudens",
    N_("Huishoudens"),
    N_("Een rij is een huishouden waarvan het plan niet dat van het eerste plan is."),
    (
        Kolom("plan", "tekst", N_("Plan"), N_("Plan dat met het eerste is vergeleken.")),
        Kolom("huishouden", "tekst", N_("Huishouden"), N_("Pseudoniem van het huishouden.")),
        Kolom("personen", "geheel", N_("Personen"), N_("Personen in het huishouden."), _PERSONEN, som=True),
        Kolom(
            "soort",
            "tekst",
            N_("Soort"),
            N_("Anders, nieuw in dit plan, of niet meer in dit plan."),
            woorden="soort_wijziging",
        ),
        Kolom("wat", "tekst", N_("Wat"), N_("Wat er verschilt."), woorden="wat_wijziging"),
        Kolom("reden", "tekst", N_("Reden"), N_("Waarom het plan anders is."), woorden="reden_wijziging"),
        Kolom("bij", "tekst", N_("Bij"), N_("Wat de reden noemt.")),
        *_before_and_after(),
        Kolom(
            "dagen_later",
            "geheel_of_leeg",
            N_("Dagen later"),
            N_("Dagen later uit COA dan in het eerste plan; negatief: eerder."),
            N_("dagen"),
        ),
    ),
)

_MATEN = {
    "tekort": (N_("Tekort"), N_("Personen tekort aan het eind van het halfjaar"), _PERSONEN),
    "gehaald": (N_("Gehaald"), N_("Gemeenten zonder tekort"), ""),
    "gecorrigeerd": (N_("Opgave"), N_("Te huisvesten tot en met dit halfjaar"), _PERSONEN),
    "verwacht": (N_("Verwacht"), N_("Gehuisvest tot en met dit halfjaar"), _PERSONEN),
    "plek": (N_("Plek"), N_("Plek van het doel in de volgorde; leeg: het plan heeft het er niet in"), ""),
    "waarde": (N_("Waarde"), N_("Waar het plan op uitkomt"), ""),
    "ondergrens": (N_("Ondergrens"), N_("Minder dan dit kan niet, bewezen"), ""),
    "afstand_procent": (N_("Afstand (%)"), N_("Zoveel kan het doel hoogstens beter, in procenten"), "%"),
    "doorberekening": (N_("Doorberekening"), N_("Indicatieve doorberekening in het halfjaar"), _EURO),
    "open": (N_("Open"), N_("Of de locatie opengaat"), ""),
    "hoogste_bezetting": (N_("Hoogste bezetting"), N_("Meeste personen tegelijk"), _PERSONEN),
    "personen": (N_("Bewoners"), N_("Personen die er enige tijd wonen"), _PERSONEN),
}
_SOORT_VAN_MAAT: dict[str, Soort] = {
    "doorberekening": "euro",
    "open": "tekst",
    "waarde": "getal",
    "ondergrens": "getal",
    "afstand_procent": "getal",
}
_GEMEENTE = (
    Kolom("gemeentecode", "tekst", N_("Code"), N_("Code van de gemeente.")),
    Kolom("gemeente", "tekst", N_("Gemeente"), N_("Naam van de gemeente.")),
)
_HALFJAAR = Kolom("halfjaar", "tekst", N_("Halfjaar"), N_("Halfjaar dat binnen het plan eindigt."))


def side_by_side(namen: Sequence[str]) -> tuple[Tabel, ...]:
    """Return the tables that have a column per plan, for plans called `namen`."""
    return (
        Tabel(
            "halfjaren",
            N_("Halfjaren"),
            N_("Een rij is een halfjaar."),
            (_HALFJAAR, *_columns(plannen.HALFJAARMATEN, namen)),
        ),
        Tabel(
            "doelen",
            N_("Doelen"),
            N_("Een rij is een doel of straf, in euro."),
            (
                Kolom("doel", "tekst", N_("Doel"), N_("Doel of straf in de doelwaarde.")),
                *(
                    Kolom(f"euro_{naam}", "euro", naam, N_("Gewogen waarde in dit plan."), _EURO)
                    for naam in namen
                ),
                Kolom(
                    "vergelijkbaar",
                    "ja_nee",
                    N_("Vergelijkbaar"),
                    N_("Of het in alle plannen gelijk wordt gemeten."),
                ),
                Kolom(
                    "waarom",
                    "tekst",
                    N_("Waarom niet"),
                    N_("Wat er niet gelijk is."),
                    woorden="niet_vergelijkbaar",
                ),
            ),
        ),
        Tabel(
            "volgorde",
            N_("Doelen in volgorde"),
            N_("Een rij is een doel dat in een van de plannen voor andere doelen gaat."),
            (
                Kolom("doel", "tekst", N_("Doel"), N_("Doel in de volgorde.")),
                Kolom("eenheid", "tekst", N_("Eenheid"), N_("Eenheid van de waarde.")),
                *_columns(volgorde.MATEN, namen),
            ),
        ),
        Tabel(
            "gemeenten",
            N_("Gemeenten"),
            N_("Een rij is een gemeente in een halfjaar."),
            (*_GEMEENTE, _HALFJAAR, *_columns(gemeenten.MATEN, namen)),
        ),
        Tabel(
            "locaties",
            N_("Locaties"),
            N_("Een rij is een doorstroomlocatie."),
            (
                Kolom("locatie", "tekst", N_("Locatie"), N_("Kenmerk van de locatie.")),
                *_GEMEENTE,
                *_columns(locaties.MATEN, namen),
            ),
        ),
        Tabel(
            "instellingen",
            N_("Instellingen"),
            N_("Een rij is een instelling waarin de plannen verschillen."),
            (
                Kolom("instelling", "tekst", N_("Instelling"), N_("Sleutel in plan.toml.")),
                *(Kolom(f"waarde_{naam}", "tekst", naam, N_("Waarde in dit plan.")) for naam in namen),
            ),
        ),
    )


def _columns(maten: Sequence[str], namen: Sequence[str]) -> Iterator[Kolom]:
    for maat in maten:
        _titel, uitleg, eenheid = _MATEN[maat]
        soort = _SOORT_VAN_MAAT.get(maat, "geheel_of_leeg")
        for naam in namen:
            yield Kolom(f"{maat}_{naam}", soort, naam, uitleg, eenheid, woorden="ja_nee")


def title_of(maat: str) -> str:
    """Return the Dutch heading above the columns of a figure."""
    return _MATEN[maat][0]
