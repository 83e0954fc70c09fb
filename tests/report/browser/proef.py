"""A page with nothing but a map and a table, for what the report of a small province does not have."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from plaatsing.report.kaart import kaart, stijl
from plaatsing.report.script import script
from tests.report.kaart.voorbeeld import kaartgegevens

_PAGINA = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Proef</title><style>body {{ font: 16px/1.5 sans-serif; margin: 1rem; }} {stijl}</style></head>
<body><main><h1>Proef</h1>{kaart}
<table class="tabel" data-bestand="proef.csv"><caption>Proef</caption>
<thead><tr><th scope="col">Naam</th><th scope="col">Dag</th>
<th scope="col" class="getal">Bedrag</th></tr></thead>
<tbody>{rijen}</tbody>
<tfoot><tr><th scope="row">Totaal</th><td></td><td class="getal">1.240,5</td></tr></tfoot>
</table></main><script>{script}</script></body></html>"""

_RIJEN = (
    ("GM0106", "Zuid; oost", "1 jul 2025", "1.234,5"),
    ("GM0109", "Élan", "12 aug 2025", "-3"),
    ("GM0114", "=1+1", "2 jan 2024", "9"),
    ("GM0118", "aarde", "–", "–"),
    ("GM0119", "Bosch", "3 jul 2025", "0"),
    ("GM1680", "Cura\u00e7ao", "4 jul 2025", "10"),
)


@cache
def proefpagina() -> Path:
    rows = "".join(
        f'<tr id="gemeente-{code}"><th scope="row">{name}</th><td>{day}</td>'
        f'<td class="getal">{amount}</td></tr>'
        for code, name, day, amount in _RIJEN
    )
    page = _PAGINA.format(
        stijl=stijl(),
        kaart=kaart(kaartgegevens("Drenthe", grenzen=True), "nl"),
        rijen=rows,
        script=script("nl"),
    )
    path = Path(tempfile.mkdtemp()) / "proef.html"
    path.write_text(page, encoding="utf-8")
    return path
