"""The rules that a verification checks: a code for programs, a sentence for planners."""

from __future__ import annotations

from plaatsing.taal import N_

REGELS: dict[str, str] = {
    # reading
    "tabel_onleesbaar": N_("Deze tabel is niet te lezen."),
    "tabel_kolommen": N_("Deze tabel heeft andere kolommen dan een plan."),
    "cel_onleesbaar": N_("Deze cel is niet te lezen."),
    "tabel_rijen": N_("Het aantal rijen is anders dan het manifest noemt."),
    "manifest_onleesbaar": N_("Het manifest is niet te lezen."),
    "manifest_waarde": N_("Dit staat anders in het manifest."),
    "casus_onleesbaar": N_("De casus in de resultaatmap is niet te lezen."),
    "invoer_veranderd": N_("De invoer is veranderd sinds dit plan is gemaakt."),
    "bestand_ontbreekt": N_("Dit bestand hoort in de resultaatmap en ontbreekt."),
    # households
    "huishouden_ontbreekt": N_("Elk huishouden staat precies een keer in de plaatsingen; dit ontbreekt."),
    "huishouden_dubbel": N_("Elk huishouden staat precies een keer in de plaatsingen; dit staat er vaker."),
    "huishouden_onbekend": N_("Dit huishouden komt niet in de invoer voor."),
    "personen": N_("Het aantal personen is dat van de invoer."),
    "kenmerk": N_("Dit kenmerk is dat van de invoer."),
    "toestand": N_("De kolommen van een huishouden passen bij elkaar en bij zijn vorm."),
    "reden": N_("De reden past bij waar het huishouden is."),
    # linking
    "koppeling_behouden": N_("Een bestaande koppeling blijft staan."),
    "koppeldatum": N_(
        "De koppeldatum is die van de invoer, of bij een voorstel de laatste van vergunning en start."
    ),
    "voorstel": N_("Een voorstel is een koppeling die de invoer niet heeft."),
    "gemeente_onbekend": N_("Deze gemeente ligt niet in het gebied."),
    "koppelgebied": N_("Een voorstel valt in de provincie of regio van de opvanglocatie."),
    "harde_criteria": N_("Een voorstel voldoet aan gezin, werk, studie en medisch, met hun straal."),
    "verhuisd_zonder_koppeling": N_("Wie de opvang verlaat, is aan een gemeente gekoppeld."),
    # dates
    "datum_periode_einde": N_("Een verhuizing valt op de laatste dag van een periode."),
    "datum_buiten_plan": N_("Een verhuizing valt binnen het plan."),
    "datum_te_vroeg": N_("Niemand verhuist voor de vergunning of de koppeling."),
    "datum_volgorde": N_("Wie een locatie verlaat, is er eerder in gekomen."),
    "bewoner_begin": N_("Wie al in een locatie woont, is daar sinds de dag van de invoer."),
    "weken_in_coa": N_("De weken in COA lopen van vergunning tot vertrek of horizon."),
    "weken_over_termijn": N_("De weken sinds de termijn tellen vanaf 14 weken na de vergunning."),
    "start_inburgering": N_("De inburgering begint op de eerste dag op een plek waar dat kan."),
    # dwellings
    "aanbod_onbekend": N_("Deze woning komt niet in het woningaanbod voor."),
    "aanbod_gemeente": N_("Een woning staat in de koppelgemeente."),
    "aanbod_vorm": N_("De vorm is die van de woning."),
    "vorm_niet_gekozen": N_("De gemeente kiest deze vorm."),
    "aanbod_te_vroeg": N_("Een woning is vrij op de dag van de verhuizing."),
    "aanbod_te_laat": N_("De laatste dag om in de woning te trekken is niet voorbij."),
    "aanbod_grootte": N_("Het huishouden past in de woning, met wie binnenkort nareist."),
    "aanbod_toegankelijk": N_("Wie een toegankelijke woning nodig heeft, krijgt er een."),
    "aanbod_aantal": N_("Er zijn niet meer verhuizingen dan woningen."),
    "aanbod_personen": N_("Er verhuizen niet meer personen dan de prognoses in personen tot dan toe geven."),
    # locations
    "locatie_onbekend": N_("Deze locatie komt niet in de invoer voor."),
    "locatie_rijen": N_("Elke locatie staat er met elke periode precies een keer."),
    "locatie_gegevens": N_("De gegevens van een locatie en haar perioden zijn die van de invoer."),
    "locatie_geopend": N_("Een bestaande locatie is open; een kandidaat is het hele plan open of dicht."),
    "locatie_dicht": N_("Niemand komt in een locatie die dicht blijft."),
    "locatie_niet_open": N_("Niemand komt in een locatie voor haar eerste dag."),
    "uitbreiding": N_("Een uitbreiding is alleen open als haar locatie open is."),
    "bezetting": N_("De bezetting is het aantal personen volgens de plaatsingen."),
    "kamers_bezet": N_("De kamers in gebruik zijn die volgens de plaatsingen."),
    "capaciteit_tabel": N_("De plaatsen en kamers zijn die van de invoer zolang de locatie open is."),
    "boven_capaciteit": N_("Wat boven de capaciteit uitkomt, staat er als zodanig."),
    "capaciteit": N_(
        "Er wonen niet meer personen dan er plaatsen zijn, bewoners van voor het plan daargelaten."
    ),
    "kamers": N_("Er zijn niet meer kamers in gebruik dan er zijn, bewoners van voor het plan daargelaten."),
    "bereik": N_("De locatie kan deze koppelgemeente bedienen."),
    "deelname": N_("De deelname van de gemeente aan de locatie klopt."),
    "verblijf": N_("Niemand blijft langer dan het langste verblijf of de laatste nacht van de locatie."),
    "einddatum_verblijf": N_("De laatste toegestane nacht volgt uit het langste verblijf en de locatie."),
    # decisions
    "vastgezet_tekst": N_("Bij een huishouden staat wat erover is besloten, met de reden."),
    "vastgezet_gemeente": N_("Een huishouden komt in de gemeente die is vastgezet."),
    "vastgezet_vorm": N_("Een huishouden komt in de vorm die is vastgezet."),
    "vastgezet_locatie": N_("Een huishouden gebruikt de locatie die is vastgezet, en geen gesloten locatie."),
    "vastgezet_periode": N_("Een huishouden vertrekt op de dag die is vastgezet."),
    "bevroren": N_("Wat voor de vastgezette dag al was gebeurd, staat vast zoals in het eerdere plan."),
    # tables that follow
    "stromen": N_("De stromen zijn de verhuizingen van de plaatsingen, opgeteld."),
    "taakstelling_rijen": N_("Elke gemeente staat er met elk halfjaar precies een keer."),
    "taakstelling": N_("De taakstelling volgt uit de invoer en het plan."),
    "doorberekening_ontbreekt": N_("Deze dagen horen in de doorberekening en ontbreken."),
    "doorberekening_te_veel": N_("Deze regel hoort niet in de doorberekening."),
    "doorberekening_bedrag": N_(
        "De bedragen zijn personen x dagen x tarief, min de aftopping, tot op de cent."
    ),
    "doorberekening_gegevens": N_("De gegevens van een regel volgen uit het huishouden en de regels."),
    "doorberekening_grond": N_(
        "De grond noemt de termijn, het begin en het tarief; de zekerheid hoort erbij."
    ),
    "doel_rijen": N_("Elk doel en elke straf staat er precies een keer."),
    "doel_waarde": N_("De waarde van dit doel volgt uit de plaatsingen."),
    "doel_eenheid": N_("Een doel staat er met zijn eigen eenheid en zekerheid."),
    "doel_gewicht": N_("Het gewicht is dat van de instellingen."),
    "doel_euro": N_("Een doel telt voor waarde x gewicht."),
    "doelwaarde": N_("De doelen tellen op tot de doelwaarde van het plan."),
    "tekort_niet_genoemd": N_("Wat niet past, staat bij de tekorten."),
    "tekort_onterecht": N_("Wat bij de tekorten staat, komt echt tekort."),
    "tekort_aantal": N_("Een tekort staat er met het juiste aantal."),
    "prijzen": N_("Elke prijs is een getal bij een regel."),
    "ondergrens": N_("De bewezen ondergrens ligt niet boven de doelwaarde."),
    "gap": N_("De afstand tot de ondergrens is goed uitgerekend."),
    "volgorde": N_("Een plan doet het op geen doel van de volgorde slechter dan daarvoor is gevonden."),
    "status": N_("Een plan is alleen optimaal als de gevraagde afstand is bewezen."),
}
