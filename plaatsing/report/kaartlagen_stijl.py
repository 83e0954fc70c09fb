"""How QGIS draws the layers: the style documents that a GeoPackage carries with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

# The tones of the classes, as on the page.
TONEN: Mapping[str, str] = {
    "0": "#ffffff",
    "1": "#e6eef5",
    "2": "#b8d0e3",
    "3": "#7ba7c7",
    "4": "#3d749f",
    "5": "#154273",
    "a": "#2f6ca8",
    "b": "#a9c9e4",
    "c": "#f1efe8",
    "d": "#f3c58d",
    "e": "#b25a0d",
}

_INKT, _LOCATIE = "#1b2733", "#a3195b"


def qml_vlak(veld: str, klassen: Sequence[tuple[str, str]], naam: str) -> str:
    """Return a style that fills areas by the text in `veld` and names them by the field `naam`.

    `klassen` are (text, tone), in order.
    """
    root, renderer = _document("categorizedSymbol")
    renderer.set("attr", veld)
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for number, (text, tone) in enumerate(klassen):
        SubElement(
            categories, "category", symbol=str(number), value=text, label=text, render="true", type="string"
        )
        _symbol(
            symbols,
            str(number),
            "fill",
            "SimpleFill",
            {"color": tone, "outline_color": "#ffffff", "outline_width": "0.2", "style": "solid"},
        )
    _labels(root, naam)
    return _text(root)


def qml_rand() -> str:
    """Return a style that draws an outline only."""
    root, renderer = _document("singleSymbol")
    symbols = SubElement(renderer, "symbols")
    look = {"style": "no", "outline_color": _INKT, "outline_width": "0.5"}
    _symbol(symbols, "0", "fill", "SimpleFill", look)
    return _text(root)


def qml_punt(veld: str, vol: str) -> str:
    """Return a style that draws circles whose surface goes with the number in `veld`.

    They are filled where the field `vol` is true, and open rings elsewhere.
    """
    root, renderer = _document("singleSymbol")
    symbols = SubElement(renderer, "symbols")
    look = {"name": "circle", "color": _LOCATIE, "outline_color": "#ffffff", "size": "3", "size_unit": "MM"}
    size = f'max(1.2, 0.45 * sqrt("{veld}"))'
    computed = {
        "size": size,
        "fillColor": f"if(\"{vol}\", '{_LOCATIE}', '#ffffff')",
        "outlineColor": f"if(\"{vol}\", '#ffffff', '{_LOCATIE}')",
    }
    _symbol(symbols, "0", "marker", "SimpleMarker", look, computed)
    return _text(root)


def qml_lijn(veld: str) -> str:
    """Return a style that draws lines as wide as the number in `veld` asks."""
    root, renderer = _document("singleSymbol")
    symbols = SubElement(renderer, "symbols")
    width = f'0.2 + 0.12 * sqrt("{veld}")'
    look = {"line_color": _LOCATIE, "line_width": "0.4", "line_width_unit": "MM", "capstyle": "round"}
    _symbol(symbols, "0", "line", "SimpleLine", look, {"outlineWidth": width}).set("alpha", "0.6")
    return _text(root)


def _document(kind: str) -> tuple[Element, Element]:
    root = Element("qgis", version="3.22", styleCategories="Symbology|Labeling")
    return root, SubElement(root, "renderer-v2", type=kind, enableorderby="0", forceraster="0")


def _symbol(
    symbols: Element,
    name: str,
    kind: str,
    layer: str,
    look: Mapping[str, str],
    computed: Mapping[str, str] | None = None,
) -> Element:
    """Add a symbol of one layer and return it; `computed` properties are expressions over the fields."""
    symbol = SubElement(symbols, "symbol", name=name, type=kind, alpha="1")
    part = SubElement(symbol, "layer", {"class": layer, "enabled": "1", "pass": "0", "locked": "0"})
    values = SubElement(part, "Option", type="Map")
    for key, value in look.items():
        SubElement(values, "Option", name=key, type="QString", value=value)
    if computed:
        properties = SubElement(part, "data_defined_properties")
        whole = SubElement(properties, "Option", type="Map")
        SubElement(whole, "Option", name="name", type="QString", value="")
        each = SubElement(whole, "Option", name="properties", type="Map")
        for key, expression in computed.items():
            one = SubElement(each, "Option", name=key, type="Map")
            SubElement(one, "Option", name="active", type="bool", value="true")
            SubElement(one, "Option", name="expression", type="QString", value=expression)
            SubElement(one, "Option", name="type", type="int", value="3")
        SubElement(whole, "Option", name="type", type="QString", value="collection")
    return symbol


def _labels(root: Element, veld: str) -> None:
    """Write the text in `veld` in the middle of each area, with a light edge around the letters."""
    root.set("labelsEnabled", "1")
    settings = SubElement(SubElement(root, "labeling", type="simple"), "settings")
    look = {"fontSize": "7", "fontSizeUnit": "Point", "textColor": "27,39,51,255"}
    text = SubElement(settings, "text-style", {"fieldName": veld, **look})
    edge = {"bufferSize": "0.5", "bufferSizeUnits": "MM", "bufferColor": "255,255,255,255"}
    SubElement(text, "text-buffer", {"bufferDraw": "1", **edge})
    SubElement(settings, "placement", placement="1", quadOffset="4", centroidWhole="1")


def _text(root: Element) -> str:
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, encoding="unicode")
