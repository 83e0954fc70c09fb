"""Who is in COA over time, and for how many the term has passed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.taal import N_, Taal, _, format_count, format_date_long, speak
from plaatsing.uitvoer.kolom import Kolom, Tabel

from .arcering import Arcering
from .grafiek import Grafiek
from .tekenen import GROOT, Punt, Vak, plaat, sleutel, staal

if TYPE_CHECKING:
    from plaatsing.plan import Plan

NAAM = "voorraad"

_TABEL = Tabel(
    "voorraad",
    N_("Personen in COA"),
    N_("Een rij is een dag: hoeveel personen van het plan er dan in COA zijn; de eerste dag is gemeten."),
    (
        Kolom("dag", "datum", N_("Dag"), N_("Einde van deze dag.")),
        Kolom("stand", "tekst", N_("Stand"), N_("Gemeten of gepland.")),
        Kolom(
            "over_termijn",
            "geheel_of_leeg",
            N_("Over de termijn"),
            N_("Langer in COA dan de termijn."),
            N_("personen"),
        ),
        Kolom(
            "binnen_termijn",
            "geheel_of_leeg",
            N_("Binnen de termijn"),
            N_("Niet langer dan de termijn."),
            N_("personen"),
        ),
        Kolom(
            "samen", "geheel", N_("Samen"), N_("Alle personen van het plan die in COA zijn."), N_("personen")
        ),
    ),
)


def voorraad_over_termijn(plan: Plan, taal: Taal, kleinste: int = 0) -> Grafiek:
    """Draw how many persons are in COA over the plan, past the term and within it.

    Parameters
    ----------
    plan : Plan
        The plan.
    taal : {"nl", "en"}
        Language.
    kleinste : int
        Numbers above zero and below this one are left out of picture and table, for publication.
    """
    with speak(taal):
        table = _figures(plan, kleinste)
        weeks = format_count(plan.case.beleid.coa_weken)
        first, last = table.iloc[0], table.iloc[-1]
        title = _("Personen in COA, en wie daar langer is dan {weken} weken").format(weken=weeks)
        text = _(
            "Op {begin} zijn {eerst} personen in COA, van wie {eerst_laat} langer dan {weken} weken; volgens "
            "het plan zijn het er op {eind} {laatst}, van wie {laatst_laat} langer."
        ).format(
            begin=format_date_long(first["dag"].date()),
            eind=format_date_long(last["dag"].date()),
            eerst=format_count(int(first["samen"])),
            laatst=format_count(int(last["samen"])),
            eerst_laat=_count(first["over_termijn"], kleinste),
            laatst_laat=_count(last["over_termijn"], kleinste),
            weken=weeks,
        )
        svg = _drawing(table, title)
    return Grafiek(NAAM, title, text, svg, _TABEL, table, taal)


def _count(value: object, kleinste: int) -> str:
    if pd.isna(value):  # type: ignore[call-overload]  # one value, not a frame
        return _("minder dan {aantal}").format(aantal=format_count(kleinste))
    return format_count(int(str(value)))


def _figures(plan: Plan, kleinste: int) -> pd.DataFrame:
    start = plan.case.instellingen.start
    stays = plan.plaatsingen
    permit = plan.case.huishoudens.set_index("huishouden")["vergunningdatum"].reindex(stays["huishouden"])
    permit = permit.reset_index(drop=True)
    left = stays["vertrek_coa"].reset_index(drop=True)
    persons = stays["personen"].reset_index(drop=True)
    term = pd.Timedelta(weeks=plan.case.beleid.coa_weken)
    # The first figure is the stand before the plan's first day.
    days = [start - timedelta(days=1), *(period.tot for period in plan.case.perioden)]
    rows = []
    for number, day in enumerate(days):
        stamp = pd.Timestamp(day)
        here = (permit <= stamp) & (left.isna() | (left > stamp))
        total = int(persons[here].sum())
        late = int(persons[here & (permit + term < stamp)].sum())
        hidden = any(0 < part < kleinste for part in (late, total - late))
        parts = (pd.NA, pd.NA) if hidden else (late, total - late)
        rows.append((stamp, _("gemeten") if number == 0 else _("gepland"), *parts, total))
    table = pd.DataFrame(rows, columns=_TABEL.namen)
    return table.astype({"dag": "datetime64[s]", "over_termijn": "Int64", "binnen_termijn": "Int64"})


def _drawing(table: pd.DataFrame, title: str) -> str:
    days = [stamp.date() for stamp in table["dag"]]
    total = [float(value) for value in table["samen"]]
    late = [float(value) for value in table["over_termijn"].fillna(0)]
    area = Vak(*GROOT, days[0], days[-1], max(total), boven=16)
    # A value at the end of a period holds until the end of the next one.
    upper: list[Punt] = list(zip(days[1:], total[1:], strict=True))
    lower: list[Punt] = list(zip(days[1:], late[1:], strict=True))
    steps = [(days[0] if place == 0 else days[place], value) for place, (_day, value) in enumerate(upper)]
    below = [(day, value) for (day, _value), (_day, value) in zip(steps, lower, strict=True)]
    hatch = Arcering(NAAM)
    bar = 14.0
    left = float(area.links)
    measured = (
        f'<rect class="g-gemeten-laat" x="{left:.1f}" y="{area.y(late[0]):.1f}" width="{bar:.1f}" '
        f'height="{area.y(0) - area.y(late[0]):.1f}"/>'
        f'<rect class="g-gemeten-op-tijd" x="{left:.1f}" y="{area.y(total[0]):.1f}" width="{bar:.1f}" '
        f'height="{area.y(late[0]) - area.y(total[0]):.1f}"/>'
    )
    content = (
        f"{area.assen()}"
        f"{hatch.vorm('te-laat', area.trap(below))}{hatch.vorm('gepland', area.trap(steps, below))}"
        f'<path class="g-bovenrand laat" d="{area.rand(below)}"/>'
        f'<path class="g-bovenrand" d="{area.rand(steps)}"/>{measured}'
    )
    key = sleutel(
        (
            (staal("g-gemeten-op-tijd"), _("gemeten, binnen de termijn")),
            (staal("g-gemeten-laat"), _("gemeten, over de termijn")),
            (hatch.staal("gepland"), _("gepland, binnen de termijn")),
            (hatch.staal("te-laat"), _("gepland, over de termijn")),
        )
    )
    return f"{hatch.definities()}{key}{plaat(area.breed, area.hoog, content, tekst=title)}"
