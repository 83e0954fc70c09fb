"""Who is not placed, and why."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from plaatsing.report.blokken import Alinea, Blok, Onderdeel, Tabelblok
from plaatsing.report.figuren import chart
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.grafieken import voorraad_over_termijn, weken_in_coa
from plaatsing.report.openbaar import public_reasons
from plaatsing.report.tabellen import NIET_GEPLAATST, REDENEN
from plaatsing.report.zinnen import households, persons
from plaatsing.taal import _, current_taal, format_date_long

PERSOONLIJK = "harde_criteria_buiten_gebied"
AFGESCHERMD = "persoonlijk"


def not_placed(bron: Gegevens) -> Onderdeel:
    """Say who is still in COA at the end of the plan, by koppelgemeente and reason."""
    return Onderdeel("niet-geplaatst", _("Wie nog geen plek heeft, en waarom"), tuple(_blocks(bron)))


def _blocks(bron: Gegevens) -> Iterator[Blok]:
    waiting = bron.in_coa
    horizon = format_date_long(bron.case.instellingen.horizon)
    if waiting.empty:
        yield Alinea(_("Op {horizon} wacht niemand meer in het COA.").format(horizon=horizon), "inleiding")
        return
    yield Alinea(_lead(bron, horizon), "inleiding")
    if not bron.voor.persoonlijke_redenen:
        yield Alinea(
            _(
                "Redenen die te maken hebben met gezin, werk, studie of zorg staan hier niet; de provincie "
                "kent ze."
            ),
            "noot",
        )
    yield from _charts(bron)
    if bron.voor.onderdrukken:
        reasons = public_reasons(waiting_table(bron), bron.kleinste_aantal)
        yield Tabelblok(REDENEN, reasons, rijkop="reden", onderdrukt=True)
    else:
        yield Tabelblok(NIET_GEPLAATST, waiting_table(bron), rijkop="gemeente")


def _charts(bron: Gegevens) -> Iterator[Blok]:
    """Give the stock past the term and the weeks in COA; for publication without small numbers."""
    if not bron.voor.onderdrukken:
        yield chart(bron, voorraad_over_termijn(bron.plan, current_taal()))
    yield chart(bron, weken_in_coa(bron.plan, current_taal(), bron.kleinste_aantal))


def _lead(bron: Gegevens, horizon: str) -> str:
    count = int(bron.in_coa["personen"].sum())
    if not bron.voor.onderdrukken:
        return _(
            "Op {horizon} wachten nog {personen} in het COA, verdeeld over {huishoudens}. Zij blijven een "
            "opgave na dit plan."
        ).format(horizon=horizon, personen=persons(count), huishoudens=households(len(bron.in_coa)))
    fewest = bron.kleinste_aantal
    many = persons(count) if count >= fewest else _("minder dan {grens} personen").format(grens=fewest)
    return _("Op {horizon} wachten nog {personen} in het COA. Zij blijven een opgave na dit plan.").format(
        horizon=horizon, personen=many
    )


def waiting_table(bron: Gegevens) -> pd.DataFrame:
    """Return who still waits by koppelgemeente and reason, the most persons first."""
    waiting = bron.in_coa
    reason = waiting["reden"]
    if not bron.voor.persoonlijke_redenen:
        reason = reason.where(reason != PERSOONLIJK, AFGESCHERMD)
    frame = waiting.assign(
        reden=reason,
        te_laat=waiting["personen"].where(waiting["weken_over_termijn"] > 0, 0),
    )
    table = frame.groupby(["gemeente", "reden"], as_index=False).agg(
        huishoudens=("huishouden", "size"), personen=("personen", "sum"), te_laat=("te_laat", "sum")
    )
    return table.sort_values(
        ["personen", "gemeente", "reden"], ascending=[False, True, True], ignore_index=True
    )[NIET_GEPLAATST.namen]
