"""How full the doorstroomlocaties are over time, under their ceiling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.taal import N_, Taal, _, format_count, format_date, speak
from plaatsing.uitvoer.kolom import Kolom, Tabel

from .arcering import Arcering
from .grafiek import Grafiek
from .tekenen import GROOT, KLEIN, Punt, Vak, lijnstaal, plaat, platen, sleutel, staal

if TYPE_CHECKING:
    from plaatsing.plan import Plan

NAAM = "bezetting"
MEESTE = 11
"""Locations drawn apart, the largest first; all of them are in the table and in the picture of the whole."""

_TABEL = Tabel(
    "bezetting",
    N_("Bezetting"),
    N_("Een rij is een locatie in een periode: wie er woont en hoeveel plaatsen er zijn."),
    (
        Kolom("locatie", "tekst", N_("Locatie"), N_("Naam van de locatie.")),
        Kolom("dag", "datum", N_("Vanaf"), N_("Eerste dag van de periode.")),
        Kolom(
            "gemeten",
            "geheel",
            N_("Gemeten"),
            N_("Wie er bij de start al woonden en er nog zijn."),
            N_("personen"),
        ),
        Kolom(
            "gepland",
            "geheel",
            N_("Gepland"),
            N_("Wie er volgens het plan bij zijn gekomen."),
            N_("personen"),
        ),
        Kolom("samen", "geheel", N_("Samen"), N_("Alle bewoners."), N_("personen")),
        Kolom("plaatsen", "geheel", N_("Plaatsen"), N_("Plaatsen in de locatie."), N_("personen")),
    ),
)


def bezetting(plan: Plan, taal: Taal, *, per_locatie: bool = True) -> Grafiek | None:
    """Draw the occupancy of all open locations together and of each, under its ceiling.

    A dotted line marks the day on which the first stay must end, where that lies within the plan.

    Parameters
    ----------
    plan : Plan
        The plan.
    taal : {"nl", "en"}
        Language.
    per_locatie : bool
        Whether locations are drawn and listed apart; for publication only the whole is given.

    Returns
    -------
    Grafiek or None
        None where no location is open.
    """
    with speak(taal):
        each = _figures(plan)
        if each.empty:
            return None
        whole = _("Alle locaties")
        together = each.drop(columns="locatie").groupby("dag", as_index=False, sort=True).sum()
        together.insert(0, "locatie", whole)
        table = pd.concat([together, each], ignore_index=True) if per_locatie else together
        peak = together.iloc[int(together["samen"].to_numpy().argmax())]
        title = _("Bezetting van de doorstroomlocaties")
        text = _("Op het hoogtepunt, vanaf {dag}, wonen er {samen} personen op {plaatsen} plaatsen.").format(
            dag=format_date(peak["dag"].date()),
            samen=format_count(int(peak["samen"])),
            plaatsen=format_count(int(peak["plaatsen"])),
        )
        largest = each.groupby("locatie")["plaatsen"].max().sort_values(ascending=False, kind="stable")
        shown = [whole, *sorted(largest.index[:MEESTE])] if per_locatie else [whole]
        hatch = Arcering(NAAM)
        size = GROOT if len(shown) == 1 else KLEIN
        panels = "".join(_panel(plan, table[table["locatie"] == name], name, size, hatch) for name in shown)
        if per_locatie and len(largest) > MEESTE:
            left_out = _("De {aantal} grootste locaties staan apart getekend; de tabel heeft ze alle.")
            text += " " + left_out.format(aantal=format_count(MEESTE))
        svg = f"{hatch.definities()}{_key(hatch)}{platen(panels, len(shown))}"
    return Grafiek(NAAM, title, text, svg, _TABEL, table, taal)


def _key(hatch: Arcering) -> str:
    return sleutel(
        (
            (staal("g-gemeten"), _("gemeten: woonde er al")),
            (hatch.staal("gepland"), _("gepland")),
            (lijnstaal("g-plafond"), _("plaatsen")),
            (lijnstaal("g-grens"), _("eerste verblijf moet eindigen")),
        )
    )


def _figures(plan: Plan) -> pd.DataFrame:
    # The rows after the last period tell of the night after the horizon.
    frame = plan.locaties[plan.locaties["geopend"] & (plan.locaties["periode"] <= len(plan.case.perioden))]
    used = frame.groupby("locatie")["personen"].transform("max") > 0
    frame = frame[used].sort_values(["locatie", "van"], ignore_index=True)
    present = frame[["locatie", "van"]].reset_index().merge(_residents(plan), on="locatie")
    there = present[present["tot"].isna() | (present["tot"] >= present["van"])]
    since = there.groupby("index")["personen"].sum().reindex(frame.index, fill_value=0)
    table = pd.DataFrame(
        {
            "locatie": frame["locatie"].astype("str"),
            "dag": frame["van"].astype("datetime64[s]"),
            "gemeten": since.astype("int64"),
            "samen": frame["personen"].astype("int64"),
            "plaatsen": frame["capaciteit"].astype("int64"),
        }
    )
    table["gemeten"] = table[["gemeten", "samen"]].min(axis="columns")
    table["gepland"] = table["samen"] - table["gemeten"]
    return table[_TABEL.namen]


def _residents(plan: Plan) -> pd.DataFrame:
    """Return who lived in a location at the start of the plan, and until when."""
    homes = plan.case.huishoudens
    names = set(homes.loc[homes["in_locatie"] != "", "huishouden"])
    stays = plan.plaatsingen[plan.plaatsingen["huishouden"].isin(names)]
    return pd.DataFrame(
        {"locatie": stays["locatie"], "personen": stays["personen"], "tot": stays["uit_locatie"]}
    )


def _panel(plan: Plan, rows: pd.DataFrame, name: str, size: tuple[int, int], hatch: Arcering) -> str:
    horizon = plan.case.instellingen.horizon
    days = [stamp.date() for stamp in rows["dag"]]
    known: list[Punt] = [(day, float(value)) for day, value in zip(days, rows["gemeten"], strict=True)]
    total: list[Punt] = [(day, float(value)) for day, value in zip(days, rows["samen"], strict=True)]
    ceiling: list[Punt] = [(day, float(value)) for day, value in zip(days, rows["plaatsen"], strict=True)]
    highest = float(max(rows["samen"].max(), rows["plaatsen"].max()))
    area = Vak(*size, plan.case.instellingen.start, horizon, highest)
    most = int(rows["samen"].max())
    outcome = _("hoogstens {samen} van {plaatsen}").format(
        samen=format_count(most), plaatsen=format_count(int(rows["plaatsen"].max()))
    )
    content = (
        f"{area.assen()}"
        f'<path class="g-gemeten" d="{area.trap(known)}"/>'
        f"{hatch.vorm('gepland', area.trap(total, known))}"
        f'<path class="g-bovenrand" d="{area.rand(total)}"/>'
        f'<path class="g-plafond" d="{area.rand(ceiling)}"/>{_first_end(plan, area, name)}'
        f'<text class="g-eind" x="{area.breed - area.rechts}" y="16">{outcome}</text>'
    )
    text = _("{locatie}: {uitkomst} plaatsen bezet.").format(locatie=name, uitkomst=outcome)
    return plaat(area.breed, area.hoog, content, tekst=text, kop=name)


def _first_end(plan: Plan, area: Vak, name: str) -> str:
    """Mark the first day on which a stay in a location must end, where the plan reaches that day."""
    stays = plan.plaatsingen[plan.plaatsingen["locatie"] == name]
    ends = stays["einddatum_verblijf"].dropna()
    if ends.empty or not area.van <= ends.min().date() <= area.tot:
        return ""
    x = area.x(ends.min().date())
    return f'<path class="g-grens" d="M{x:.1f} {area.boven}V{area.y(0):.1f}"/>'
