"""The page of a comparison: one self-contained file, in the style of the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.compare import gemeenten, locaties, plannen, volgorde
from plaatsing.compare.opmerkingen import remarks
from plaatsing.compare.samenvatting import people_lines
from plaatsing.compare.schrijven import STAM
from plaatsing.compare.tabellen import HUISHOUDENS, PLANNEN, side_by_side, title_of
from plaatsing.compare.vergelijkbaar import that_count
from plaatsing.report.blokken import Alinea, Blok, Groep, Lijst, Onderdeel, Tabelblok
from plaatsing.report.pagina import Voorblad, render
from plaatsing.report.script import script
from plaatsing.taal import _, current_taal, format_date_long
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.compare.vergelijking import Vergelijking
    from plaatsing.uitvoer.kolom import Tabel

_MOST_ROWS = 500
_IN_FILE_ONLY = frozenset({"start", "horizon", "ondergrens", "huishoudens", "doorgestroomd", "gemeenten"})
_WHY_NOT = frozenset({"vergelijkbaar", "waarom"})
_CODES = ("koppelgemeente", "aanbod", "uit_locatie")


def page(vergelijking: Vergelijking) -> str:
    """Return the page as HTML, in the language spoken now.

    Parameters
    ----------
    vergelijking : Vergelijking
        What is shown.
    """
    table = vergelijking.plannen
    first, last = table["start"].min(), table["horizon"].max()
    head = Voorblad(
        titel=_("Plannen naast elkaar"),
        stand=", ".join(vergelijking.namen),
        periode=_("{start} t/m {horizon}").format(
            start=format_date_long(first.date()), horizon=format_date_long(last.date())
        ),
        publiek=_("Voor intern gebruik"),
        publiek_uitleg=_("Deze pagina noemt huishoudens met hun pseudoniem."),
        stempel=[(_("Let op"), note) for note in remarks(vergelijking)],
    )
    return render(head, parts(vergelijking), STAM, script=script(current_taal()))


def parts(vergelijking: Vergelijking) -> list[Onderdeel]:
    """Return the parts of the page, in order."""
    tables = {tabel.naam: tabel for tabel in side_by_side(vergelijking.namen)}
    return [
        Onderdeel(
            "antwoord",
            _("In het kort"),
            (
                *_answers(vergelijking),
                Tabelblok(
                    PLANNEN,
                    vergelijking.plannen,
                    verborgen=_IN_FILE_ONLY | _same(vergelijking),
                    rijkop="plan",
                    totaal=False,
                ),
            ),
        ),
        Onderdeel(
            "verschillen",
            _("Waarin de plannen verschillen"),
            (
                _differing_settings(vergelijking, tables["instellingen"]),
                _block(vergelijking, tables["halfjaren"], plannen.HALFJAARMATEN, "halfjaar"),
                *_order(vergelijking, tables["volgorde"]),
                Tabelblok(
                    tables["doelen"],
                    that_count(vergelijking.doelen),
                    rijkop="doel",
                    totaal=False,
                    verborgen=frozenset() if _same(vergelijking) == frozenset() else _WHY_NOT,
                    noot=_("Doelen die in geen plan tellen, staan alleen in het bestand."),
                ),
            ),
        ),
        Onderdeel(
            "gemeenten",
            _("Gemeenten"),
            (_block(vergelijking, tables["gemeenten"], gemeenten.MATEN, "gemeente"),),
        ),
        Onderdeel(
            "locaties",
            _("Locaties"),
            (_block(vergelijking, tables["locaties"], locaties.MATEN, "locatie"),),
        ),
        Onderdeel("huishoudens", _("Voor wie het plan anders is"), (_people(vergelijking),)),
    ]


def _same(vergelijking: Vergelijking) -> frozenset[str]:
    """Return the columns that say nothing where every goal may be compared."""
    return frozenset({"vergelijkbaar_deel"}) if vergelijking.doelen["vergelijkbaar"].all() else frozenset()


def _answers(vergelijking: Vergelijking) -> list[Blok]:
    found: list[Blok] = []
    for name in vergelijking.namen[1:]:
        head, *rest = people_lines(vergelijking, name)
        found += [Alinea(head, "inleiding"), Lijst([line.strip(" -") for line in rest])]
    return found


def _differing_settings(vergelijking: Vergelijking, tabel: Tabel) -> Blok:
    if vergelijking.instellingen.empty:
        return Alinea(_("De instellingen zijn gelijk."))
    return Tabelblok(tabel, vergelijking.instellingen, rijkop="instelling", totaal=False)


def _block(vergelijking: Vergelijking, tabel: Tabel, maten: Sequence[str], rijkop: str) -> Tabelblok:
    groups = tuple(
        Groep(_(title_of(maat)), tuple(f"{maat}_{name}" for name in vergelijking.namen)) for maat in maten
    )
    return Tabelblok(tabel, getattr(vergelijking, tabel.naam), groepen=groups, rijkop=rijkop, totaal=False)


def _order(vergelijking: Vergelijking, tabel: Tabel) -> list[Blok]:
    """Return the goals that go before others, with the columns of each plan under its name."""
    if vergelijking.volgorde.empty:
        return []
    groups = tuple(
        Groep(_(title_of(maat)), tuple(f"{maat}_{name}" for name in vergelijking.namen))
        for maat in volgorde.MATEN
    )
    return [
        Tabelblok(
            tabel,
            vergelijking.volgorde,
            groepen=groups,
            rijkop="doel",
            totaal=False,
            noot=_(
                "Een doel zonder plek gaat in dat plan niet voor; de waarde staat er ter vergelijking. Of "
                "een doel in alle plannen gelijk wordt gemeten, staat in de tabel hieronder."
            ),
        ),
    ]


def _people(vergelijking: Vergelijking) -> Tabelblok:
    shown = [kolom.naam for kolom in HUISHOUDENS.kolommen]
    hidden = frozenset(name for name in shown if name.removesuffix("_voor").removesuffix("_na") in _CODES)
    groups = tuple(
        Groep(titel, tuple(name for name in shown if name.endswith(side) and name not in hidden))
        for titel, side in ((_("Voor"), "_voor"), (_("Na"), "_na"))
    )
    return Tabelblok(
        HUISHOUDENS,
        _in_sentences(vergelijking.huishoudens),
        groepen=groups,
        verborgen=hidden,
        rijkop="huishouden",
        totaal=False,
        rijen=_MOST_ROWS,
        noot=_("Voor is het eerste plan."),
    )


def _in_sentences(table: pd.DataFrame) -> pd.DataFrame:
    """Say every kind of difference in words; the file keeps the codes."""
    words = [", ".join(in_words("wat_wijziging", kind) for kind in text.split("|")) for text in table["wat"]]
    return table.assign(wat=words)
