"""What a person decides: locks, and the earlier plan that a new one is held against."""

from __future__ import annotations

from plaatsing.schema.gemeenten import VORMEN
from plaatsing.schema.kolom import Column, Table

VELDEN: dict[str, tuple[str, ...]] = {
    "huishouden": ("gemeente", "vorm", "locatie", "periode", "vanaf", "uiterlijk"),
    "gemeente": ("plaatsen", "koppelen"),
    "locatie": ("open",),
    "plan": ("bevroren_tot",),
}
"""What can be locked of each kind of thing."""

KEUZES = ("alleen", "niet", "moet")
REDENEN = ("medisch", "veiligheid", "gezin", "afspraak", "besluit", "uitgevoerd")
"""Why a lock may go before a rule."""

VASTGEZET = Table(
    "vastgezet",
    "Wat een mens beslist; het plan houdt zich eraan.",
    "What a person decides; the plan keeps to it.",
    (
        Column(
            "soort",
            "choice",
            "waarover de beslissing gaat",
            "what the decision is about",
            required=True,
            choices=tuple(VELDEN),
        ),
        Column(
            "sleutel",
            "text",
            "welk huishouden, welke gemeente of welke locatie; leeg bij plan",
            "which household, municipality or location; empty for plan",
        ),
        Column(
            "veld",
            "choice",
            "wat er vastligt: van een huishouden gemeente, vorm, locatie, periode, vanaf of uiterlijk; van "
            "een gemeente plaatsen of koppelen (hoogstens zoveel personen); van een locatie open; van het "
            "plan bevroren_tot",
            "what is locked: of a household municipality, form, location, period, from or by; of a "
            "municipality placing or linking (at most so many persons); of a location open; of the plan "
            "frozen until",
            required=True,
            choices=tuple(veld for velden in VELDEN.values() for veld in velden),
        ),
        Column(
            "keuze",
            "choice",
            "bij een huishouden: alleen dit, niet dit, of moet (dit, en wachten in de opvang kost een straf)",
            "for a household: only this, not this, or must (this, and waiting in reception has a penalty)",
            default="alleen",
            choices=KEUZES,
        ),
        Column("waarde", "text", "waarop", "at what", required=True),
        Column(
            "reden",
            "choice",
            "waarom; verplicht waar de beslissing voor een regel gaat",
            "why; required where the decision goes before a rule",
            choices=REDENEN,
        ),
        Column("toelichting", "text", "vrije toelichting", "free text"),
    ),
    subject="sleutel",
)

EERDER_PLAN = Table(
    "eerder_plan",
    "Waar een eerder plan elk huishouden had; de kolommen van plaatsingen.csv.",
    "Where an earlier plan had each household; the columns of plaatsingen.csv.",
    (
        Column("huishouden", "id", "huishouden", "household", required=True),
        Column("koppelgemeente", "gemeente", "gemeente; leeg: niet gekoppeld", "municipality; empty: none"),
        Column(
            "vorm",
            "choice",
            "waar het huishouden aan het eind van dat plan was",
            "where the household was at the end of that plan",
            required=True,
            choices=(*VORMEN, "coa"),
        ),
        Column("locatie", "text", "doorstroomlocatie die het gebruikte", "doorstroomlocatie it used"),
        Column("vertrek_coa", "date", "dag van vertrek uit de opvang", "day of leaving reception"),
        Column("uit_locatie", "date", "dag van vertrek uit de locatie", "day of leaving the location"),
    ),
    subject="huishouden",
    passed_over=(
        "personen",
        "gemeente",
        "voorstel",
        "koppeldatum",
        "coa_locatie",
        "aanbod",
        "in_locatie",
        "einddatum_verblijf",
        "weken_in_coa",
        "weken_over_termijn",
        "start_inburgering",
        "deelname",
        "reden",
        "vastgezet",
        "rekenhuishouden",
    ),
)
