"""Recognise municipalities and regions however a planner writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

import pandas as pd

from plaatsing.lezen.waarden import OngeldigeWaardeError, nearest

_NUMBER = re.compile(r"(?:GM)?\s*0*(\d{1,4})(?:[.,]0+)?", re.ASCII)
_REGIO = re.compile(r"(?:AM)?\s*(\d{1,2})(?:[.,]0+)?", re.ASCII)
_SUFFIX = re.compile(r"\s*\([^)]*\)$")
_ALIASES = {"denhaag": "sgravenhage", "denbosch": "shertogenbosch", "thehague": "sgravenhage"}


MEESTE_HINTS = 300
"""Unknown municipalities for which a near miss is looked for, per case."""


class Gemeentecodes:
    """The municipalities a case may name, and how they are recognised.

    Parameters
    ----------
    table : DataFrame
        With ``gemeentecode`` and ``gemeente``, and for the bundled municipalities also
        ``arbeidsmarktregiocode`` and ``arbeidsmarktregio``.
    own : bool
        Whether the codes are the case's own, so that only they themselves and their names hold.

    Attributes
    ----------
    likely : frozenset of str
        Municipalities of the area, which "bedoelde u" tries first.
    """

    def __init__(self, table: pd.DataFrame, *, own: bool = False) -> None:
        self.own = own
        self.likely: frozenset[str] = frozenset()
        self._hints_left = MEESTE_HINTS
        self.table = table
        self.codes = frozenset(table["gemeentecode"])
        self._names = dict(zip(table["gemeentecode"], table["gemeente"], strict=True))

    def name(self, code: str) -> str:
        """Return the name of a municipality, or its code where it has none."""
        return self._names.get(code) or code

    def read(self, text: str) -> str:
        """Return the code of the municipality meant by `text`.

        Raises
        ------
        OngeldigeWaardeError
            With the likeliest municipality as "bedoelde u".
        """
        if text in self.codes:
            return text
        plain = _plain(text)
        found = self._by_plain.get(plain, ())
        if not found and not self.own:
            match = _NUMBER.fullmatch(text.strip().upper())
            code = f"GM{int(match.group(1)):04d}" if match else ""
            if code in self.codes:
                return code
            found = self._by_plain.get(_ALIASES.get(plain, ""), ())
        if len(found) == 1:
            return found[0]
        if found:
            options = " of ".join(f"{code} ({self.name(code)})" for code in found)
            raise OngeldigeWaardeError(f"verwacht een gemeente; dit kan {options} zijn", code="gemeente")
        raise OngeldigeWaardeError(self._expected, self._nearest(text), "gemeente")

    def read_regio(self, text: str) -> str:
        """Return the code of the labour-market region meant by `text`."""
        regios = self._regios
        if self.own and not regios:
            return text
        plain = _plain(text)
        match = _REGIO.fullmatch(text.strip().upper())
        code = f"AM{int(match.group(1)):02d}" if match else ""
        if code in regios.values():
            return code
        if plain in regios:
            return regios[plain]
        hint = nearest(text, [*self._regio_names, *regios.values()])
        raise OngeldigeWaardeError(
            "verwacht een arbeidsmarktregio, zoals AM03 of Drenthe", hint, "arbeidsmarktregio"
        )

    @property
    def _expected(self) -> str:
        if self.own:
            return "verwacht een gemeente uit de tabel gemeenten"
        return "verwacht een gemeente, met CBS-code of naam, zoals GM0106 of Assen"

    def _nearest(self, text: str) -> str:
        # A column of wholly other things would cost minutes of looking for near misses.
        self._hints_left -= 1
        if self._hints_left < 0:
            return ""
        number = None if self.own else _NUMBER.fullmatch(text.strip().upper())
        if number:
            typed = f"GM{int(number.group(1)):04d}"
            hint = nearest(typed, sorted(self.likely), cutoff=0.8)
            hint = hint or nearest(typed, self.codes_sorted, cutoff=0.8)
        else:
            area = [self.name(code) for code in sorted(self.likely)]
            hint = nearest(text, area, cutoff=0.75)
            hint = hint or nearest(text, [*self._shown, *self.codes_sorted], cutoff=0.65)
        if not hint:
            return ""
        code = hint if hint in self.codes else self._by_plain[_plain(hint)][0]
        name = self.name(code)
        return code if name == code else f"{code} ({name})"

    @cached_property
    def codes_sorted(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(sorted(self.codes))

    @cached_property
    def _shown(self) -> tuple[str, ...]:
        return tuple(name for name in self._names.values() if name)

    @cached_property
    def _by_plain(self) -> dict[str, tuple[str, ...]]:
        exact: dict[str, tuple[str, ...]] = {}
        bare: dict[str, tuple[str, ...]] = {}
        for code in self.codes_sorted:
            name = self._names[code]
            for spelled in {_plain(code), _plain(name)} - {""}:
                exact[spelled] = _with(exact.get(spelled, ()), code)
            short = _plain(_SUFFIX.sub("", name))
            if short:
                bare[short] = _with(bare.get(short, ()), code)
        return bare | exact

    @cached_property
    def _regios(self) -> dict[str, str]:
        table = self.table
        if "arbeidsmarktregiocode" not in table:
            return {}
        names = table["arbeidsmarktregio"] if "arbeidsmarktregio" in table else table["arbeidsmarktregiocode"]
        pairs = {
            _plain(name): code
            for name, code in zip(names, table["arbeidsmarktregiocode"], strict=True)
            if code
        }
        return pairs | {_plain(code): code for code in pairs.values()}

    @cached_property
    def _regio_names(self) -> tuple[str, ...]:
        if "arbeidsmarktregio" not in self.table:
            return ()
        return tuple(sorted(set(self.table["arbeidsmarktregio"])))


def _with(codes: Iterable[str], code: str) -> tuple[str, ...]:
    return tuple(sorted({*codes, code}))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if char.isalnum())
