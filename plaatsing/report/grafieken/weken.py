"""How long people are in COA: waited at the start, and by the plan until they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from plaatsing.taal import N_, Taal, _, format_count, format_number, speak
from plaatsing.uitvoer.kolom import Kolom, Tabel

from .arcering import Arcering
from .grafiek import Grafiek
from .tekenen import GROOT, plaat, sleutel, staal, stappen

if TYPE_CHECKING:
    from plaatsing.plan import Plan

NAAM = "weken"
_REEKSEN = ("gewacht", "vertrek", "nog")
_MEESTE_KLASSEN = 16
(_BREED, _HOOG), _LINKS, _BOVEN, _ONDER = GROOT, 58, 24, 48

_TABEL = Tabel(
    "weken-in-coa",
    N_("Weken in COA"),
    N_("Een rij is een duur, van vergunning af geteld: hoeveel personen er zo lang in COA zijn."),
    (
        Kolom("vanaf", "geheel", N_("Vanaf"), N_("Kortste duur van de rij."), N_("weken")),
        Kolom("tot", "geheel", N_("Tot"), N_("Langste duur van de rij."), N_("weken")),
        Kolom("gewacht", "geheel", N_("Gemeten"), N_("Zo lang al in COA op de startdag."), N_("personen")),
        Kolom(
            "vertrek",
            "geheel",
            N_("Gepland vertrek"),
            N_("Zo lang in COA bij vertrek volgens het plan."),
            N_("personen"),
        ),
        Kolom(
            "nog",
            "geheel",
            N_("Nog in COA"),
            N_("Zo lang in COA op de horizon, en nog niet weg."),
            N_("personen"),
        ),
    ),
)


def weken_in_coa(plan: Plan, taal: Taal, kleinste: int = 0) -> Grafiek:
    """Draw how the weeks in COA are distributed, counted in persons.

    Parameters
    ----------
    plan : Plan
        The plan.
    taal : {"nl", "en"}
        Language.
    kleinste : int
        Rows with a number above zero and below this one are joined with their neighbours, for publication.
    """
    term = plan.case.beleid.coa_weken
    with speak(taal):
        weeks = _weeks(plan)
        table = _joined(_counted(weeks, term), kleinste)
        title = _("Weken in COA, tegen de termijn van {weken} weken").format(weken=format_count(term))
        leaving = weeks[weeks["reeks"] == "vertrek"]
        text = _(
            "De {aantal} personen die volgens het plan vertrekken, doen dat na gemiddeld {gemiddeld} weken."
        ).format(aantal=format_count(int(leaving["personen"].sum())), gemiddeld=format_number(_mean(leaving)))
        if not kleinste:
            on_time = int(leaving.loc[leaving["weken"] <= term, "personen"].sum())
            text += " " + _("Van hen gaan er {op_tijd} binnen {termijn} weken.").format(
                op_tijd=format_count(on_time), termijn=format_count(term)
            )
        svg = _drawing(table, term, title)
    return Grafiek(NAAM, title, text, svg, _TABEL, table, taal)


def _mean(rows: pd.DataFrame) -> float:
    persons = rows["personen"].to_numpy(dtype=float)
    return float(np.average(rows["weken"], weights=persons)) if persons.sum() else 0.0


def _weeks(plan: Plan) -> pd.DataFrame:
    """Return the weeks of each household in each of the three series that it belongs to."""
    start = pd.Timestamp(plan.case.instellingen.start)
    homes = plan.case.huishoudens
    outside = set(homes.loc[homes["in_locatie"] != "", "huishouden"])
    stays = plan.plaatsingen[~plan.plaatsingen["huishouden"].isin(outside)].reset_index(drop=True)
    permit = homes.set_index("huishouden")["vergunningdatum"].reindex(stays["huishouden"])
    waited = ((start - permit.reset_index(drop=True)).dt.days / 7).astype(float)
    gone = stays["vertrek_coa"].notna()
    total = stays["weken_in_coa"].astype(float)
    parts = (
        ("gewacht", waited, waited > 0),
        ("vertrek", total, gone),
        ("nog", total, ~gone & (total >= 0)),
    )
    return pd.concat(
        [
            pd.DataFrame({"reeks": name, "weken": weeks[kept], "personen": stays.loc[kept, "personen"]})
            for name, weeks, kept in parts
        ],
        ignore_index=True,
    )


def _counted(weeks: pd.DataFrame, term: int) -> pd.DataFrame:
    """Count persons in classes of equal width; the term is a limit between two of them."""
    longest = max(float(weeks["weken"].max()) if len(weeks) else 0.0, float(term))
    widths = [width for width in range(1, term + 1) if term % width == 0]
    width = next((width for width in widths if longest / width <= _MEESTE_KLASSEN), widths[-1])
    edges = np.arange(0, longest + width + 1e-9, width)
    # Exactly the term is still within it: a class includes its upper limit.
    place = np.clip(np.ceil(weeks["weken"].to_numpy(dtype=float) / width).astype(int) - 1, 0, len(edges) - 2)
    counts = {
        name: np.bincount(
            place[(weeks["reeks"] == name).to_numpy()],
            weights=weeks.loc[weeks["reeks"] == name, "personen"].to_numpy(dtype=float),
            minlength=len(edges) - 1,
        )
        for name in _REEKSEN
    }
    table = pd.DataFrame({"vanaf": edges[:-1], "tot": edges[1:], **counts}).astype("int64")
    used = table[list(_REEKSEN)].sum(axis="columns").to_numpy().nonzero()[0]
    return table.iloc[: int(used.max()) + 1 if len(used) else 1].reset_index(drop=True)


def _joined(table: pd.DataFrame, kleinste: int) -> pd.DataFrame:
    """Join rows until no number lies between zero and `kleinste`."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.itertuples(index=False, name=None)]
    place = 0
    while len(rows) > 1 and place < len(rows):
        if not any(0 < rows[place][name] < kleinste for name in _REEKSEN):
            place += 1
            continue
        other = place + 1 if place + 1 < len(rows) else place - 1
        first, second = sorted((place, other))
        joined = {name: rows[first][name] + rows[second][name] for name in _REEKSEN}
        rows[first : second + 1] = [{"vanaf": rows[first]["vanaf"], "tot": rows[second]["tot"], **joined}]
        place = first
    return pd.DataFrame(rows, columns=_TABEL.namen)


def _drawing(table: pd.DataFrame, term: int, title: str) -> str:
    longest = int(table["tot"].max())
    per_week = (_BREED - _LINKS - 12) / longest
    measured, planned = table["gewacht"], table["vertrek"] + table["nog"]
    ticks = stappen(float(max(measured.max(), planned.max())))
    room = _HOOG - _BOVEN - _ONDER

    def y(value: float) -> float:
        return _BOVEN + room * (1 - value / ticks[-1])

    lines = "".join(
        f'<path class="g-lijn" d="M{_LINKS} {y(value):.1f}H{_BREED - 12}"/>'
        f'<text class="g-as" x="{_LINKS - 6}" y="{y(value) + 4:.1f}" text-anchor="end">'
        f"{format_count(round(value))}</text>"
        for value in ticks
    )
    hatch, bars, leaving, staying = Arcering(NAAM), "", "", ""
    for since, until, waited, left, still in table[_TABEL.namen].itertuples(index=False, name=None):
        x, wide = _LINKS + since * per_week, (until - since) * per_week
        half, gap = wide / 2, min(3.0, wide * 0.08)
        bars += _bar(x + gap, half - gap, y(waited), y(0))
        leaving += _bar(x + half, half - gap, y(left), y(0))
        staying += _bar(x + half, half - gap, y(left + still), y(left))
    hatched = f"{hatch.vorm('gepland', leaving)}{hatch.vorm('nog', staying)}"
    edge = f'<path class="g-rand" d="{leaving}{staying}"/>' if leaving or staying else ""
    limit = _LINKS + term * per_week
    edges = sorted({0, *table["tot"].tolist()})
    labels = "".join(
        f'<text class="g-as" x="{_LINKS + edge * per_week:.1f}" y="{y(0) + 18:.1f}" '
        f'text-anchor="middle">{edge}</text>'
        for edge in edges
    )
    axis = _("weken sinds de vergunning")
    term_text = _("termijn: {weken} weken").format(weken=format_count(term))
    content = (
        f'{lines}<path class="g-gemeten" d="{bars}"/>{hatched}{edge}'
        f'<path class="g-basis" d="M{_LINKS} {y(0):.1f}H{_BREED - 12}"/>{labels}'
        f'<path class="g-opgave" d="M{limit:.1f} {_BOVEN - 6}V{y(0):.1f}"/>'
        f'<text class="g-bij" x="{limit + 7:.1f}" y="{_BOVEN + 4}">{term_text}</text>'
        f'<text class="g-as" x="{_BREED - 12}" y="{_HOOG - 6}" text-anchor="end">'
        f"{axis}</text>"
    )
    key = sleutel(
        (
            (staal("g-gemeten"), _("gemeten: al gewacht op de startdag")),
            (hatch.staal("gepland"), _("gepland: bij vertrek")),
            (hatch.staal("nog"), _("nog in COA op de horizon")),
        )
    )
    return f"{hatch.definities()}{key}{plaat(_BREED, _HOOG, content, tekst=title)}"


def _bar(x: float, wide: float, top: float, bottom: float) -> str:
    """Return the path data of a bar; nothing for one without height."""
    if bottom - top < 0.05:
        return ""
    return f"M{x:.1f} {bottom:.1f}V{top:.1f}H{x + wide:.1f}V{bottom:.1f}Z"
