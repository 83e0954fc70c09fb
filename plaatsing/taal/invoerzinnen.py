"""The sentences that reading and checking a case may say, with places for what they name."""

from __future__ import annotations

from plaatsing.taal.catalogus import N_

ZINNEN: tuple[str, ...] = (
    N_("verwacht true of false"),
    N_("verwacht tekst tussen aanhalingstekens"),
    N_("verwacht een tekst die niet leeg is"),
    N_("verwacht een naam van kleine letters, cijfers en streepjes"),
    N_("verwacht een datum zoals 2025-07-01, zonder aanhalingstekens"),
    N_("verwacht een lijst"),
    N_("verwacht ten minste een regel"),
    N_("verwacht een blok met eigen sleutels"),
    N_("deze sleutel ontbreekt"),
    N_("onbekende sleutel; bekend zijn hier: {sleutels}"),
    N_("verwacht een van: {waarden}"),
    N_("verwacht ten minste {grens}"),
    N_("verwacht ten hoogste {grens}"),
    N_("verwacht een andere waarde"),
    N_("dit bestand bestaat niet"),
    N_("verwacht een meegeleverde regelset ({namen}) of een pad dat op .toml eindigt"),
    N_("verwacht een tekstbestand in UTF-8"),
    N_("deze regel is geen geldige TOML (verwacht sleutel = waarde, of [blok])"),
    N_("dit jaar en deze soort staan er al; verwacht een regel per jaar en soort"),
    N_("er ontbreekt een tarief voor de soort regulier"),
    N_("verwacht een datum op of na geldig_vanaf ({dag})"),
    N_("dit is geen tabel van een casus"),
    N_("dit is geen bruikbaar pad"),
    N_(
        "deze rij is niet te lezen; verwacht gewone CSV, met een aanhalingsteken aan het begin en eind "
        "van een waarde"
    ),
    N_("verwacht een bestand; dit is een map"),
    N_("dit bestand is niet te openen of te lezen"),
    N_("dit is geen tekst maar een werkmap; sla elk blad op als CSV, of lees de .xlsx zelf"),
    N_("verwacht tekst; hier staat een nul-byte"),
    N_("verwacht tekst in UTF-8 of Windows-1252"),
    N_("deze map of dit bestand bestaat niet"),
    N_("verwacht een map met plan.toml en CSV-bestanden, of een werkmap in .xlsx"),
    N_('verwacht per regel: sleutel = waarde, tekst tussen "aanhalingstekens"'),
    N_("er staat een onmogelijk getal of onmogelijke datum in"),
    N_("deze map is niet te openen"),
    N_("deze tabel staat er ook als {bestand}; verwacht een bestand per tabel"),
    N_("dit bestand is geen tabel van een casus en wordt niet gelezen"),
    N_("dit bestand met de instellingen ontbreekt in de map"),
    N_("dit bestand met de instellingen ontbreekt in de map (de map is leeg)"),
    N_("de instellingen ontbreken"),
    N_("deze tabel ontbreekt: de woningen die vrijkomen"),
    N_("deze tabel ontbreekt; verwacht huishoudens of aantallen"),
    N_("deze instelling ontbreekt"),
    N_("deze instelling ontbreekt, bijvoorbeeld {voorbeeld}"),
    N_("verwacht een provincie, regio of gemeente, met naam of code"),
    N_("onbekende gemeente of locatie; deze afstand wordt niet gebruikt"),
    N_("onbekende instelling"),
    N_("verwacht namen van doelen: {namen}"),
    N_("verwacht elk doel hoogstens één keer"),
    N_('verwacht een lijst doelen, zoals ["tekort", "overschrijding"], in Excel tekort|overschrijding'),
    N_("deze instelling hoort niet in een blok; zet haar boven de eerste regel met [...]"),
    N_("onbekende instelling; bekend zijn hier: {namen}"),
    N_("verwacht een getal van ten minste {grens}"),
    N_("verwacht een getal van ten hoogste {grens}"),
    N_("verwacht een getal groter dan {grens}"),
    N_("verwacht een getal kleiner dan {grens}"),
    N_("verwacht een blok met eigen instellingen, zoals {blok}"),
    N_("een getal van meer dan twintig cijfers"),
    N_("verwacht een eerste rij met kolomnamen; dit is leeg"),
    N_("verwacht {kop} waarden zoals de kop, gevonden zijn er {gevonden}"),
    N_(
        "verwacht {kop} waarden zoals de kop, gevonden zijn er {gevonden}; staat er een scheidingsteken "
        "in een waarde? zet die tussen aanhalingstekens"
    ),
    N_("hier staat al iets; verwacht een nieuwe naam, of een lege map"),
    N_("hier kan niet worden geschreven"),
    N_("kolom {nummer} heeft waarden maar geen naam"),
    N_("deze kolom staat er twee keer"),
    N_("onbekende kolom; zij wordt niet gelezen"),
    N_("deze kolom ontbreekt: {uitleg}"),
    N_("verwacht een waarde: {uitleg}"),
    N_(
        "geen kolom over nationaliteit, herkomst, taal, religie of geslacht: een plaatsing mag daarop "
        "niet rusten; haal de kolom weg"
    ),
    N_("dit blad staat er ook als {blad}; verwacht een blad per tabel"),
    N_("verwacht een werkmap in .xlsx; dit bestand is beschadigd of iets anders"),
    N_("dit blad is geen tabel van een casus en wordt niet gelezen"),
    N_("deze instelling staat ook in rij {rij}"),
    N_("verwacht leesbare tekst zonder stuurtekens"),
    N_("verwacht een waarde; dit is een foutmelding van Excel"),
    N_("verwacht een geheel getal"),
    N_("verwacht een geheel getal van {laagst} tot en met {hoogst}"),
    N_("verwacht een geheel getal van ten minste {grens}"),
    N_("verwacht een geheel getal van ten hoogste {grens}"),
    N_("{verwacht}; dit is onmogelijk groot"),
    N_("dit kan {een} of {ander} zijn; schrijf een van beide"),
    N_("verwacht een getal zoals {voorbeeld}"),
    N_("verwacht een bedrag zoals {voorbeeld}"),
    N_("verwacht een getal zoals {voorbeeld} van ten minste {grens}"),
    N_("verwacht een bedrag zoals {voorbeeld} van ten minste {grens}"),
    N_("verwacht een getal van {laagst} tot en met {hoogst}"),
    N_("verwacht een bedrag van ten minste {grens}"),
    N_("verwacht een datum zoals {voorbeeld}"),
    N_("verwacht een datum tussen {eerste} en {laatste}"),
    N_("verwacht een maand zoals 2025-03"),
    N_("verwacht ja of nee"),
    N_("verwacht een lijst namen, zoals {voorbeeld}"),
    N_("verwacht tekst"),
    N_("verwacht een dag in het halfjaar {halfjaar}"),
    N_("verwacht een dag op of na de start ({dag})"),
    N_("verwacht een plan van hoogstens {aantal} perioden en 20 jaar"),
    N_("verwacht een gemeente; dit kan {mogelijk} zijn"),
    N_("verwacht een arbeidsmarktregio, zoals AM03 of Drenthe"),
    N_("verwacht een gemeente uit de tabel gemeenten"),
    N_("verwacht een gemeente, met CBS-code of naam, zoals GM0106 of Assen"),
    N_("verwacht hoogstens max_personen ({grens})"),
    N_("verwacht een dag op of na beschikbaar_vanaf ({dag})"),
    N_("{rijen} met een woning buiten het gebied; niet gelezen"),
    N_("geen enkele woning komt in het gebied vrij van {start} tot en met {horizon}"),
    N_("verwacht een gemeente van het gebied; breid het gebied uit of laat deze rij weg"),
    N_("verwacht een dag op of na open_vanaf ({dag})"),
    N_("verwacht hoogstens de capaciteit ({grens})"),
    N_(
        "{rijen} zonder exploitatiekosten; gerekend met het aangekondigde normbedrag van {bedrag} euro "
        "per persoon per dag (zekerheid: pers)"
    ),
    N_("{rijen} met een kandidaat zonder transitiekosten; gerekend met nul"),
    N_("verwacht een locatie uit deze tabel"),
    N_("deze uitbreidingen verwijzen in een kring naar elkaar"),
    N_("deze deelnemer ligt buiten het gebied en telt niet mee"),
    N_("deze deelnemer ligt op {afstand} km, verder dan de afstandslimiet van {grens} km"),
    N_("er verblijven al {aantal} personen"),
    N_("verwacht {een} of {ander}, niet allebei"),
    N_("verwacht {een} of {ander}"),
    N_("verwacht een veelvoud van personen ({aantal})"),
    N_("samen {totaal}; verwacht hoogstens {grens}"),
    N_(
        "{rijen} zonder grootte van het huishouden; de verdeling 62/10/8/8/6/4/2 % over 1 tot en met 7 "
        "personen is aangenomen"
    ),
    N_("geen gemeente van het gebied voldoet; dit huishouden kan alleen in de opvang blijven"),
    N_("koppelgemeente {gemeente} voldoet hier niet aan; dit huishouden kan alleen in de opvang blijven"),
    N_("beginstand onbekend: de achterstand van elke gemeente is op nul gesteld"),
    N_("beginstand onbekend van {gemeenten}: de achterstand is op nul gesteld"),
    N_("{rijen} met een gemeente buiten het gebied; niet gelezen"),
    N_("{rijen} zonder stand_per; de stand is gelezen als die van {dag}"),
    N_("verwacht een dag in {halfjaar}"),
    N_(
        "{rijen} met een stand na de start van het plan ({dag}): wat sindsdien is gerealiseerd, kan het "
        "plan nog eens tellen"
    ),
    N_("in huishoudens zijn {aantal} personen aan deze gemeente gekoppeld"),
    N_("verwacht hoogstens {grens} personen; een groter huishouden vraagt max_personen in plan.toml"),
    N_("verwacht ook een koppelgemeente"),
    N_("verwacht een dag op of na de vergunning ({dag})"),
    N_("{rijen} met een koppelgemeente zonder koppeldatum; gelezen als vergunning + 2 weken"),
    N_("{rijen} met een opvanglocatie; zonder tabel coa_locaties geldt elke als regulier"),
    N_("verwacht een locatie uit coa_locaties"),
    N_("verwacht een locatie uit doorstroomlocaties"),
    N_("verwacht een bestaande locatie; deze is nog kandidaat"),
    N_("verwacht de eerste dag in de locatie"),
    N_("verwacht de gemeente waarvoor het huishouden in de locatie verblijft"),
    N_("verwacht ook in_locatie"),
    N_("verwacht een dag op of voor de start van het plan ({dag})"),
    N_("ligt voor de vergunning ({dag})"),
    N_("het langste verblijf van {nachten} nachten is al voorbij op de start van het plan"),
    N_("{rijen} met een vergunning na de horizon ({dag}); dit plan huisvest hen niet"),
    N_("wacht op de start van het plan al meer dan drie jaar; klopt de datum?"),
    N_("zonder datum telt de nareis niet mee voor de grootte van de woning"),
    N_("verwacht het aantal personen bij nareis_verwacht"),
    N_("verwacht hoogstens drie arbeidsmarktregio's"),
    N_("dit staat er al in rij {rij}; verwacht elk kenmerk een keer"),
    N_("verwacht een ander pseudoniem; zo heten de huishoudens die uit aantallen worden gemaakt"),
    N_("dit lijkt {soort}; gebruik een pseudoniem dat niemand herkent"),
    N_("een V-nummer"),
    N_("een BSN"),
    N_("een naam"),
    N_("1 rij"),
    N_("{aantal} rijen"),
    N_("de uitruil van {halfjaar} telt op tot {personen}; verwacht 0 per halfjaar"),
    N_("{rijen} met een halfjaar dat niet binnen het plan eindigt; niet gebruikt"),
    N_("{rijen} met een gemeente buiten het gebied; telt alleen mee voor de som"),
    N_("verwacht een waarde uit {tabel}"),
    N_("verwacht een gemeentecode of een arbeidsmarktregio, een van beide"),
    N_("verwacht kosten_euro_per_persoon of score"),
    N_("dit paar staat er al; verwacht elk paar een keer"),
    N_("deze tabel wordt bewaard, maar deze versie rekent er nog niet mee"),
    N_("er staat geen enkel huishouden in; vul huishoudens of aantallen"),
    N_("binnen het plan eindigt geen halfjaar; er wordt geen taakstelling gerekend"),
    N_(
        "het landelijk aantal te huisvesten personen voor {halfjaar} ontbreekt en is niet meegeleverd; "
        "geef het hier, of geef in gemeenten de taakstelling van elke gemeente"
    ),
    N_("meegeleverd cijfer {cijfer} gebruikt; zekerheid: {zekerheid} ({bron})"),
    N_("verwacht inwoners boven nul, of de taakstelling van elke gemeente"),
    N_(
        "voor {halfjaar} gelden de inwoners van 1 januari {jaar}; het meegeleverde cijfer van 1 januari "
        "{ander} is gebruikt"
    ),
    N_("in gemeenten staan eigen inwoners; het landelijk totaal is het meegeleverde van 1 januari {jaar}"),
    N_("deze regelset geldt niet op {dag}"),
    N_("{onderdeel} in deze regelset geldt vanaf {dag}, niet in heel het plan"),
    N_("verwacht een huishouden of een locatie, niet allebei: kosten van een locatie gelden voor iedereen"),
    N_("een locatie heeft geen score, alleen kosten; geschiktheid is die van een gemeente"),
    N_("tarief {soort}: voor {jaar} is er geen cijfer; dat van {bronjaar} is doorgetrokken"),
    N_("{onderdeel} in deze regelset geldt tot en met {dag}, niet in heel het plan"),
    N_("{onderdeel} in deze regelset geldt vanaf {dag} tot en met {einde}, niet in heel het plan"),
    N_("verwacht x_rd en y_rd allebei, of geen van beide"),
    N_(
        "verwacht een punt in Nederland in Rijksdriehoekscoördinaten (x van {a} tot {b}, y van {c} tot "
        "{d} meter)"
    ),
    N_("er is geen landelijk aantal (vg) voor {halfjaar}"),
    N_("verwacht een aantal van 1 of meer"),
    N_("verwacht een aantal van 0 of meer"),
    N_("verwacht een getal van 0 of meer"),
    N_("verwacht een aandeel van 0 tot en met 1"),
    N_("verwacht een halfjaar met een bekende landelijke taakstelling: {halfjaren}"),
    N_("{namen} en {rest} andere"),
    N_("verwacht een verandering in procenten, zoals {voorbeeld}"),
    N_("er staat geen enkel scenario in"),
    N_("deze naam is al in gebruik; verwacht een andere"),
    N_("verwacht een scenario uit dit bestand"),
    N_("dit bestand met scenario's bestaat niet; een nieuwe casus heeft er een om mee te beginnen"),
    N_("deze scenario's nemen elkaar in een kring over"),
    N_("verwacht {kolommen} bij {soort}"),
    N_("verwacht een dag na {start} en hoogstens de dag na {horizon}"),
    N_("verwacht {waarde}"),
    N_("{aantal} gekoppelde personen wachten nog in COA"),
    N_("termijn tot en met {tot}, doorberekening vanaf {vanaf}; tarief {tarief}"),
    N_("{tekst}, doorgetrokken uit {jaar}"),
    N_("verwacht een bestand met grenzen: GeoPackage (.gpkg), GeoJSON of shapefile (.shp)"),
    N_("dit bestand is beschadigd of onvolledig; haal het opnieuw op"),
    N_("in dit bestand staan geen grenzen"),
    N_("deze laag staat niet in het bestand; wel: {lagen}"),
    N_("deze laag is leeg"),
    N_(
        "verwacht een laag met gemeenten, zoals gemeentegebied of gemeente_gegeneraliseerd; "
        "het bestand heeft: {lagen}"
    ),
    N_("geen enkele laag"),
    N_(
        "verwacht de kolommen van PDOK Bestuurlijke Gebieden (identificatie, naam), CBS "
        "Gebiedsindelingen (statcode, statnaam) of de Wijk- en Buurtkaart (gemeentecode, gemeentenaam)"
    ),
    N_("geen enkele rij is land; verwacht NEE in de kolom {kolom}"),
    N_("dit zijn provincies; verwacht een bestand of laag met gemeenten"),
    N_(
        "verwacht gemeentecodes van het CBS, zoals GM0106; dit lijkt een bestand van een ander land "
        "of van andere gebieden"
    ),
    N_("zonder grens: {gemeenten}; haal het bestand opnieuw op"),
    N_("verwacht vlakken; dit bestand heeft punten of lijnen"),
    N_("verwacht een rij per gemeente; meer keer staan er {gemeenten}"),
    N_("het coördinatenstelsel ontbreekt; verwacht EPSG:28992, bijvoorbeeld in een .prj-bestand"),
    N_(
        "het coördinatenstelsel ontbreekt; verwacht EPSG:28992, bijvoorbeeld in een .prj-bestand "
        "(de coördinaten lijken {stelsel})"
    ),
    N_("de assen zijn verwisseld: de coördinaten zijn {stelsel} met y voor x"),
    N_("de coördinaten lijken {stelsel}; het bestand noemt een ander stelsel"),
    N_("graden (EPSG:4326)"),
    N_("deze grenzen liggen niet in Nederland"),
    N_(
        "de grenzen verschillen van de gemeenten van de casus: ontbreekt: {ontbreekt}; samengevoegd: "
        "{samengevoegd}; verdeeld: {verdeeld}; hernoemd: {hernoemd}; onbekend: {onbekend}"
    ),
    N_("verwacht een adres dat met http:// of https:// begint"),
    N_("{bestand} staat er al; kies --vervang om het opnieuw op te halen"),
    N_("{adres} gaf geen GeoPackage; klopt het adres, of zit er een inlogpagina tussen?"),
    N_("{adres} bestaat niet; voor dat jaar zijn er geen grenzen"),
    N_("{adres} antwoordt met fout {nummer}; probeer het later"),
    N_(
        "geen verbinding met {adres}; controleer internet of proxy en draai de opdracht nog eens, "
        "dan gaat het ophalen verder waar het was"
    ),
    N_(
        "de verbinding viel weg na {aantal} van {totaal} bytes; draai de opdracht nog eens, dan gaat "
        "het ophalen verder waar het was"
    ),
)
