"""How each municipality stands: measured, planned and expected."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from plaatsing.boek import vg_tabel
from plaatsing.instantie.rijen import rijen
from plaatsing.report.blokken import Alinea, Blok, Groep, Onderdeel, Tabelblok
from plaatsing.report.figuren import chart
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.grafieken import realisatie_tegen_lijn
from plaatsing.report.tabellen import GEMEENTEN, GEMEENTEN_OPENBAAR, VERVOLG
from plaatsing.taal import N_, _, current_taal, format_count, format_date_long
from plaatsing.uitvoer.kolom import Tabel
from plaatsing.uitvoer.woorden import in_words

_OPGAVE = ("bekendgemaakt", "herzien", "achterstand", "correctie", "uitruil", "gecorrigeerd")
_WIJZIGINGEN = {"herzien": N_("herziening"), "correctie": N_("correctie"), "uitruil": N_("uitruil")}
_GEMETEN = ("stand_per", "gemeten", "gekoppeld")
_GEPLAND = ("gepland_eigen", "gepland_flex", "gepland_tijdelijk", "gepland_doorstroomlocatie", "gepland")
_VERWACHT = ("verwacht", "verschil", "oordeel", "verschoonbaar")


def per_municipality(bron: Gegevens) -> Onderdeel:
    """Give the book of each municipality for the half-year of the quarter."""
    return Onderdeel("gemeenten", _("Per gemeente"), tuple(_blocks(bron)))


def _blocks(bron: Gegevens) -> Iterator[Blok]:
    yield Alinea(_lead(bron), "inleiding")
    if bron.stand.empty:
        return
    yield Alinea(
        _(
            "Gemeten en gepland staan apart en worden nooit opgeteld tot een gerealiseerd aantal. Gemeten "
            "is wat de gemeente heeft gehuisvest op de dag van haar beginstand; gepland is wat dit plan "
            "daarna doet (gearceerd). Verwacht is gemeten plus gepland aan het eind van het halfjaar."
        )
    )
    yield from _certainty(bron)
    line = realisatie_tegen_lijn(bron.plan, bron.regio, current_taal(), bron.kleinste_aantal)
    if line is not None:
        yield chart(bron, line)
    yield _table(bron)
    yield from _later(bron)


def _lead(bron: Gegevens) -> str:
    kind = (
        _("Dit is de eindstand van {halfjaar}, berekend tot en met {tot}.")
        if bron.kwartaal.is_eindstand and bron.tot == bron.kwartaal.eind
        else _("Dit is een tussenstand in {halfjaar}, berekend tot en met {tot}.")
    )
    text = kind.format(halfjaar=bron.halfjaar, tot=format_date_long(bron.tot))
    if bron.stand.empty:
        return text + " " + _("Het halfjaar eindigt niet binnen het plan; daarom is er geen verwachting.")
    return (
        text
        + " "
        + _(
            "De peildatum is {peildatum}: wat de gemeente dan nog moet huisvesten en niet aan haar is "
            "gekoppeld, is verschoonbaar."
        ).format(peildatum=format_date_long(bron.halfjaar.peildatum))
    )


def _certainty(bron: Gegevens) -> Iterator[Alinea]:
    national = vg_tabel(bron.case)
    national = national[national["halfjaar"] == str(bron.halfjaar)]
    revised = set(national.dropna(subset="herzien")["halfjaar"])
    for row in rijen(national.dropna(subset="geldend")):
        text = _(
            "Landelijke taakstelling van {halfjaar}: {geldend} personen. Zekerheid: {zekerheid}."
        ).format(
            halfjaar=bron.halfjaar,
            geldend=format_count(row["geldend"]),
            zekerheid=in_words("zekerheid", str(row["zekerheid"])),
        )
        if row["halfjaar"] in revised:
            text += " " + _("Eerst bekendgemaakt: {bekend}; herzien tijdens de periode.").format(
                bekend=format_count(row["bekend"])
            )
        yield Alinea(text, "noot")
    if not bron.case.beginstand_bekend:
        yield Alinea(
            _("De beginstand is onbekend: achterstand en gemeten aantallen zijn op nul gezet."), "letop"
        )


def _table(bron: Gegevens) -> Tabelblok:
    frame = stand_table(bron)
    one_day = len(set(frame["stand_per"])) == 1
    measured = _("Gemeten")
    if one_day:
        measured = _("Gemeten, stand per {dag}").format(
            dag=format_date_long(frame["stand_per"].iloc[0].date())
        )
    hidden = {"gemeentecode"}
    hidden |= _unused(frame)
    if one_day:
        hidden.add("stand_per")
    if len(set(frame["regio"])) == 1:
        hidden.add("regio")
    return Tabelblok(
        _tabel(bron),
        frame,
        groepen=(
            Groep(_("Opgave"), _OPGAVE),
            Groep(measured, _GEMETEN, "gemeten"),
            Groep(_("Gepland tot en met {tot}").format(tot=format_date_long(bron.tot)), _GEPLAND, "gepland"),
            Groep(_("Verwacht eind {halfjaar}").format(halfjaar=bron.halfjaar), _VERWACHT, "gepland"),
        ),
        verborgen=frozenset(hidden),
        rijkop="gemeente",
        anker="gemeentecode",
        regio="regio",
        noot=_note(bron, frame),
        onderdrukt=bron.voor.onderdrukken,
    )


def stand_table(bron: Gegevens) -> pd.DataFrame:
    """Return the rows of the table per municipality, with the columns of `GEMEENTEN`."""
    table = bron.stand_voor_lezers
    frame = table.assign(
        herzien=table["herzien"].astype("Int64"),
        verschil=table["verwacht"] - table["gecorrigeerd"],
        oordeel=(table["tekort"] > 0).map({True: "tekort", False: "gehaald"}),
    )
    return frame.sort_values(["regio", "gemeente"], ignore_index=True)[_tabel(bron).namen]


def _tabel(bron: Gegevens) -> Tabel:
    return GEMEENTEN_OPENBAAR if bron.voor.onderdrukken else GEMEENTEN


def _unused(frame: pd.DataFrame) -> set[str]:
    """Return the changes of a taakstelling that no municipality has; the page names them instead."""
    return {name for name in _WIJZIGINGEN if frame[name].fillna(0).eq(0).all()}


def _note(bron: Gegevens, frame: pd.DataFrame) -> str:
    text = _("Alle aantallen zijn personen.")
    words = [_(_WIJZIGINGEN[name]) for name in _WIJZIGINGEN if name in _unused(frame)]
    if words:
        text += " " + _("In dit halfjaar is er geen {wijzigingen}.").format(
            wijzigingen=_(" en geen ").join(words)
        )
    if bron.voor.onderdrukken:
        text += " " + _(
            "Weggelaten zijn aantallen onder {grens}, en andere waaruit die zouden volgen; ook wat "
            "verschoonbaar is, want daaruit volgt wie er is gekoppeld."
        ).format(grens=bron.kleinste_aantal)
    return text


def _later(bron: Gegevens) -> Iterator[Blok]:
    """Give the shortages of the other half-years of the plan, where it has more than one."""
    book = bron.plan.taakstelling
    if book["halfjaar"].nunique() < 2:
        return
    frame = book.assign(regio=book["gemeentecode"].map(bron.regio))
    frame["verschil"] = frame["voorsprong"] - frame["tekort"]
    yield Alinea(_("Het plan loopt over meer halfjaren; achterstand gaat mee naar het volgende."))
    yield Tabelblok(
        VERVOLG,
        frame.sort_values(["gemeente", "halfjaar"], ignore_index=True)[VERVOLG.namen],
        verborgen=frozenset({"gemeentecode"}),
        rijkop="gemeente",
        totaal=False,
        groepen=(),
    )
