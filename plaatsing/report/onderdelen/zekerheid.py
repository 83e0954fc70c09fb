"""How sure we are: the proof, the weights, the assumptions, the verification and the input."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from plaatsing.boek import vg_tabel
from plaatsing.instantie.rijen import rijen
from plaatsing.report.blokken import Alinea, Blok, Kop, Lijst, Onderdeel, Tabelblok, Termen
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.gewichten import SPEELRUIMTE, shown_weights, weight_ranges
from plaatsing.report.openingsbereik import FIJNHEID, VERSTE, opening_margin
from plaatsing.report.tabellen_zekerheid import AANNAMES, GEWICHTEN, GEWICHTEN_MET_LOCATIES, INVOER
from plaatsing.report.zinnen import source_text
from plaatsing.taal import _, format_count, format_euro, format_number, format_share
from plaatsing.uitvoer.manifest import package_version
from plaatsing.uitvoer.samenvatting import status_lines
from plaatsing.uitvoer.volgorde import order_lines
from plaatsing.uitvoer.waarschuwingen import is_synthetic
from plaatsing.uitvoer.woorden import in_words

_ASSUMED = ("termijn", "realisatie", "verblijf", "straal", "nareis", "taakstelling", "doorberekening")


_WITHOUT_BREAKDOWN = ("tekort", "overschrijding", "wachttijd", "kosten", "doorberekening", "ongelijkheid")
"""Goals about all persons together, or about what is public."""


def certainty(bron: Gegevens) -> Onderdeel:
    """Say how good the plan is, on what it rests, and how that can be checked."""
    return Onderdeel("zekerheid", _("Hoe zeker zijn we?"), tuple(_blocks(bron)))


def _blocks(bron: Gegevens) -> Iterator[Blok]:
    yield Alinea(proof_in_words(bron), "inleiding")
    yield Alinea(stamp(bron))
    if bron.plan.trappen:
        yield Kop(_("Welke doelen voorgaan"))
        yield Alinea(
            _(
                "Deze doelen hebben een volgorde. Elk doel is zo goed als de doelen ervoor toelaten, binnen "
                "de gevraagde afstand; de gewichten hieronder beslissen alleen tussen plannen die op de "
                "doelen ervoor even goed zijn."
            )
        )
        yield Lijst(order_lines(bron.plan))
    yield Kop(_("Wat het plan weegt"))
    yield Alinea(
        _(
            "Gewichten zijn een keuze en geen wet. Verandert een gewicht binnen het bewezen bereik, en "
            "blijven de andere gelijk, dan is bewezen dat geen ander plan meer dan {ruimte} beter is. Dat "
            "volgt uit de ondergrens van dit plan, zonder opnieuw te rekenen; buiten het bereik is het "
            "niet onderzocht."
        ).format(ruimte=format_share(SPEELRUIMTE))
    )
    if bron.plan.trappen:
        yield Alinea(
            _("Dat geldt hier alleen tussen plannen die op de doelen van de volgorde even goed zijn.")
        )
    else:
        yield Alinea(about_openings(bron))
    yield Tabelblok(
        GEWICHTEN if bron.zelfde_locaties is None else GEWICHTEN_MET_LOCATIES,
        weight_table(bron),
        rijkop="doel",
        onderdrukt=bron.voor.onderdrukken,
    )
    yield Kop(_("Waarop het rust"))
    yield Alinea(
        _(
            "Elk cijfer van buiten heeft een bron en een zekerheid. Een aanname is door ons gekozen en kan "
            "anders uitpakken."
        )
    )
    yield Tabelblok(AANNAMES, assumption_table(bron), rijkop="onderwerp", totaal=False)
    yield Kop(_("Om na te rekenen"))
    yield Termen(list(_facts(bron)), "gegevens")
    if bron.manifest.get("invoer"):
        yield Tabelblok(INVOER, input_table(bron), rijkop="bestand", totaal=False)


def proof_in_words(bron: Gegevens) -> str:
    """Say how far another plan could be better."""
    plan = bron.plan
    if plan.gap <= 1e-9 and not plan.trappen:
        return _("Met deze gegevens en gewichten bestaat er geen beter plan; dat is bewezen.")
    if not math.isfinite(plan.gap):
        return _("Hoe ver dit plan van het beste plan af ligt, is niet bewezen.")
    share = format_share(plan.gap, 3 if plan.gap < 0.01 else 1)
    if plan.trappen:
        text = _(
            "Van de plannen die op de doelen van de volgorde even goed zijn, is geen enkel meer dan {deel} "
            "beter; dat is bewezen."
        ).format(deel=share)
    else:
        text = _(
            "Met deze gegevens en gewichten is geen enkel ander plan meer dan {deel} beter; dat is bewezen."
        ).format(deel=share)
    if plan.status != "optimaal":
        text += " " + _("Er is korter gerekend dan gevraagd: {status}.").format(status=status_lines(plan)[0])
    return text


def stamp(bron: Gegevens) -> str:
    """Say what the independent verification of the plan found."""
    found = bron.verificatie
    if found.geslaagd:
        return str(found) + " " + _("De controle deelt geen code met het rekenmodel.")
    return (
        _("Let op: dit plan doorstaat zijn eigen controle niet. Gebruik het niet.")
        + " "
        + str(found).split("\n")[0]
    )


def about_openings(bron: Gegevens) -> str:
    """Say within which weights the same locations open, or that this was not worked out."""
    if bron.zelfde_locaties is None:
        return _(
            "Binnen welke gewichten dezelfde locaties opengaan, is hier niet uitgerekend: daarvoor moet de "
            "casus vaak opnieuw worden opgelost. Met plaatsing report --gewichten gebeurt dat."
        )
    if not choices(bron):
        return _("Het plan kent geen nieuwe locaties; er is dus niets te openen dat van een gewicht afhangt.")
    margin = opening_margin(bron.plan)
    text = _(
        "Zelfde locaties open: binnen dat bereik is bewezen dat precies de locaties van dit plan openen de "
        "beste keuze blijft. Dat is uitgerekend door de casus met andere gewichten opnieuw op te lossen, tot "
        "{verste} maal het gewicht. Net buiten een einde (binnen {fijn} van het gewicht) is het niet meer "
        "bewezen."
    ).format(verste=format_number(VERSTE, 0), fijn=format_share(FIJNHEID))
    if margin > 1e-6:
        text += " " + _(
            "Keuzes die hoogstens {marge} schelen, de afstand waarbinnen is gerekend, gelden als even goed."
        ).format(marge=format_share(margin, 3 if margin < 0.01 else 1))
    return text


def choices(bron: Gegevens) -> bool:
    """Say whether any location is a candidate."""
    return bool((bron.case.doorstroomlocaties["status"] == "kandidaat").any())


def weight_table(bron: Gegevens) -> pd.DataFrame:
    """Return the weights that matter, with their proven ranges in words."""
    shown = shown_weights(weight_ranges(bron.plan))
    ranges = [_range_words(low, high) for low, high in zip(shown["laagste"], shown["hoogste"], strict=True)]
    shown = shown.assign(bereik=ranges)[GEWICHTEN.namen]
    found = bron.zelfde_locaties
    if found is not None:
        columns = (found["laagste"], found["hoogste"], found["verder"])
        words = [_opening_words(*ends) for ends in zip(*columns, strict=True)]
        shown = shown.assign(locaties=words if choices(bron) else "")
    return without_breakdowns(shown) if bron.voor.onderdrukken else shown


def _opening_words(low: float, high: float, further: bool) -> str:
    if low == 0 and math.isinf(high):
        return _("elk gewicht")
    if not further:
        return _range_words(low, high)
    decimals = 0 if low >= 100 else 2
    return _("{laagste} tot ten minste {hoogste}").format(
        laagste=format_number(low, decimals), hoogste=format_number(high, decimals)
    )


def without_breakdowns(table: pd.DataFrame) -> pd.DataFrame:
    """Leave out what goals say about breakdowns that are suppressed.

    Steps away from the favourite form, added up, are one equation over the hidden persons by form; the
    distance is one over who is where. A range gives the value away as the value itself does. At least
    two goals are left out, since the euros of all of them add up to the objective.
    """
    hidden = ~table["doel"].isin(_WITHOUT_BREAKDOWN)
    if int((hidden & (table["euro"] != 0)).sum()) == 1:
        hidden |= table["doel"] == "wachttijd"
    words = {name: table[name].mask(hidden, "") for name in ("bereik", "locaties") if name in table}
    return table.assign(waarde=table["waarde"].mask(hidden), euro=table["euro"].mask(hidden), **words)


def _range_words(low: float, high: float) -> str:
    if math.isnan(low):
        return _("niet bewezen")
    decimals = 0 if low >= 100 else 2
    if math.isinf(high):
        return _("vanaf {laagste}").format(laagste=format_number(low, decimals))
    return _("{laagste} tot {hoogste}").format(
        laagste=format_number(low, decimals), hoogste=format_number(high, decimals)
    )


def assumption_table(bron: Gegevens) -> pd.DataFrame:
    """Return what the plan takes from outside, with source and certainty."""
    rows = [*_national(bron), *_rules(bron), *_tariffs(bron), *_scheme(bron), *_case(bron)]
    return pd.DataFrame(rows, columns=AANNAMES.namen).astype("str")


Rij = tuple[str, str, str, str]


def _national(bron: Gegevens) -> Iterator[Rij]:
    for row in rijen(vg_tabel(bron.case).dropna(subset="geldend")):
        yield (
            _("Landelijke taakstelling {halfjaar}").format(halfjaar=row["halfjaar"]),
            _("{aantal} personen").format(aantal=format_count(row["geldend"])),
            str(row["zekerheid"]),
            str(row["bron"]),
        )


def _rules(bron: Gegevens) -> Iterator[Rij]:
    beleid = bron.case.beleid
    begin = {
        "na_halfjaar_termijn": _("na het halfjaar waarin de termijn afloopt"),
        "na_halfjaar_koppeling": _("na het halfjaar van de koppeling"),
        "na_termijn": _("na de termijn"),
        "geen": _("nooit"),
    }
    for topic, value, part in (
        (
            _("Termijn in het COA"),
            _("{weken} weken").format(weken=format_count(beleid.coa_weken)),
            beleid.termijn,
        ),
        (
            _("Langste verblijf in een locatie"),
            _("{nachten} nachten").format(nachten=format_count(beleid.maximaal_verblijf_nachten)),
            beleid.verblijf,
        ),
        (_("Begin van de doorberekening"), begin[beleid.doorberekening.begin], beleid.doorberekening),
        (
            _("Nareis telt mee voor de grootte van de woning"),
            _("binnen {weken} weken na de verhuizing").format(weken=format_count(beleid.nareis_binnen_weken)),
            beleid.nareis,
        ),
    ):
        yield topic, value, part.zekerheid, part.bron


def _tariffs(bron: Gegevens) -> Iterator[Rij]:
    settings = bron.case.instellingen
    kinds = {"regulier": _("Tarief regulier {jaar}"), "noodopvang": _("Tarief noodopvang {jaar}")}
    for kind, topic in kinds.items():
        for year in range(settings.start.year, settings.horizon.year + 1):
            tariff = bron.case.beleid.tarief_cent(year, kind)
            value = _("{bedrag} per persoon per dag").format(bedrag=format_euro(tariff.cent))
            if tariff.doorgetrokken:
                value += " " + _("(doorgetrokken uit {jaar})").format(jaar=tariff.jaar_bron)
            source = next(
                (
                    part.bron
                    for part in bron.case.beleid.tarieven
                    if (part.jaar, part.soort) == (tariff.jaar_bron, kind)
                ),
                bron.case.beleid.bron,
            )
            yield topic.format(jaar=year), value, tariff.zekerheid, source


def _scheme(bron: Gegevens) -> Iterator[Rij]:
    scheme = bron.case.beleid.doorstroomlocatie
    if scheme is not None:
        yield (
            _("Normbedrag doorstroomlocatie"),
            _("{bedrag} per persoon per nacht").format(
                bedrag=format_euro(scheme.normbedrag_cent_per_persoon_dag)
            ),
            scheme.zekerheid,
            scheme.bron,
        )


def _case(bron: Gegevens) -> Iterator[Rij]:
    settings = bron.case.instellingen
    own = _("plan.toml en casus")
    yield (
        _("Bereik van een nieuwe locatie"),
        _("{km} km over de weg").format(km=format_number(settings.afstandslimiet_km, 0)),
        "aanname",
        own,
    )
    yield (
        _("Wie aan het eind nog wacht"),
        _("vertrekt {weken} weken later").format(weken=format_count(settings.eindweken)),
        "aanname",
        own,
    )
    balance = _("volgens de casus") if bron.case.beginstand_bekend else _("onbekend, op nul gezet")
    yield (
        _("Beginstand van de gemeenten"),
        balance,
        "eigen" if bron.case.beginstand_bekend else "aanname",
        own,
    )
    supply = _("verzonnen (synthetische casus)") if is_synthetic(bron.plan) else _("volgens de casus")
    yield _("Huishoudens en woningaanbod"), supply, "aanname" if is_synthetic(bron.plan) else "eigen", own


def _facts(bron: Gegevens) -> Iterator[tuple[str, str]]:
    beleid, plan = bron.case.beleid, bron.plan
    yield _("Regelset"), source_text(beleid.titel) + f" ({beleid.naam})"
    yield _("Zekerheid van de regelset"), in_words("zekerheid", beleid.zekerheid)
    yield _("Doelwaarde"), format_euro(round(plan.objective * 100))
    yield (
        _("Bewezen ondergrens"),
        format_euro(round(plan.bound * 100)) if math.isfinite(plan.bound) else _("onbekend"),
    )
    yield _("Rekenwijze"), str(plan.instellingen_solve.get("engine", "trajecten"))
    version = dict(bron.manifest.get("versies") or {}).get("plaatsing", package_version())
    yield _("Versie van plaatsing"), str(version)


def input_table(bron: Gegevens) -> pd.DataFrame:
    """Return the files of the input with their sha256."""
    rows = sorted(dict(bron.manifest["invoer"]).items())
    return pd.DataFrame(rows, columns=INVOER.namen).astype("str")
