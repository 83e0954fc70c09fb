"""What a synthetic case says about itself."""

from __future__ import annotations

from plaatsing.case import Case

from . import beginstand, koppeling, locaties, verdeling, woningen
from .huishoudens import WEKEN_VOORAF
from .opdracht import HUISHOUDENS_PER_PERSOON, Opdracht


def titel(opdracht: Opdracht) -> str:
    """Return the title of the case."""
    return f"{opdracht.naam} {opdracht.halfjaar} (synthetisch)"


def toelichting(opdracht: Opdracht) -> str:
    """Return the explanation for plan.toml: what is real, what is made up, and how."""
    shares = "/".join(f"{100 * share:.0f}" for share in verdeling.AANDEEL)
    text = f"""
        Synthetische casus {opdracht.naam}, {opdracht.halfjaar}, gemaakt met plaatsing new
        (seed {opdracht.seed}).
        Echt: de gemeenten, hun regio's en inwoners (CBS, 1 januari 2024) en de landelijke taakstelling van
        {opdracht.vg} personen.
        Verzonnen: huishoudens, opvanglocaties, woningen, beginstanden en doorstroomlocaties; geen enkele
        rij gaat over een bestaand huishouden, adres of besluit.
        Huishoudens: {opdracht.huishoudens} (standaard {_nl(HUISHOUDENS_PER_PERSOON)} per persoon van de
        taakstelling, hier {opdracht.taakstelling}); {shares} % met 1 tot en met 7 personen; vergunningen
        gelijkmatig verdeeld van {WEKEN_VOORAF} weken voor de start tot en met de horizon.
        Gekoppeld: {_procent(opdracht.gekoppeld)} van wie de vergunning 14 dagen of langer voor de start had,
        {koppeling.DAGEN_TOT_KOPPELING} dagen na de vergunning.
        Woningen: voor {_procent(woningen.AANDEEL_TAAKSTELLING)} van de taakstelling in personen.
        Beginstanden: van {_procent(beginstand.LAAGSTE)} tot {_procent(beginstand.HOOGSTE)} van de
        taakstelling.
        Doorstroomlocaties: {opdracht.locaties} kandidaten van 30 tot en met 200 personen, transitiekosten
        {locaties.TRANSITIEKOSTEN:.0f} euro voor {locaties.JAREN_OPEN} jaar, exploitatie
        {locaties.EXPLOITATIE_PER_PERSOON_DAG:.0f} euro per persoon per dag.
    """
    return " ".join(text.split())


def leesmij(case: Case) -> str:
    """Return the text of the LEESMIJ.txt that goes with a synthetic case.

    Parameters
    ----------
    case : Case
        A case from `plaatsing.generator.generate_case`.
    """
    heading = case.instellingen.titel
    sentences = case.instellingen.toelichting.replace(". ", ".\n")
    return f"{heading}\n{'=' * len(heading)}\n\n{sentences}\n"


def _procent(aandeel: float) -> str:
    return f"{_nl(round(100 * aandeel, 1))} %"


def _nl(getal: float) -> str:
    return f"{getal:g}".replace(".", ",")
