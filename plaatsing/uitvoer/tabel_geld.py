"""The tables about who pays: per post, and net."""

from __future__ import annotations

from plaatsing.taal import N_
from plaatsing.uitvoer.kolom import Kolom, Tabel

_CENT = N_("cent")
_BETALER = Kolom("betaler", "tekst", N_("Betaler"), N_("COA, de regeling, een gemeente, of nog open."))
_CODE = Kolom("gemeentecode", "tekst", N_("Code"), N_("Code van de gemeente; leeg bij andere betalers."))
_GEMEENTE = Kolom("gemeente", "tekst", N_("Gemeente"), N_("Naam van de gemeente; leeg bij andere betalers."))


def _amounts(*, som: bool) -> tuple[Kolom, ...]:
    return (
        Kolom("plan_cent", "cent", N_("Met dit plan"), N_("Kosten met dit plan."), _CENT, som=som),
        Kolom(
            "coa_cent",
            "cent",
            N_("Zonder plan"),
            N_("Kosten als iedereen blijft waar hij is: in COA, of in de locatie."),
            _CENT,
            som=som,
        ),
        Kolom(
            "verschil_cent",
            "cent",
            N_("Verschil"),
            N_("Met dit plan min zonder plan; onder nul is bespaard."),
            _CENT,
            som=som,
        ),
    )


BETALERS = Tabel(
    "betalers",
    N_("Betalers"),
    N_("Een rij is een betaler en een post; onder nul is ontvangen. Kosten van woningen tellen niet mee."),
    (
        _BETALER,
        _CODE,
        _GEMEENTE,
        Kolom(
            "post",
            "tekst",
            N_("Post"),
            N_("Waarvoor; normbedrag, vergoeding en doorberekening verschuiven geld en tellen op tot nul."),
        ),
        *_amounts(som=True),
    ),
)

NETTO = Tabel(
    "netto",
    N_("Netto"),
    N_(
        "Een rij is een betaler: alle posten samen. In de laatste rij vallen verschuivingen tegen elkaar weg."
    ),
    (_BETALER, _CODE, _GEMEENTE, *_amounts(som=False)),
)
