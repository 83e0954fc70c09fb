"""Numbers, money and dates as a reader of the language spoken now writes them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale, dates, numbers

from plaatsing.taal.catalogus import Taal, _, current_taal

_LOCALES = {"nl": Locale("nl", "NL"), "en": Locale("en", "GB")}
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def _locale() -> Locale:
    return _LOCALES[current_taal()]


def _plain(text: str) -> str:
    """Use ordinary spaces: a console in another code page shows the special ones as question marks."""
    return text.translate(_SPACES)


def format_count(value: int) -> str:
    """Write a whole number, ``1.234``."""
    return _decimal(int(value), "#,##0", current_taal())


def format_number(value: float, decimals: int = 1) -> str:
    """Write a number with a fixed number of decimals, ``1.234,5``."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    # Plus nothing, so that minus nothing is written as nothing.
    return _decimal(float(value) + 0.0, pattern, current_taal())


@lru_cache(maxsize=20_000)
def _decimal(value: float, pattern: str, taal: Taal) -> str:
    """Write a number; the tables of a report hold the same few thousand numbers over and over."""
    return _plain(numbers.format_decimal(value, format=pattern, locale=_LOCALES[taal]))


def format_share(share: float, decimals: int = 2) -> str:
    """Write a share as a percentage with at most `decimals` decimals, ``0,07%``."""
    return _plain(numbers.format_percent(share, format="#,##0." + "#" * decimals + "%", locale=_locale()))


def format_euro(cents: int) -> str:
    """Write an amount given in cents, ``€ 1.234,56``."""
    return _plain(numbers.format_currency(cents / 100, "EUR", locale=_locale()))


def format_date(day: date) -> str:
    """Write a date with the month abbreviated, ``1 jul 2025``."""
    return _plain(dates.format_date(day, format="d MMM y", locale=_locale()))


def format_date_long(day: date) -> str:
    """Write a date in full, ``1 juli 2025``."""
    return _plain(dates.format_date(day, format="d MMMM y", locale=_locale()))


def format_duration(seconds: float) -> str:
    """Write a length of time, ``42 s`` or ``3 min 05 s``."""
    if seconds < 60:
        return _("{seconden} s").format(seconden=format_number(seconds, 1 if seconds < 10 else 0))
    minutes, rest = divmod(round(seconds), 60)
    return _("{minuten} min {rest} s").format(minuten=format_count(minutes), rest=f"{rest:02d}")
