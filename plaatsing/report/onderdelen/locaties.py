"""The doorstroomlocaties: what opens, for whom, how full, and what stays to be done."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from plaatsing.report.blokken import Alinea, Blok, Kop, Onderdeel, Tabelblok
from plaatsing.report.figuren import chart
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.grafieken import bezetting
from plaatsing.report.tabellen_locaties import LOCATIES, VOOR_WIE
from plaatsing.report.zinnen import persons
from plaatsing.taal import _, current_taal, format_count, format_date_long, plural
from plaatsing.uitkomst.plaatsingen import AF_TE_SPREKEN, AFGESPROKEN
from plaatsing.uitvoer.gebruik import eerste_gebruik

_PER_PERSON = ["hoogste", "eind", "af_te_spreken"]


def sites(bron: Gegevens) -> Onderdeel:
    """Say which locations open, for whom, how full they get, and who still needs a dwelling after that."""
    return Onderdeel("locaties", _("Doorstroomlocaties"), tuple(_blocks(bron)))


def _blocks(bron: Gegevens) -> Iterator[Blok]:
    if bron.plan.locaties.empty:
        yield Alinea(_("In dit plan zijn er geen doorstroomlocaties."), "inleiding")
        return
    longest = format_count(bron.case.beleid.maximaal_verblijf_nachten)
    yield Alinea(
        _opened(len(bron.kerncijfers.geopend), bron.kerncijfers.kandidaten)
        + " "
        + _(
            "Een locatie is een tussenstap: niemand blijft er langer dan {nachten} nachten, en wie er "
            "naartoe gaat telt meteen mee voor de taakstelling van zijn koppelgemeente."
        ).format(nachten=longest),
        "inleiding",
    )
    table = site_table(bron)
    hidden = {"gemeentecode"}
    if bron.voor.onderdrukken:
        hidden |= {*_PER_PERSON, "eerste_einddatum", "vanaf"}
    yield Tabelblok(LOCATIES, table, verborgen=frozenset(hidden), rijkop="locatie")
    if bron.voor.onderdrukken:
        yield Alinea(
            _(
                "Hoeveel mensen er per locatie wonen en voor welke gemeenten, is in deze openbare versie "
                "weggelaten."
            ),
            "noot",
        )
        return
    drawn = bezetting(bron.plan, current_taal())
    if drawn is not None:
        yield chart(bron, drawn)
    yield Tabelblok(
        VOOR_WIE,
        who_table(bron),
        rijkop="locatie",
        noot=_("Deelname die nog is af te spreken, is een aanname van het plan en geen toezegging."),
    )
    yield Kop(_("Wat na het plan blijft"))
    yield Alinea(_task_left(bron, table))


def _opened(opened: int, candidates: int) -> str:
    if not candidates:
        return _("Er zijn geen nieuwe locaties voorgesteld.")
    if opened == candidates:
        return plural(
            "Het plan opent de ene voorgestelde locatie.",
            "Het plan opent alle {kandidaten} voorgestelde locaties.",
            candidates,
        ).format(kandidaten=format_count(candidates))
    return _("Het plan opent {geopend} van de {kandidaten} voorgestelde locaties.").format(
        geopend=format_count(opened), kandidaten=format_count(candidates)
    )


def site_table(bron: Gegevens) -> pd.DataFrame:
    """Return a row per location, with the columns of `LOCATIES`."""
    stays = bron.plan.plaatsingen
    horizon = pd.Timestamp(bron.case.instellingen.horizon)
    inside = stays[(stays["locatie"] != "") & stays["in_locatie"].notna()]
    left = inside[inside["uit_locatie"].isna()].groupby("locatie")
    living, first_end = left["personen"].sum(), left["einddatum_verblijf"].min()
    to_agree = inside[inside["deelname"] == AF_TE_SPREKEN].groupby("locatie")["personen"].sum()
    places = bron.case.doorstroomlocaties.set_index("locatie")["capaciteit_personen"]
    used = eerste_gebruik(bron.plan)
    rows = []
    for name, periods in bron.plan.locaties.groupby("locatie", sort=True):
        first = periods.iloc[0]
        rows.append(
            {
                "locatie": name,
                "gemeentecode": first["gemeentecode"],
                "gemeente": first["gemeente"],
                "besluit": _decision(str(first["status"]), bool(first["geopend"])),
                "vanaf": used.get(str(name), pd.NaT),
                "plaatsen": int(places.get(name, periods["capaciteit"].max())),
                "hoogste": int(periods.loc[periods["van"] <= horizon, "personen"].max()),
                "eind": int(living.get(name, 0)),
                "eerste_einddatum": first_end.get(name, pd.NaT),
                "af_te_spreken": int(to_agree.get(name, 0)),
            }
        )
    frame = pd.DataFrame(rows, columns=LOCATIES.namen)
    if bron.voor.onderdrukken:
        frame[_PER_PERSON] = pd.NA
        frame[["eerste_einddatum", "vanaf"]] = pd.NaT
    return frame


def _decision(status: str, opened: bool) -> str:
    if status == "bestaand":
        return "bestaand"
    return "gaat_open" if opened else "gaat_niet_open"


def who_table(bron: Gegevens) -> pd.DataFrame:
    """Return the persons in each location by koppelgemeente, with the columns of `VOOR_WIE`."""
    stays = bron.plan.plaatsingen
    inside = stays[stays["locatie"] != ""]
    frame = inside.assign(doorgestroomd=inside["personen"].where(inside["uit_locatie"].notna(), 0))
    table = frame.groupby(["locatie", "gemeente"], as_index=False).agg(
        personen=("personen", "sum"),
        doorgestroomd=("doorgestroomd", "sum"),
        deelname=("deelname", lambda words: AF_TE_SPREKEN if (words == AF_TE_SPREKEN).any() else AFGESPROKEN),
    )
    return table.sort_values(
        ["locatie", "personen", "gemeente"], ascending=[True, False, True], ignore_index=True
    )[VOOR_WIE.namen]


def _task_left(bron: Gegevens, table: pd.DataFrame) -> str:
    horizon = format_date_long(bron.case.instellingen.horizon)
    left = int(table["eind"].sum())
    if not left:
        return _("Op {horizon} woont er niemand meer in een doorstroomlocatie.").format(horizon=horizon)
    first = table["eerste_einddatum"].dropna().min()
    return _(
        "Op {horizon} wonen er {personen} in een doorstroomlocatie. Ook voor hen is nog een woning nodig: "
        "het eerste verblijf loopt uiterlijk op {datum} af."
    ).format(horizon=horizon, personen=persons(left), datum=format_date_long(first.date()))
