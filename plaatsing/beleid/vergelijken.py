"""Rule sets laid flat, figure by figure, and compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from plaatsing.beleid.onderdelen import MetHerkomst, RegelingRegel, TariefRegel
from plaatsing.beleid.regelset import Beleid


@dataclass(frozen=True)
class Verschil:
    """One key whose value differs between two rule sets; None where a rule set lacks it."""

    sleutel: str
    links: str | None
    rechts: str | None


def waarden(onderdeel: BaseModel, sleutel: str = "") -> dict[str, str]:
    """Return the values of a part by dotted key, written as in the TOML file.

    Tariffs are named by year and kind and other schemes by name, not by their place in the file.
    """
    found: dict[str, str] = {}
    for name in type(onderdeel).model_fields:
        value = getattr(onderdeel, name)
        key = f"{sleutel}.{name}" if sleutel else name
        if isinstance(value, BaseModel):
            found |= waarden(value, key)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for part in value:
                found |= waarden(part, f"{key}.{_naam(part)}")
        elif value is not None and value != ():
            found[key] = _toml(value)
    return found


def verschillen(links: Beleid, rechts: Beleid) -> list[Verschil]:
    """Return what differs between two rule sets, keys in the order of the first, then of the second."""
    left, right = waarden(links), waarden(rechts)
    return [
        Verschil(key, left.get(key), right.get(key))
        for key in dict.fromkeys([*left, *right])
        if left.get(key) != right.get(key)
    ]


def benoemde_onderdelen(beleid: Beleid) -> list[tuple[str, MetHerkomst]]:
    """Return the parts of a rule set with the names that :func:`waarden` gives them."""
    return [
        (f"{key.partition('[')[0]}.{_naam(part)}" if "[" in key else key, part)
        for key, part in beleid.onderdelen()
    ]


def _naam(part: BaseModel) -> str:
    if isinstance(part, TariefRegel):
        return f"{part.jaar}.{part.soort}"
    if isinstance(part, RegelingRegel):
        return part.regeling
    raise TypeError(f"geen naam voor {type(part).__name__}")


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
