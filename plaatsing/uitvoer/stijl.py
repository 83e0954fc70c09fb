"""The looks of the workbook: one format per kind of cell."""

from __future__ import annotations

from typing import Any

from plaatsing.taal import current_taal
from plaatsing.uitvoer.kolom import Soort

BLUE, PALE, GREY = "#154273", "#E8EEF5", "#5F6B7A"
_FONT = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
_DATE = {"nl": "dd-mm-yyyy", "en": "d mmm yyyy"}
_EURO = "[$€-413] #,##0.00;[$€-413] -#,##0.00"
_NUMBERS: dict[Soort, dict[str, Any]] = {
    "tekst": {"align": "left", "indent": 1},
    "geheel": {"num_format": "#,##0"},
    "geheel_of_leeg": {"num_format": "#,##0"},
    "getal": {"num_format": "#,##0.0"},
    "euro": {"num_format": _EURO},
    "cent": {"num_format": _EURO},
    "datum": {"align": "left", "indent": 1},
    "ja_nee": {"align": "center"},
}
WIDTHS: dict[Soort, int] = {
    "tekst": 10,
    "geheel": 9,
    "geheel_of_leeg": 9,
    "getal": 9,
    "euro": 15,
    "cent": 14,
    "datum": 12,
    "ja_nee": 10,
}
"""Width of a column at least, in characters."""


class Stijl:
    """The formats of one workbook, made once each.

    Parameters
    ----------
    workbook : xlsxwriter.Workbook
        The workbook they belong to.
    """

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self.titel = self._make(bold=True, font_size=16, font_color=BLUE)
        self.kop = self._make(bold=True, font_size=12, font_color=BLUE, bottom=1, bottom_color=BLUE)
        self.noot = self._make(italic=True, font_color=GREY)
        self.tekst = self._make()
        self.lange_tekst = self._make(text_wrap=True)
        self.label = self._make(bold=True)
        self.kolomkop = self._make(
            bold=True,
            font_color="white",
            bg_color=BLUE,
            text_wrap=True,
            valign="vcenter",
            align="left",
            indent=1,
            border=1,
            border_color="white",
        )
        self.getalkop = self._make(
            bold=True,
            font_color="white",
            bg_color=BLUE,
            text_wrap=True,
            valign="vcenter",
            align="right",
            border=1,
            border_color="white",
        )
        self.link = self._make(font_color="#0B5CAD", underline=1)
        self.groep = self._make(bold=True, font_color=BLUE, bottom=1, bottom_color=BLUE)
        self.weggelaten = self._make(italic=True, font_color=GREY, align="right")
        self.totaal_weggelaten = self._make(italic=True, bg_color=PALE, align="right")
        self.totaalkop = self._make(bold=True, bg_color=PALE)
        self.cel = {soort: self._kind(soort) for soort in _NUMBERS}
        self.totaal = {soort: self._kind(soort, bold=True, bg_color=PALE) for soort in _NUMBERS}
        self.cijfer = {soort: self._kind(soort, bold=True, align="left", indent=0) for soort in _NUMBERS}
        self.aandeel = self._make(num_format="0%")
        self.aandeel_links = self._make(num_format="0.000%", bold=True, align="left")
        self.rood = workbook.add_format({"bg_color": "#FADBD8", "font_color": "#922B21"})
        self.geel = workbook.add_format({"bg_color": "#FCF3CF", "font_color": "#7D6608"})
        self.groen = workbook.add_format({"bg_color": "#D5F0DF", "font_color": "#1D6B3A"})

    def kop_van(self, soort: Soort) -> Any:
        """Return the format of a heading: above numbers at the right, else at the left."""
        return self.kolomkop if soort in ("tekst", "datum", "ja_nee") else self.getalkop

    def _kind(self, soort: Soort, **extra: Any) -> Any:
        look = {**_NUMBERS[soort], **extra}
        if soort == "datum":
            look["num_format"] = _DATE[current_taal()]
        return self._make(**look)

    def _make(self, **look: Any) -> Any:
        return self._workbook.add_format({**_FONT, **look})
