"""A reason: a code with the figures that belong to it, and its sentence in the language spoken now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plaatsing.taal import N_, _

ZINNEN: Mapping[str, str] = {
    "gekozen": N_("gekozen"),
    # Why a place was never possible.
    "koppeling_elders": N_("het huishouden is al gekoppeld aan {gemeente}"),
    "koppelbereik": N_("koppelen kan alleen binnen de provincie of regio van de COA-locatie"),
    "hard_criterium": N_("het harde criterium {criterium} wijst naar {gemeente}"),
    "vergunning_te_laat": N_("de vergunning of koppeling komt te laat in het plan"),
    "vorm_niet_gekozen": N_("de gemeente kiest deze vorm niet"),
    "geen_aanbod": N_("er komt in het plan niets vrij in deze vorm"),
    "geen_maat": N_("geen woning voor {personen} in deze vorm"),
    "niet_toegankelijk": N_("geen toegankelijke woning voor {personen} in deze vorm"),
    "niet_op_tijd": N_("de woningen van deze maat zijn niet vrij wanneer het huishouden kan verhuizen"),
    "te_ver": N_("te ver: {km} km, de grens is {limiet} km"),
    "andere_regio": N_("de locatie hoort bij een andere regietafel"),
    "geen_deelname": N_("de gemeente neemt niet deel aan deze locatie"),
    "locatie_dicht": N_("de locatie is dicht wanneer het huishouden kan verhuizen"),
    "locatie_te_klein": N_("de locatie is te klein voor {personen}"),
    "al_in_locatie": N_("het huishouden woont al in een locatie"),
    "vastgezet": N_("vastgezet: {besluit}"),
    "geen_moment": N_("op geen enkel moment mogelijk"),
    # Why a possible place lost.
    "niet_geopend": N_("de locatie gaat in dit plan niet open"),
    "plaatsen_vol": N_("de locatie is vol in {perioden}"),
    "kamers_vol": N_("de kamers van de locatie zijn bezet in {perioden}"),
    "woning_daarna_vergeven": N_(
        "de passende woningen om daarna heen te gaan ({woning}) gaan naar huishoudens die er meer mee winnen"
    ),
    "woning_vergeven": N_("de passende woningen ({woning}) gaan naar huishoudens die er meer mee winnen"),
    "maximum_bereikt": N_("het maximum dat voor {gemeente} is vastgezet is bereikt"),
    "koppelruimte_op": N_("de koppelruimte van {gemeente} is op"),
    "na_termijn": N_(
        "geen passende woning voor de termijn ({termijn}); pas op {dag}, voor het huishouden zelf {euro} "
        "duurder"
    ),
    "zelf_later": N_("{weken} weken langer in COA; voor het huishouden zelf {euro} duurder"),
    "zelf_duurder": N_("voor het huishouden zelf {euro} duurder"),
    "gelijk": N_("even goed; het plan had ook hier kunnen uitkomen"),
    "ander_wijkt": N_("voor het huishouden zelf even goed, maar dan moet een ander wijken"),
    "taakstelling_elders": N_("{gemeente} heeft dit huishouden nodig voor de taakstelling"),
    "verdrongen": N_("goedkoper voor het huishouden zelf, maar dan moet een ander wijken"),
    # What decided the chosen place.
    "eerste_keus": N_(
        "er is voor dit huishouden niets beters: dit is de goedkoopste plaats en het vroegste moment"
    ),
    "geen_andere": N_("er is geen andere plaats: alle andere zijn uitgesloten, om de redenen hieronder"),
}


@dataclass(frozen=True)
class Reden:
    """Why something is as it is.

    Attributes
    ----------
    code : str
        One of `ZINNEN`.
    gegevens : dict of str to str
        What fills the places of its sentence, written as a reader expects.
    """

    code: str
    gegevens: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return _(ZINNEN[self.code]).format(**self.gegevens)
