"""The map as one figure of a page."""

from __future__ import annotations

import json
from html import escape

import geopandas as gpd

from plaatsing.taal import Taal, _, format_count, plural, speak

from .gegevens import Kaartgegevens
from .klassen import Indeling, indeling
from .laag import Tekening, Vorm, laag
from .legenda import beschrijving, klassenlegenda, locatielegenda
from .patronen import patronen
from .symbolen import locatietekst
from .vlakken import BREEDTE, grensvlakken, tegelvlakken, verhouding

_EERSTE_PX = 700  # assumed width on the screen and on paper, until the script measures it


def kaart(gegevens: Kaartgegevens, taal: Taal) -> str:
    """Return a map as one HTML fragment that needs nothing from elsewhere.

    The shapes link to ``#gemeente-GM0106`` and so on. Without script the map shows its first column; with
    the script of `plaatsing.report.script` a reader chooses the column, zooms, pans, asks for flows, and
    does all of that with the keyboard too.

    Parameters
    ----------
    gegevens : Kaartgegevens
        What is shown.
    taal : {"nl", "en"}
        Language of every text.

    Returns
    -------
    str
        A ``<figure class="kaart">`` with inline SVG; the same input gives the same text.
    """
    with speak(taal):
        return _figure(gegevens)


def _figure(gegevens: Kaartgegevens) -> str:
    codes = gegevens.gemeenten["gemeentecode"].astype(str).tolist()
    names = dict(zip(codes, gegevens.gemeenten["gemeente"].astype(str), strict=True))
    made = [indeling(column, codes) for column in gegevens.kolommen]
    shapes: dict[Vorm, gpd.GeoSeries] = {}
    if gegevens.grenzen is not None:
        shapes["grenzen"] = grensvlakken(gegevens.grenzen, codes)
    shapes["tegels"] = tegelvlakken(codes)
    ratio = max(verhouding(series.total_bounds) for series in shapes.values())
    px = BREEDTE / _EERSTE_PX
    regions = dict(zip(codes, gegevens.gemeenten["regio"].astype(str), strict=True))
    drawing = Tekening(gegevens, made[0], ratio, px, names, regions)
    layers = "".join(
        laag(vorm, series, drawing, verborgen=number > 0)
        for number, (vorm, series) in enumerate(shapes.items())
    )
    label = escape(_("Kaart: {kolom}").format(kolom=gegevens.kolommen[0].titel))
    svg = (
        f'<svg class="kaart-beeld" viewBox="0 0 {BREEDTE} {round(BREEDTE * ratio)}" style="--px:{px:.2f}" '
        f'role="group" aria-label="{label}" aria-describedby="kaart-uitleg">{layers}'
        '<path class="kaart-aanwijzer" d="" aria-hidden="true"/></svg>'
    )
    tip = '<div class="kaart-tip" role="status" hidden></div>'
    past = escape(_("Sla de kaart over"))
    skip = f'<a class="kaart-overslaan" href="#kaart-einde">{past}</a>'
    return (
        f'<figure class="kaart" data-kaart>{patronen(px)}{_controls(gegevens, list(shapes))}'
        f'<div class="kaart-deel">{skip}<div class="kaart-vlak">{svg}{tip}</div>'
        f"<figcaption>{_caption(gegevens, made)}</figcaption></div>"
        f'<span id="kaart-einde" tabindex="-1"></span>{_data(gegevens, made)}</figure>'
    )


def _controls(gegevens: Kaartgegevens, vormen: list[Vorm]) -> str:
    """Return the controls; the script shows them, since without it they do nothing."""
    options = "".join(
        f'<option value="{number}">{escape(column.titel)}</option>'
        for number, column in enumerate(gegevens.kolommen)
    )
    choice = escape(_("Kleur naar"))
    parts = [f'<label class="kaart-keuze">{choice} <select class="kaart-kolom">{options}</select></label>']
    if len(vormen) > 1:
        text = {"grenzen": _("gemeentegrenzen"), "tegels": _("tegels")}
        radios = "".join(
            f'<label><input type="radio" name="kaart-vorm" value="{vorm}"{" checked" if place == 0 else ""}> '
            f"{escape(text[vorm])}</label>"
            for place, vorm in enumerate(vormen)
        )
        legend = escape(_("Kaartvorm"))
        parts.append(f"<fieldset><legend>{legend}</legend>{radios}</fieldset>")
    if len(gegevens.locaties):
        parts.append(_check("locaties", _("locaties"), checked=True))
    if len(gegevens.stromen):
        parts.append(_check("stromen", _("alle stromen"), checked=False))
    parts.append(_check("patronen", _("patronen"), checked=True))
    buttons = "".join(
        f'<button type="button" data-doe="{action}" aria-label="{escape(text)}" '
        f'title="{escape(text)}">{sign}</button>'
        for action, text, sign in (
            ("in", _("Inzoomen"), "+"),
            ("uit", _("Uitzoomen"), "&minus;"),
            ("heel", _("Hele kaart"), "&#8634;"),
        )
    )
    parts.append(f'<span class="kaart-zoom">{buttons}</span>')
    return f'<div class="kaart-bediening" hidden>{"".join(parts)}</div>'


def _check(name: str, text: str, *, checked: bool) -> str:
    mark = " checked" if checked else ""
    return f'<label><input type="checkbox" data-laat="{name}"{mark}> {escape(text)}</label>'


def _caption(gegevens: Kaartgegevens, made: list[Indeling]) -> str:
    columns = list(zip(gegevens.kolommen, made, strict=True))
    legends = "".join(
        klassenlegenda(column, classes, verborgen=number > 0)
        for number, (column, classes) in enumerate(columns)
    )
    texts = "".join(
        f'<p data-kolom="{escape(column.naam)}"{" hidden" if number else ""}>'
        f"{escape(beschrijving(gegevens, column, classes))}</p>"
        for number, (column, classes) in enumerate(columns)
    )
    keys = escape(
        _(
            "Toetsen op de kaart: pijlen gaan naar de volgende gemeente, plus en min zoomen, 0 toont de hele "
            "kaart, Enter gaat naar de rij in de tabel, Escape sluit de toelichting."
        )
    )
    signs = locatielegenda(gegevens.locatielijst(), gegevens.stroomlijst())
    return (
        f'<div class="kaart-legenda">{legends}{signs}</div>'
        f'<div id="kaart-uitleg" class="kaart-uitleg">{texts}<p class="kaart-toetsen" hidden>{keys}</p></div>'
    )


def _data(gegevens: Kaartgegevens, made: list[Indeling]) -> str:
    """Return what the script needs, as JSON within the page."""
    table = gegevens.gemeenten[["gemeentecode", "gemeente", "regio"]].astype(str)
    names = dict(zip(table["gemeentecode"], table["gemeente"], strict=True))
    data = {
        "gemeenten": table.to_numpy().tolist(),
        "kolommen": [
            {
                "naam": column.naam,
                "titel": column.titel,
                "tekens": "".join(classes.tekens),
                "waarden": classes.waarden,
                "kort": classes.kort,
            }
            for column, classes in zip(gegevens.kolommen, made, strict=True)
        ],
        "locaties": {
            locatie.naam: [locatie.gemeentecode, locatietekst(locatie, names)]
            for locatie in gegevens.locatielijst()
        },
        "stromen": [
            [stroom.locatie, stroom.gemeentecode, stroom.personen, _persons(stroom.personen)]
            for stroom in gegevens.stroomlijst()
        ],
        "woorden": {
            "kaart": _("Kaart: {kolom}"),
            "naar_rij": _("naar de rij in de tabel"),
            "voor": _("voor {gemeente}: {personen}"),
            "via": _("via {locatie}: {personen}"),
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" class="kaart-gegevens">{text}</script>'


def _persons(count: int) -> str:
    return plural("{aantal} persoon", "{aantal} personen", count).format(aantal=format_count(count))
