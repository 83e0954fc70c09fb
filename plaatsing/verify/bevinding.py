"""What a verification finds: the rule broken, where, what stands there and what should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from plaatsing.taal import _, format_count
from plaatsing.verify.regels import REGELS

_MOST_PER_RULE = 10
_DECIMALS = 6


@dataclass(frozen=True)
class Bevinding:
    """One broken rule at one place.

    Attributes
    ----------
    regel : str
        Code of the rule, a key of `plaatsing.verify.regels.REGELS`.
    tabel : str
        File in the run folder, for example ``plaatsingen.csv``.
    rij : int or None
        Row as a spreadsheet shows it (the header is row 1).
    onderwerp : str
        Household, municipality, location or goal concerned, or an empty string.
    kolom : str
        Column concerned, or an empty string.
    gevonden, verwacht : str
        What stands there and what the rule asks; dates, codes and figures only.
    """

    regel: str
    tabel: str
    rij: int | None = None
    onderwerp: str = ""
    kolom: str = ""
    gevonden: str = ""
    verwacht: str = ""

    @property
    def zin(self) -> str:
        """The rule as a sentence in the language spoken now."""
        return _(REGELS[self.regel])

    @property
    def plaats(self) -> str:
        """Where it is, in the language spoken now."""
        parts = [self.tabel]
        if self.rij is not None:
            parts.append(_("rij {rij}").format(rij=self.rij))
        place = ", ".join(part for part in parts if part)
        if self.onderwerp:
            place += f" ({self.onderwerp})"
        return f"{place}, {self.kolom}" if self.kolom else place

    def __str__(self) -> str:
        figures = ""
        if self.gevonden or self.verwacht:
            figures = " " + _("Gevonden {gevonden}, verwacht {verwacht}.").format(
                gevonden=self.gevonden or "-", verwacht=self.verwacht or "-"
            )
        return f"{self.plaats}: {self.zin}{figures} [{self.regel}]"


@dataclass(frozen=True)
class Verificatie:
    """The outcome of verifying a plan.

    Attributes
    ----------
    bevindingen : tuple of Bevinding
        Every broken rule, by table and row; empty when the plan keeps them all.
    huishoudens : int
        Households looked at.
    """

    bevindingen: tuple[Bevinding, ...]
    huishoudens: int = 0

    @property
    def geslaagd(self) -> bool:
        """Whether every rule holds."""
        return not self.bevindingen

    @property
    def regels(self) -> tuple[str, ...]:
        """Codes of the broken rules, sorted, each once."""
        return tuple(sorted({finding.regel for finding in self.bevindingen}))

    def __bool__(self) -> bool:
        return self.geslaagd

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        checked = {"aantal": format_count(len(REGELS)), "huishoudens": format_count(self.huishoudens)}
        if self.geslaagd:
            yield _(
                "Alle {aantal} regels kloppen, nagerekend uit de invoer voor {huishoudens} huishoudens."
            ).format(**checked)
            return
        yield _("{gebroken} van de {aantal} regels kloppen niet ({bevindingen} bevindingen):").format(
            gebroken=format_count(len(self.regels)),
            bevindingen=format_count(len(self.bevindingen)),
            **checked,
        )
        shown: Counter[str] = Counter()
        for finding in self.bevindingen:
            shown[finding.regel] += 1
            if shown[finding.regel] <= _MOST_PER_RULE:
                yield f"  - {finding}"
        for regel, count in sorted(shown.items()):
            if count > _MOST_PER_RULE:
                rest = format_count(count - _MOST_PER_RULE)
                yield "  - " + _("en nog {rest} keer: {zin} [{regel}]").format(
                    rest=rest, zin=_(REGELS[regel]), regel=regel
                )


def toon(value: object) -> str:
    """Return a value as a run folder writes it: ISO dates, decimal commas, ja and nee."""
    if isinstance(value, (bool, np.bool_)):
        return "ja" if value else "nee"
    if isinstance(value, (tuple, list, set, frozenset)):
        return " / ".join(toon(part) for part in value)
    if value is None or value is pd.NaT or value is pd.NA or value == "":
        return "-"
    if isinstance(value, np.datetime64):
        return "-" if np.isnat(value) else str(value.astype("datetime64[D]"))
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, (float, np.floating)):
        if not np.isfinite(value):
            return "-"
        text = f"{float(value):.{_DECIMALS}f}".rstrip("0").rstrip(".")
        return ("0" if text == "-0" else text).replace(".", ",")
    return str(value)
