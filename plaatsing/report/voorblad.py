"""What stands above the parts of the page: what it is, for whom, and how far it can be trusted."""

from __future__ import annotations

from plaatsing.report.gegevens import Gegevens
from plaatsing.report.onderdelen.zekerheid import proof_in_words, stamp
from plaatsing.report.pagina import Voorblad
from plaatsing.taal import _
from plaatsing.uitvoer.samenvatting import period_line, title
from plaatsing.uitvoer.waarschuwingen import is_synthetic


def title_block(bron: Gegevens) -> Voorblad:
    """Return the title block of the page, in the language spoken now."""
    found = bron.verificatie
    stempel = [
        (_("Nagerekend"), str(found)) if found.geslaagd else (_("Niet in orde"), stamp(bron)),
        (_("Bewezen"), proof_in_words(bron)),
    ]
    if is_synthetic(bron.plan):
        stempel.append(
            (_("Synthetisch"), _("De gegevens zijn verzonnen: geen bestaande huishoudens of woningen."))
        )
    return Voorblad(
        titel=title(bron.plan),
        stand=_("{stand} {kwartaal}").format(stand=bron.kwartaal.stand, kwartaal=bron.kwartaal.titel),
        periode=_("Plan van {periode}").format(periode=period_line(bron.plan)),
        publiek=_(bron.voor.titel),
        publiek_uitleg=_(bron.voor.uitleg),
        stempel=stempel,
    )
