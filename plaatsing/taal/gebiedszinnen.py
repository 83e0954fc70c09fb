"""The sentences about regions, mergers, exports and tredes, with places for what they name."""

from __future__ import annotations

from plaatsing.taal.catalogus import N_

GEBIEDSZINNEN: tuple[str, ...] = (
    N_("verwacht een van {namen}"),
    N_("verwacht een van {namen}, of een tabel regios met deze indeling"),
    N_("deze tabel heeft meer indelingen ({namen}); kies er een met regios in plan.toml"),
    N_("deze indeling staat niet in de tabel regios; verwacht een naam uit de kolom indeling"),
    N_("met eigen codes van gemeenten is alleen provincie bekend; geef een tabel regios"),
    N_("met eigen codes van gemeenten zijn er geen koppelregio's; kies provincie, regio of landelijk"),
    N_("de grenzen hebben geen coördinatenstelsel; verwacht EPSG:28992"),
    N_("in geen enkele regio: {gemeenten}"),
    N_("meer dan een keer ingedeeld: {gemeenten}"),
    N_("deze kolom ontbreekt: {kolom}"),
    N_("deze kolom staat er meer dan een keer: {kolom}"),
    N_("deze gemeente is niet een van de te verdelen gemeenten"),
    N_("{gemeente} staat meer keer, in {regio}; verwacht elke gemeente in een regio"),
    N_("{gemeente} staat al in rij {rij}; verwacht elke gemeente een keer"),
    N_("{naam} heeft meer namen: {namen}"),
    N_("{naam} heeft meer codes: {codes}"),
    N_("{regio} hangt niet aaneen; los van de rest ligt: {gemeenten}"),
    N_("deze cel mag niet leeg zijn"),
    N_("dit gebied heeft geen van de te verdelen gemeenten"),
    N_("verwacht een kolom gemeentecode of gebiedscode, en niet allebei"),
    N_("dit bestand heeft meer indelingen ({namen}); kies er een"),
    N_("dit bestand heeft geen regio's"),
    N_("deze indeling staat er niet; verwacht een van {namen}"),
    N_("dit bestand is niet te lezen"),
    N_("dit bestand is niet te lezen als CSV"),
    N_("deze code is onbekend; verwacht een code van het CBS, zoals GM0106 of PV22"),
    N_("deze code is onbekend; verwacht een code van het CBS, zoals GM0106 of PV22; bedoelde u {code}?"),
    N_("dit bestand is niet te lezen als CSV met ; ertussen"),
    N_("verwacht een export van StatLine met codes, met een kolom RegioS en ; ertussen"),
    N_("rij {rij} heeft een ander aantal waarden dan de kop; haal de export opnieuw op"),
    N_("verwacht een halfjaar zoals 2025-II"),
    N_("verwacht een export van StatLine-tabel 03759ned of 70072ned, met de kolom Perioden"),
    N_("de bevolking van 1 januari {jaar} staat niet in deze export"),
    N_("voor {halfjaar} gelden de inwoners van {dag}"),
    N_("StatLine geeft de inwoners van {dag}"),
    N_("verwacht een geheel aantal inwoners van {gemeente}"),
    N_("geen enkele gemeente met inwoners van iedereen samen in deze export"),
    N_("deze gemeente staat er meer keer; verwacht een regel per gemeente en jaar"),
    N_("deze gemeente staat er meer keer; verwacht een regel per gemeente"),
    N_('verwacht een export van "Gebieden in Nederland", met gemeenten en hun provincies'),
    N_("de provincie van {gemeente} ontbreekt in deze export"),
    N_("deze gemeente staat er al; verwacht elke gemeente een keer"),
    N_("deze versie van plaatsing leest casusformaat {versie}; werk plaatsing bij"),
    N_("verwacht een export van de bevolking (03759ned of 70072ned)"),
    N_('verwacht hoogstens een export van "Gebieden in Nederland"'),
    N_(
        "{bestand} staat er al, maar is veranderd of beschadigd: het controlegetal klopt niet; kies "
        "--vervang om het opnieuw op te halen"
    ),
    N_("de indeling van {naar} ligt voor de cijfers van {van}; verwacht een latere"),
    N_(
        "tussen {van} en {naar} zijn verdeeld over meer gemeenten: {gemeenten}; geef in gemeenten de "
        "inwoners van de gemeenten die een deel kregen"
    ),
    N_(
        "de tabel van herindelingen verklaart niet elk verschil tussen {van} en {naar}: zonder inwoners "
        "{zonder}; niet in de indeling {over}"
    ),
)
"""What `plaatsing.geodata`, the regions and format of a case, and the file of tredes say."""
