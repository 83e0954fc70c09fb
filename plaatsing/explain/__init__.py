"""Why this plan: for a household, a municipality or a location, from a run folder alone."""

from plaatsing.explain.antwoord import HuishoudenUitleg, Kandidaat, Volgende
from plaatsing.explain.beeld import Beeld
from plaatsing.explain.gemeente import GemeenteUitleg, explain_gemeente
from plaatsing.explain.huishouden import explain_huishouden
from plaatsing.explain.locatie import LocatieUitleg, explain_locatie
from plaatsing.explain.reden import Reden

__all__ = [
    "Beeld",
    "GemeenteUitleg",
    "HuishoudenUitleg",
    "Kandidaat",
    "LocatieUitleg",
    "Reden",
    "Volgende",
    "explain_gemeente",
    "explain_huishouden",
    "explain_locatie",
]
