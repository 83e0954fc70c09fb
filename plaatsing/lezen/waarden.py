"""From the text of one cell to its value, for every kind of column."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from plaatsing.kalender import Halfjaar

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT = {name[:3]: number for number, name in enumerate(MAANDEN, start=1)} | {"mrt": 3}
GROOTSTE_GETAL = 10_000_000_000
EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100

_MOST_WORDS = 5000
_LONGEST_WORD = 100

_INTEGER = re.compile(r"([+-]?)(\d+|\d{1,3}(?:\.\d{3})+)(?:,0+)?", re.ASCII)
_ZERO_DECIMALS = re.compile(r"[+-]?\d+\.0+", re.ASCII)
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,4})?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d*)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?", re.ASCII)
_DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}(:\d{2})?)?", re.ASCII)
_SPELLED = re.compile(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})")
_SERIAL = re.compile(r"\d{5}", re.ASCII)
_ISO_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})", re.ASCII)
_DUTCH_MONTH = re.compile(r"(\d{1,2})[-/](\d{4})", re.ASCII)
_SPELLED_MONTH = re.compile(r"([a-z]+)\.?\s+(\d{4})")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EXCEL_ERRORS = frozenset({"#N/A", "#N/B", "#REF!", "#VERW!", "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!"})
_EXCEL_ERRORS |= {"#NAME?", "#NAAM?", "#NUM!", "#GETAL!", "#NULL!", "#LEEG!"}

_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "1,0", "1.0"})
_NO = frozenset({"nee", "n", "no", "false", "onwaar", "0", "0,0", "0.0"})


class OngeldigeWaardeError(ValueError):
    """A text that is not a value of its kind; says what was expected and the likeliest intention."""

    def __init__(self, verwacht: str, bedoelde_u: str = "", code: str = "waarde") -> None:
        self.verwacht = verwacht
        self.bedoelde_u = bedoelde_u
        self.code = code
        super().__init__(verwacht)


def nearest(word: str, words: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the one of `words` that looks most like `word`, whatever the case, or ``""``.

    Among very many words, or for a very long one, it does not look.
    """
    plain: dict[str, str] = {}
    for candidate in words:
        plain.setdefault(candidate.casefold(), candidate)
    if len(plain) > _MOST_WORDS or len(word) > _LONGEST_WORD:
        return ""
    found = difflib.get_close_matches(word.casefold(), plain, n=1, cutoff=cutoff)
    return plain[found[0]] if found else ""


def read_text(text: str) -> str:
    """Return `text` with every run of white space as one space.

    Raises
    ------
    OngeldigeWaardeError
        On control characters, and on an error value of a spreadsheet formula.
    """
    joined = " ".join(text.split())
    if _CONTROL.search(joined):
        raise OngeldigeWaardeError("verwacht leesbare tekst zonder stuurtekens", code="teken")
    if joined in _EXCEL_ERRORS:
        raise OngeldigeWaardeError("verwacht een waarde; dit is een foutmelding van Excel", code="excelfout")
    return joined


def read_integer(text: str, minimum: float | None = None, maximum: float | None = None) -> int:
    """Read a whole number; thousands may be marked with dots (``17.942``)."""
    bare = text.replace("\u00a0", "").replace(" ", "").replace("\u2212", "-")
    match = _INTEGER.fullmatch(bare)
    digits = None
    if match is not None:
        digits = match.group(1) + match.group(2).replace(".", "")
    elif _ZERO_DECIMALS.fullmatch(bare):
        digits = bare.split(".")[0]
    if digits is None:
        raise OngeldigeWaardeError(f"verwacht een geheel getal{_range(minimum, maximum)}")
    if len(digits) > 16 or abs(int(digits)) > GROOTSTE_GETAL:
        raise OngeldigeWaardeError(
            f"verwacht een geheel getal{_range(minimum, maximum)}; dit is onmogelijk groot"
        )
    value = int(digits)
    _check_range(value, minimum, maximum, "geheel getal")
    return value


def read_number(
    text: str,
    minimum: float | None = None,
    maximum: float | None = None,
    *,
    euro: bool = False,
    decimal_point: bool = False,
) -> float:
    """Read a number with a decimal comma or point; ``€`` and ``,-`` are allowed for amounts.

    Parameters
    ----------
    text : str
        For example ``1.234,5``, ``1234.5`` or, for amounts, ``€ 400.000,-``.
    minimum, maximum : float, optional
        Least and greatest value allowed.
    euro : bool
        Whether the number is an amount of money.
    decimal_point : bool
        Whether a dot is known to be a decimal point, so that ``1.234`` is not ambiguous.
    """
    bare = text.replace("\u00a0", "").replace(" ", "").replace("\u2212", "-")
    if euro:
        bare = re.sub(r",-+$", ",00", re.sub(r"(?i)^(€|eur|euro)|(€|eur|euro)$", "", bare))
    kind = "bedrag" if euro else "getal"
    example = "400000 of 12,50" if euro else "12,5"
    if _AMBIGUOUS.fullmatch(bare) and (euro or not decimal_point):
        whole, decimals = bare.replace(".", ""), bare.replace(".", ",")
        raise OngeldigeWaardeError(
            f"dit kan {whole} of {decimals} zijn; schrijf een van beide", code="dubbelzinnig"
        )
    if _THOUSANDS.fullmatch(bare) and (bare.count(".") > 1 or "," in bare):
        bare = bare.replace(".", "")
    if bare.count(",") == 1 and "." not in bare:
        bare = bare.replace(",", ".")
    value = float(bare) if _NUMBER.fullmatch(bare.lower()) else math.nan
    if not math.isfinite(value):
        raise OngeldigeWaardeError(f"verwacht een {kind} zoals {example}{_range(minimum, maximum)}")
    _check_range(value, minimum, maximum, kind)
    return value


def read_date(text: str) -> date:
    """Read a date: ``2025-03-01``, ``01-03-2025``, ``1/3/2025`` or ``1 maart 2025``."""
    bare = " ".join(text.split()).casefold()
    if match := _ISO.fullmatch(bare.upper()):
        year, month, day = (int(part) for part in match.groups()[:3])
    elif match := _DUTCH.fullmatch(bare):
        day, month, year = (int(part) for part in match.groups()[:3])
    elif (match := _SPELLED.fullmatch(bare)) and (number := _month_number(match.group(2))):
        day, month, year = int(match.group(1)), number, int(match.group(3))
    else:
        hint = ""
        if _SERIAL.fullmatch(bare):
            hint = (date(1899, 12, 30) + timedelta(days=int(bare))).isoformat()
        raise OngeldigeWaardeError("verwacht een datum zoals 2025-03-01", hint, "datum")
    try:
        value = date(year, month, day)
    except ValueError:
        raise OngeldigeWaardeError("verwacht een datum zoals 2025-03-01", code="datum") from None
    if not EERSTE_JAAR <= value.year <= LAATSTE_JAAR:
        raise OngeldigeWaardeError(
            f"verwacht een datum tussen {EERSTE_JAAR} en {LAATSTE_JAAR}", code="datum_buiten_bereik"
        )
    return value


def read_month(text: str) -> date:
    """Read a month (``2025-03``, ``03-2025``, ``maart 2025``, or any day in it) as its 15th."""
    bare = " ".join(text.split()).casefold()
    if match := _ISO_MONTH.fullmatch(bare):
        year, month = int(match.group(1)), int(match.group(2))
    elif match := _DUTCH_MONTH.fullmatch(bare):
        month, year = int(match.group(1)), int(match.group(2))
    elif (match := _SPELLED_MONTH.fullmatch(bare)) and (number := _month_number(match.group(1))):
        month, year = number, int(match.group(2))
    else:
        try:
            return read_date(text).replace(day=15)
        except OngeldigeWaardeError as error:
            raise OngeldigeWaardeError("verwacht een maand zoals 2025-03", code="datum") from error
    if not (1 <= month <= 12 and EERSTE_JAAR <= year <= LAATSTE_JAAR):
        raise OngeldigeWaardeError("verwacht een maand zoals 2025-03", code="datum")
    return date(year, month, 15)


def read_bool(text: str) -> bool:
    """Read ja or nee, or another usual spelling of it."""
    plain = text.strip().casefold()
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    raise OngeldigeWaardeError("verwacht ja of nee", nearest(plain, ("ja", "nee")))


def read_choice(text: str, choices: Sequence[str]) -> str:
    """Read one of `choices`, whatever its case."""
    plain = " ".join(text.split()).casefold()
    for choice in choices:
        if choice.casefold() == plain:
            return choice
    longer = next((choice for choice in choices if plain.startswith(choice.casefold())), "")
    raise OngeldigeWaardeError("verwacht " + _one_of(choices), longer or nearest(plain, choices), "keuze")


def read_halfjaar(text: str) -> str:
    """Read a half-year such as ``2025-II``."""
    plain = text.strip().upper().replace(" ", "")
    try:
        return str(Halfjaar.parse(plain))
    except ValueError:
        match = re.fullmatch(r"(\d{4})[-/_]?H?(II?|1|2)", plain, re.ASCII)
        hint = f"{match.group(1)}-{'II' if match.group(2) in {'II', '2'} else 'I'}" if match else ""
        raise OngeldigeWaardeError("verwacht een halfjaar zoals 2025-II", hint, "halfjaar") from None


def split_list(text: str) -> list[str]:
    """Cut a cell with several values at ``|``, or else at ``;``."""
    parts = text.split("|") if "|" in text else text.split(";")
    return [" ".join(part.split()) for part in parts if part.strip()]


def _month_number(word: str) -> int | None:
    if word in MAANDEN:
        return MAANDEN.index(word) + 1
    return _SHORT.get(word) or (9 if word == "sept" else None)


def _one_of(choices: Sequence[str]) -> str:
    return " of ".join((", ".join(choices[:-1]), choices[-1])) if len(choices) > 1 else choices[0]


def _range(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f" van {_plain(minimum)} tot en met {_plain(maximum)}"
    if minimum is not None:
        return f" van ten minste {_plain(minimum)}"
    if maximum is not None:
        return f" van ten hoogste {_plain(maximum)}"
    return ""


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value).replace(".", ",")


def _check_range(value: float, minimum: float | None, maximum: float | None, kind: str) -> None:
    if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
        raise OngeldigeWaardeError(f"verwacht een {kind}{_range(minimum, maximum)}", code="buiten_bereik")
