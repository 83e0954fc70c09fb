"""Alternatives as text, in the language spoken now."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plaatsing.taal import _, format_count, format_euro, format_share, plural

if TYPE_CHECKING:
    from plaatsing.alternatives.antwoord import Alternatief, Alternatieven, Keuze

WIDTH = 100


def alternatives_text(found: Alternatieven) -> str:
    """Say which plans cost little more, and what they have in common."""
    head = _("Plannen die hoogstens {deel} ({euro}) meer kosten:").format(
        deel=format_share(found.epsilon),
        euro=format_euro(round(100 * found.epsilon * max(1.0, abs(found.basis.objective)))),
    )
    texts = [_alternative(number, item) for number, item in enumerate(found.alternatieven, start=1)]
    return "\n".join(
        [
            head,
            *_list(texts or [_("er is geen ander plan gevonden binnen die marge")]),
            *_list(list(_why_no_more(found))),
            "",
            _("Wat in elk plan binnen die marge hetzelfde is, en wat niet:"),
            *_list(list(_choices(found))),
        ]
    )


def _why_no_more(found: Alternatieven) -> Iterator[str]:
    """Say why there are fewer plans than were asked for."""
    if len(found.alternatieven) >= found.gevraagd:
        return
    asked = _("waarom niet {aantal}:").format(aantal=format_count(found.gevraagd))
    space = found.ruimte
    if found.verschil == "personen":
        reason = _(
            "er is gezocht door wie nu vertrekt duurder te maken en wie blijft goedkoper; binnen de marge "
            "gaf dat geen plan meer waarin weer anderen vertrekken"
        )
    elif space.kandidaten == 0:
        reason = _("er is geen kandidaat-locatie om over te beslissen")
    elif space.over is None:
        reason = _("er zijn te veel combinaties om na te gaan; onder wat is doorgerekend zitten er niet meer")
    else:
        reason = _sets(found, space.over)
    yield f"{asked} {reason}"


def _sets(found: Alternatieven, over: int) -> str:
    """Say how many sets of openings there are besides the plan's, and what those not taken cost at least."""
    space = found.ruimte
    text = _("van de {kandidaten} ligt binnen deze marge bewezen vast: {vast} (hieronder)").format(
        kandidaten=plural("{aantal} kandidaat", "{aantal} kandidaten", space.kandidaten).format(
            aantal=format_count(space.kandidaten)
        ),
        vast=format_count(space.vast),
    )
    if over == 0:
        return text + "; " + _("een andere combinatie is er dus niet")
    text += "; " + plural(
        "de rest laat naast het plan {aantal} combinatie over",
        "de rest laat naast het plan {aantal} combinaties over",
        over,
    ).format(aantal=format_count(over))
    rest = over - len(found.alternatieven)
    if rest > 0 and found.uitputtend:
        text += ", " + plural(
            "en {aantal} daarvan kost bewezen ten minste {euro} meer, boven de marge",
            "en {aantal} daarvan kosten bewezen ten minste {euro} meer, boven de marge",
            rest,
        ).format(aantal=format_count(rest), euro=format_euro(round(100 * space.minstens)))
    return text


def _alternative(number: int, item: Alternatief) -> str:
    return _("{nummer}: {euro} meer; open {geopend}; {anders}, {personen}").format(
        nummer=number,
        euro=format_euro(round(100 * item.meer)),
        geopend=", ".join(item.geopend) or _("geen kandidaat"),
        anders=plural(
            "{aantal} locatie anders dan in het plan",
            "{aantal} locaties anders dan in het plan",
            item.anders_open,
        ).format(aantal=format_count(item.anders_open)),
        personen=plural(
            "{aantal} persoon naar een andere plaats",
            "{aantal} personen naar een andere plaats",
            item.personen_anders,
        ).format(aantal=format_count(item.personen_anders)),
    )


def _choices(found: Alternatieven) -> Iterator[str]:
    for choice in found.keuzes:
        yield _choice(choice)
    yield plural(
        "{aantal} huishouden houdt in alle gevonden plannen dezelfde plaats",
        "{aantal} huishoudens houden in alle gevonden plannen dezelfde plaats",
        len(found.huishoudens_gelijk),
    ).format(aantal=format_count(len(found.huishoudens_gelijk)))
    if found.verschil == "locaties" and not found.uitputtend:
        yield _("niet alle combinaties zijn nagegaan: er kunnen plannen zijn die nog meer verschillen")


def _choice(choice: Keuze) -> str:
    text = {
        "altijd_open": _("{locatie} gaat altijd open (bewezen): dicht kost ten minste {euro} meer"),
        "altijd_dicht": _("{locatie} blijft altijd dicht (bewezen): openen kost ten minste {euro} meer"),
        "vrij": _("{locatie} kan open of dicht: anders dan in het plan kost ten minste {euro} meer"),
        "onbewezen": _("{locatie} is niet beslist: anders dan in het plan kost ten minste {euro} meer"),
    }[choice.oordeel]
    return text.format(locatie=choice.locatie, euro=format_euro(max(0, round(100 * choice.anders_minstens))))


def _list(texts: list[str]) -> list[str]:
    return [textwrap.fill(text, WIDTH, initial_indent="  - ", subsequent_indent="    ") for text in texts]
