"""Small areas with codes of their own, in which the case itself says everything."""

from __future__ import annotations

from typing import Any

import pandas as pd

from plaatsing.case import Case

ALLE_VORMEN = "eigen|flex|doorstroomlocatie|tijdelijk"


def gemeente(code: str, x_km: float, y_km: float = 0.0, opgave: int = 10, **cells: Any) -> dict[str, Any]:
    """Return a row whose persons to house are `opgave`."""
    return {
        "gemeentecode": code,
        "gemeente": f"Gemeente {code}",
        "provinciecode": "P",
        "inwoners": 10_000,
        "x_rd": 100_000 + 1000 * x_km,
        "y_rd": 400_000 + 1000 * y_km,
        "taakstelling": opgave,
        "vormen": ALLE_VORMEN,
        **cells,
    }


def bestaand(locatie: str, code: str, deelnemers: str, plaatsen: int = 100, **cells: Any) -> dict[str, Any]:
    return {
        "locatie": locatie,
        "gemeentecode": code,
        "capaciteit_personen": plaatsen,
        "deelnemende_gemeenten": deelnemers,
        **cells,
    }


def casus(
    gemeenten: list[dict[str, Any]],
    locaties: list[dict[str, Any]] | None = None,
    *,
    limiet_km: float = 10.0,
    horizon: str = "2025-12-31",
    **tabellen: list[dict[str, Any]],
) -> Case:
    """Return a case in which a kilometre as the crow flies is one by road."""
    instellingen = {
        "titel": "",
        "gebied": [row["gemeentecode"] for row in gemeenten],
        "halfjaar": "2025-II",
        "horizon": horizon,
        "afstandslimiet_km": limiet_km,
        "omrijfactor": 1.0,
        "vg": {"2025-II": {"bekend": 100}, "2026-I": {"bekend": 40}},
    }
    first = gemeenten[0]["gemeentecode"]
    tables: dict[str, list[dict[str, Any]]] = {
        "huishoudens": [{"huishouden": "H1", "personen": 2, "vergunningdatum": "2025-06-01"}],
        "woningaanbod": [{"aanbod": "W1", "gemeentecode": first, "beschikbaar_vanaf": "2025-08-01"}],
        "gemeenten": gemeenten,
        **({"doorstroomlocaties": locaties} if locaties else {}),
        **tabellen,
    }
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    return Case.from_tables(instellingen, **frames)
