"""Realisation against the straight line of the taakstelling, a picture per region."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.kalender import Halfjaar
from plaatsing.onderdrukking import verdun
from plaatsing.realisatie import realised_moves
from plaatsing.taal import N_, Taal, _, format_count, format_date, speak
from plaatsing.uitvoer.kolom import Kolom, Tabel

from .arcering import Arcering
from .grafiek import Grafiek
from .tekenen import GROOT, KLEIN, Punt, Vak, lijnstaal, plaat, platen, sleutel, staal

if TYPE_CHECKING:
    from plaatsing.plan import Plan

NAAM = "realisatie"

_TABEL = Tabel(
    "realisatie",
    N_("Realisatie en lijn"),
    N_("Een rij is een regio op een dag: wie er zijn gehuisvest, en hoeveel de rechte lijn er vraagt."),
    (
        Kolom("regio", "tekst", N_("Regio"), N_("Regio van de koppelgemeenten.")),
        Kolom("dag", "datum", N_("Dag"), N_("Dag tot en met welke is geteld.")),
        Kolom(
            "lijn", "geheel", N_("Lijn"), N_("Personen volgens de rechte lijn van de opgave."), N_("personen")
        ),
        Kolom("gemeten", "geheel", N_("Gemeten"), N_("Gehuisvest volgens de beginstand."), N_("personen")),
        Kolom("gepland", "geheel", N_("Gepland"), N_("Gehuisvest volgens het plan."), N_("personen")),
        Kolom("samen", "geheel", N_("Samen"), N_("Gemeten en gepland samen."), N_("personen")),
    ),
)


def realisatie_tegen_lijn(plan: Plan, regio: Mapping[str, str], taal: Taal, grens: int = 0) -> Grafiek | None:
    """Draw the persons housed against the straight line of the task, for each region.

    The line goes from nothing at the start of a half-year to the whole task (taakstelling, balance,
    correctie and uitruil) at its end, and on from there in the next one.

    Parameters
    ----------
    plan : Plan
        The plan.
    regio : mapping of str to str
        The region of each municipality, by gemeentecode.
    taal : {"nl", "en"}
        Language.
    grens : int
        Moments are left out until no step is of fewer planned persons; 0 for a page that is not published.

    Returns
    -------
    Grafiek or None
        None for a plan in which no half-year ends: there is no task then.
    """
    if plan.taakstelling.empty:
        return None
    with speak(taal):
        table = _figures(plan, regio)
        if grens:
            table = verdun(table, "regio", "dag", "gepland", grens)
        regions = list(dict.fromkeys(table["regio"]))
        hatch = Arcering(NAAM)
        size = GROOT if len(regions) == 1 else KLEIN
        panels = "".join(
            _panel(plan, rows, str(name), size, hatch) for name, rows in table.groupby("regio", sort=True)
        )
        last = table[table["dag"] == table["dag"].max()]
        behind = last[last["samen"] < last["lijn"]]
        title = _("Gehuisvest tegen de rechte lijn van de opgave")
        text = _("Aan het eind van het plan {samen} personen gehuisvest op een opgave van {lijn}.").format(
            samen=format_count(int(last["samen"].sum())), lijn=format_count(int(last["lijn"].sum()))
        )
        if len(regions) > 1:
            few = ", ".join(behind["regio"].astype(str)) or _("geen enkele regio")
            text += " " + _("Onder de lijn: {regios}.").format(regios=few)
        key = sleutel(
            (
                (lijnstaal("g-opgave"), _("opgave, recht evenredig in de tijd")),
                (staal("g-gemeten"), _("gemeten")),
                (hatch.staal("gepland"), _("gepland")),
            )
        )
    svg = f"{hatch.definities()}{key}{platen(panels, len(regions))}"
    return Grafiek(NAAM, title, text, svg, _TABEL, table, taal)


def _figures(plan: Plan, regio: Mapping[str, str]) -> pd.DataFrame:
    book = plan.taakstelling
    start = _begin(plan)
    ends = [Halfjaar.parse(name).eind for name in sorted(set(book["halfjaar"]))]
    moves = realised_moves(plan.case, plan.plaatsingen)
    days = _days(plan, start, ends[-1])
    rows = []
    names = book["gemeentecode"].map(regio)
    for name in sorted(set(names)):
        own = book[names == name]
        targets = own.groupby("halfjaar", sort=True)["gecorrigeerd"].sum().tolist()
        measured = int(own[own["halfjaar"] == min(own["halfjaar"])]["al_gerealiseerd"].sum())
        inside = moves[moves["gemeentecode"].isin(own["gemeentecode"])]
        for day in days:
            planned = int(inside.loc[inside["datum"] <= pd.Timestamp(day), "personen"].sum())
            line = _line(day, start, ends, targets)
            known = measured if day >= plan.case.instellingen.start else 0
            rows.append((name, pd.Timestamp(day), round(line), known, planned, known + planned))
    return pd.DataFrame(rows, columns=_TABEL.namen).astype({"dag": "datetime64[s]"})


def _begin(plan: Plan) -> date:
    """Return the first day of the first half-year, or of the plan where that is earlier."""
    first = Halfjaar.parse(min(plan.taakstelling["halfjaar"])).start
    return min(first, plan.case.instellingen.start)


def _days(plan: Plan, start: date, end: date) -> list[date]:
    between = [period.tot for period in plan.case.perioden if period.tot < end]
    return sorted({start, plan.case.instellingen.start, *between, end})


def _line(day: date, start: date, ends: list[date], targets: list[int]) -> float:
    """Return how many persons the straight line asks for by the end of `day`."""
    before, since = 0.0, start
    for end, target in zip(ends, targets, strict=True):
        if day <= end:
            share = 0.0 if day == start else (day - since).days / (end - since).days
            return before + share * (target - before)
        before, since = float(target), end
    return before


def _panel(plan: Plan, rows: pd.DataFrame, region: str, size: tuple[int, int], hatch: Arcering) -> str:
    days = [stamp.date() for stamp in rows["dag"]]
    values = list(
        zip(days, rows["gemeten"].tolist(), rows["samen"].tolist(), rows["lijn"].tolist(), strict=True)
    )
    highest = float(max(rows["samen"].max(), rows["lijn"].max()))
    area = Vak(*size, days[0], days[-1], highest)
    measured: list[Punt] = [(day, float(known)) for day, known, _together, _line in values]
    together: list[Punt] = [(day, float(total)) for day, _known, total, _line in values]
    since = plan.case.instellingen.start
    planned = [point for point in together if point[0] >= since]
    below = [point for point in measured if point[0] >= since]
    straight = "L".join(f"{area.x(day):.1f} {area.y(line):.1f}" for day, _known, _total, line in values)
    end_total, end_line = int(values[-1][2]), int(values[-1][3])
    outcome = _("{samen} van {lijn}").format(samen=format_count(end_total), lijn=format_count(end_line))
    content = (
        f"{area.assen()}"
        f'<path class="g-gemeten" d="{area.trap(below)}"/>'
        f"{hatch.vorm('gepland', area.trap(planned, below))}"
        f'<path class="g-bovenrand" d="{area.rand(planned)}"/>'
        f'<path class="g-halo" d="M{straight}"/><path class="g-opgave" d="M{straight}"/>'
        f'<text class="g-eind" x="{area.breed - area.rechts}" y="16">{outcome}</text>'
    )
    text = _("{regio}: {samen} personen gehuisvest op {dag}, de lijn vraagt er {lijn}.").format(
        regio=region, samen=format_count(end_total), lijn=format_count(end_line), dag=format_date(days[-1])
    )
    return plaat(area.breed, area.hoog, content, tekst=text, kop=region)
