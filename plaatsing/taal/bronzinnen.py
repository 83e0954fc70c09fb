"""The sources and titles of the bundled rule sets and national figures, as a reader of English needs them.

A name under which a text is found, such as that of a scheme, stays beside its English.
"""

from __future__ import annotations

from plaatsing.taal.catalogus import N_

BRONNEN: tuple[str, ...] = (
    N_(
        "Aangekondigd 14-2-2025 (Kst 19637-3383); Bekostigingsregeling huisvesting "
        "vergunninghouders in doorstroomlocaties, Stcrt 2025-11378; vervalt op 1-1-2029"
    ),
    N_("Aangekondigd 14-2-2025; einddatum niet gevonden"),
    N_("Aanname van het rekenmodel: de regeling vergoedt de transitie, een bedrag is niet gevonden"),
    N_("Aanname van het rekenmodel: een kwartaal"),
    N_("Aanname van het rekenmodel: elke vorm telt mee, een doorstroomlocatie bij het binnenkomen"),
    N_(
        "Bekostigingsregeling huisvesting vergunninghouders in doorstroomlocaties (Stcrt "
        "2025-11378): ten hoogste een jaar"
    ),
    N_(
        "Bekostigingsregeling huisvesting vergunninghouders in doorstroomlocaties, Stcrt "
        "2025-11378; aangekondigd 14-2-2025 (Kst 19637-3383)"
    ),
    N_(
        "COA Stand van de Uitvoering: circa 1,0 miljard euro voor circa 33.000 personen, 30.300 euro per jaar"
    ),
    N_("COA jaarverslag 2023 via NOS, juli 2024: 30.400 euro per jaar"),
    N_("COA jaarverslag 2023 via NOS, juli 2024: 69.400 euro per jaar"),
    N_(
        "Conceptbrief van 7 juli 2023, naar eigen zeggen een weergave van gesprekken en nog niet geaccordeerd"
    ),
    N_("Conceptbrief van 7 juli 2023: 14 weken = 2 + 10 + 2"),
    N_("Conceptbrief van 7 juli 2023: vier vormen van huisvesting"),
    N_("De regeling kent geen doorberekening van COA-kosten, en er is geen tarief van kracht"),
    N_(
        "Gepubliceerde taakstellingen volgen rekenkundig afronden; de tekst van artikel 29 "
        "Huisvestingswet 2014 zegt naar boven"
    ),
    N_("Hotel- en accommodatieregeling, rijksoverheid 14-2-2025"),
    N_(
        "Koppelcriteria van het COA: eerstegraads familie binnen 50 km; voor werk, studie en "
        "medische zorg de genoemde gemeente"
    ),
    N_(
        "Lezing van de conceptbrief van 7 juli 2023: doorberekening wanneer de taakstellingsperiode is gemist"
    ),
    N_("Stimuleringsregeling flex- en transformatiewoningen, rijksoverheid 3-2-2025; tot 1-1-2027"),
    N_("Werkwijze van COA en gemeenten: 14 weken = 2 + 10 + 2; de regeling zelf noemt geen termijn"),
    N_("coa.nl, Noodopvang twee keer zo duur, 28-11-2023: 27.100 euro per jaar"),
    N_("coa.nl, Noodopvang twee keer zo duur, 28-11-2023: 53.400 euro per jaar"),
    N_("Platform Opnieuw Thuis, 19-10-2016"),
    N_("opnieuwthuis.nl/land-in-beeld, april 2017"),
    N_("blikopnieuws.nl 251942"),
    N_("rijksoverheid, 5-10-2017"),
    N_("rijksoverheid, 26-3-2019: verlaagd tijdens de periode"),
    N_("rijksoverheid, 26-3-2019"),
    N_("Nederlands Dagblad, april 2022"),
    N_("gemeente.nu, april 2022"),
    N_("NRC, 30-9-2022; circulaire 30-9-2022"),
    N_("coa.nl huisvesting van statushouders; herzien tijdens de periode"),
    N_("Kamerbrief 20-12-2024 (2024D51820); gemeente.nu, april 2025: verlaagd tijdens de periode"),
    N_("gemeente.nu, april 2025"),
    N_("Bekostigingsregeling huisvesting vergunninghouders in doorstroomlocaties"),
    N_("Conceptbrief Migratieagenda, doorstroomlocaties en doorberekening"),
)
