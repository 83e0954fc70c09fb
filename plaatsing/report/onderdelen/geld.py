"""The indicative doorberekening, and what the plan costs by payer."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from markupsafe import escape

from plaatsing.report.blokken import Alinea, Blok, Kop, Onderdeel, Tabelblok
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.tabellen_geld import BETALERS, DOORBEREKENING, NETTO
from plaatsing.report.zinnen import money, source_text
from plaatsing.taal import _, format_count
from plaatsing.uitvoer.waarschuwingen import tariff_warning

_AMOUNTS = ["plan_cent", "coa_cent", "verschil_cent"]


def costs(bron: Gegevens) -> Onderdeel:
    """Give the indicative doorberekening per municipality and the net cost by payer."""
    return Onderdeel(
        "doorberekening", _("Indicatieve doorberekening (rekenmodel) en kosten"), tuple(_blocks(bron))
    )


def _blocks(bron: Gegevens) -> Iterator[Blok]:
    if "doorberekening" not in bron.verborgen_posten:
        yield Alinea(_lead(bron), "inleiding")
    yield Alinea(tariff_warning(bron.kerncijfers), "noot")
    if not bron.voor.onderdrukken:
        table = charge_table(bron)
        if len(table):
            yield Tabelblok(
                DOORBEREKENING,
                table,
                verborgen=_hidden(table, bron),
                rijkop="gemeente",
                regio="regio",
                noot=_("Het bestand geeft hele centen."),
            )
    yield Kop(_("Wie betaalt wat"))
    if bron.verborgen_posten:
        yield Alinea(
            _("Posten waar weinig personen achter zitten, zijn in deze openbare versie weggelaten."), "noot"
        )
    else:
        yield Alinea(_payers_in_words(bron))
    yield Alinea(
        _(
            "Opvang kost het COA geld; een nacht in een doorstroomlocatie betaalt de koppelgemeente, en de "
            "regeling geeft daar een vast bedrag voor terug. Normbedrag, vergoeding en doorberekening "
            "verschuiven geld en heffen elkaar op in het totaal. Voor wie aan het eind nog wacht, is "
            "{weken} weken doorgerekend. Kosten van woningen zitten er niet in."
        ).format(weken=format_count(bron.case.instellingen.eindweken))
    )
    yield Alinea(_certainty(bron), "noot")
    yield Tabelblok(BETALERS, payer_table(bron), rijkop="betaler", totaal=not bron.verborgen_posten)
    if not bron.voor.onderdrukken:
        net = net_table(bron)
        yield Tabelblok(NETTO, net, verborgen=_hidden(net, bron), rijkop="gemeente", regio="regio")


def _lead(bron: Gegevens) -> str:
    figures = bron.kerncijfers
    if bron.case.beleid.doorberekening.begin == "geen":
        return _("De gekozen regelset kent geen doorberekening; alle bedragen zijn daarom nul.")
    text = _(
        "Als de kosten van opvang na het missen van de termijn worden doorberekend, komt dat voor "
        "bestaande koppelingen op {bedrag} over het hele plan. Dit is een rekenmodel en geen rekening."
    ).format(bedrag=money(figures.doorberekening_cent))
    if figures.risico_cent:
        text += " " + _(
            "Voor koppelingen die het plan zelf voorstelt, is er een risico van {bedrag}."
        ).format(bedrag=money(figures.risico_cent))
    return text


def _payers_in_words(bron: Gegevens) -> str:
    sums = bron.betalers.groupby("betaler")["verschil_cent"].sum()
    parts = []
    for payer, name in (
        ("coa", _("het COA")),
        ("regeling", _("de regeling voor doorstroomlocaties")),
        ("gemeente", _("de gemeenten samen")),
    ):
        cents = int(sums.get(payer, 0))
        word = _("{naam} {bedrag} meer") if cents > 0 else _("{naam} {bedrag} minder")
        if cents:
            parts.append(word.format(naam=name, bedrag=money(abs(cents))))
    if not parts:
        return _("Het plan verandert niets aan wie wat betaalt.")
    return _("Vergeleken met een plan waarin niemand verhuist, betaalt {delen}.").format(
        delen="; ".join(parts)
    )


def _certainty(bron: Gegevens) -> str:
    scheme = bron.case.beleid.doorstroomlocatie
    if scheme is None:
        return _(
            "De gekozen regelset kent geen regeling voor doorstroomlocaties; de gemeenten dragen die "
            "kosten zelf."
        )
    text = _("Normbedrag van de regeling: {bron}. Exploitatie- en transitiekosten: eigen opgave in de casus.")
    return escape(text).format(bron=source_text(scheme.bron))


def charge_table(bron: Gegevens) -> pd.DataFrame:
    """Return the doorberekening per municipality in whole cents, with the columns of `DOORBEREKENING`."""
    ledger = bron.plan.doorberekening
    real = ledger["soort"] != "risico"
    amount = ledger["bedrag_cent"]
    frame = ledger.assign(
        kwartaal_cent=amount.where(real & (ledger["kwartaal"] == str(bron.kwartaal)), 0),
        eerder_cent=ledger["bedrag_voor_cent"].where(real & ledger["eerder_begonnen"], 0),
        nieuw_cent=ledger["bedrag_voor_cent"].where(real & ~ledger["eerder_begonnen"], 0),
        aftopping_cent=ledger["aftopping_cent"].where(real, 0),
        bedrag_cent=amount.where(real, 0),
        risico_cent=amount.where(~real, 0),
    )
    cents = [name for name in DOORBEREKENING.namen if name.endswith("_cent")]
    table = frame.groupby(["gemeentecode", "gemeente"], as_index=False)[cents].sum()
    people = ledger.drop_duplicates("huishouden").groupby("gemeentecode")["personen"].sum()
    table["personen"] = table["gemeentecode"].map(people).astype("int64")
    table["regio"] = table["gemeentecode"].map(bron.regio).fillna("")
    return table.sort_values(["regio", "gemeente"], ignore_index=True)[DOORBEREKENING.namen]


def payer_table(bron: Gegevens) -> pd.DataFrame:
    """Return what each kind of payer pays per post, all municipalities together."""
    table = bron.betalers.groupby(["betaler", "post"], sort=False, as_index=False)[_AMOUNTS].sum()
    order = {name: place for place, name in enumerate(("coa", "regeling", "gemeente", "open"))}
    shown = table[(table[_AMOUNTS] != 0).any(axis="columns") & ~table["post"].isin(bron.verborgen_posten)]
    return shown.sort_values("betaler", key=lambda names: names.map(order), kind="stable", ignore_index=True)[
        BETALERS.namen
    ]


def net_table(bron: Gegevens) -> pd.DataFrame:
    """Return the net cost of each municipality, with the columns of `NETTO`."""
    paid = bron.betalers[bron.betalers["betaler"] == "gemeente"]
    table = paid.groupby(["gemeentecode", "gemeente"], as_index=False)[_AMOUNTS].sum()
    table["regio"] = table["gemeentecode"].map(bron.regio).fillna("")
    return table.sort_values(["regio", "gemeente"], ignore_index=True)[NETTO.namen]


def _hidden(table: pd.DataFrame, bron: Gegevens) -> frozenset[str]:
    hidden = {"gemeentecode"}
    if table["regio"].nunique() < 2:
        hidden.add("regio")
    if "aftopping_cent" in table and not bron.case.instellingen.aftopping:
        hidden.add("aftopping_cent")
    return frozenset(hidden)
