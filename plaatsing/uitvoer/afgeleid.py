"""Tables that follow from a case and its plan: written with a run, read back by its report alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.achterstand import achterstand_naar_herkomst, gemiste_halfjaren
from plaatsing.betalers import betalers, netto
from plaatsing.boek import op_schema
from plaatsing.dekking import dekking
from plaatsing.uitruil import uitruil_advies
from plaatsing.uitvoer.kolom import Tabel
from plaatsing.uitvoer.tabel_boek import ACHTERSTAND, GEMIST, OP_SCHEMA, UITRUILADVIES
from plaatsing.uitvoer.tabel_dekking import DEKKING
from plaatsing.uitvoer.tabel_geld import BETALERS, NETTO
from plaatsing.uitvoer.tabel_waarde import WAARDE
from plaatsing.waarde_van_meer import waarde_van_meer

if TYPE_CHECKING:
    from plaatsing.plan import Plan


AFGELEID: tuple[Tabel, ...] = (
    OP_SCHEMA,
    ACHTERSTAND,
    GEMIST,
    UITRUILADVIES,
    DEKKING,
    WAARDE,
    BETALERS,
    NETTO,
)
"""The tables, in the order in which they are written; none has the step of the supervision ladder."""


def afgeleide_tabellen(plan: Plan) -> dict[str, pd.DataFrame]:
    """Return every derived table of a plan, by name, with its columns in order."""
    case = plan.case
    paid = betalers(case, plan)
    frames = {
        OP_SCHEMA.naam: _schedule(plan),
        ACHTERSTAND.naam: _named(plan, achterstand_naar_herkomst(plan.taakstelling)),
        GEMIST.naam: _named(plan, gemiste_halfjaren(plan.taakstelling)),
        UITRUILADVIES.naam: uitruil_advies(case, plan),
        DEKKING.naam: dekking(case, plan),
        WAARDE.naam: waarde_van_meer(plan),
        BETALERS.naam: paid,
        NETTO.naam: netto(paid),
    }
    return {tabel.naam: frames[tabel.naam][tabel.namen] for tabel in AFGELEID}


def _schedule(plan: Plan) -> pd.DataFrame:
    table = op_schema(plan.case, plan.plaatsingen)
    words = {True: "ja", False: "nee"}
    return table.assign(op_schema=table["op_schema"].map(words).fillna("onbekend").astype("str"))


def _named(plan: Plan, table: pd.DataFrame) -> pd.DataFrame:
    names = dict(zip(plan.taakstelling["gemeentecode"], plan.taakstelling["gemeente"], strict=True))
    return table.assign(gemeente=table["gemeentecode"].map(names).astype("str"))
