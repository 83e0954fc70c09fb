"""The sentences about decisions of a person and an earlier plan, with places for what they name."""

from __future__ import annotations

from plaatsing.taal.catalogus import N_

VASTZINNEN: tuple[str, ...] = (
    N_("verwacht bij {soort}: {velden}"),
    N_("verwacht alleen; niet en moet gelden bij een huishouden"),
    N_("verwacht alleen of moet bij vanaf en uiterlijk"),
    N_("verwacht alleen: blijven in de opvang kan altijd"),
    N_("verwacht welk huishouden, welke gemeente of locatie ({soort})"),
    N_("dit staat er al; verwacht het een keer"),
    N_("verwacht een huishouden uit de casus"),
    N_("dit huishouden staat er al; verwacht elk een keer"),
    N_("verwacht een dag van het plan ({start} t/m {horizon})"),
    N_("verwacht een dag op of na vergunning en koppeling ({dag})"),
    N_("zonder tabel eerder_plan vertrekt er voor deze dag niemand"),
    N_("zonder tabel eerder_plan telt wijziging niet mee"),
    N_("al gekoppeld aan {gemeente}; wijzig dan de koppeling zelf"),
    N_("woont al in {locatie}; verwacht vorm, periode, vanaf of uiterlijk"),
    N_("dit spreekt een andere rij tegen, die dit juist wil; verwacht een van beide"),
    N_("verwacht bij een vaste locatie geen vaste vorm, of vorm doorstroomlocatie"),
    N_("verwacht een gemeente van het gebied"),
    N_("verwacht een locatie uit de tabel doorstroomlocaties"),
    N_("deze beslissing gaat voor {regel}"),
    N_("deze beslissing gaat voor {regel}; verwacht een reden: {redenen}"),
    N_("de harde criteria van dit huishouden"),
    N_("het koppelgebied van de opvanglocatie"),
    N_("het bereik van de locatie"),
    N_("de vormen die de gemeente kiest"),
    N_("een beslissing gaat voor de harde criteria"),
    N_("een beslissing gaat voor het koppelgebied"),
    N_("een beslissing gaat voor het bereik van de locatie"),
    N_("een beslissing gaat voor de vormen die de gemeente kiest"),
    N_("dit lag al vast en past niet"),
    N_("wat moet, past niet: dit huishouden wacht"),
    N_("meer dan de {aantal} personen die zijn vastgezet"),
    N_("blijft dicht tegen een beslissing in"),
    N_("gaat open tegen een beslissing in"),
)
