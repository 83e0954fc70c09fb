"""The console summary of a rollover."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from plaatsing.taal import _, format_count, format_date_long, plural
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.rollover.rollover import Rollover

_MOST = 10
_VERDICTS = ("zoals_gepland", "anders", "niet_uitgevoerd", "niet_gepland")


def console_summary(outcome: Rollover) -> str:
    """Say what was carried out, what is carried over, and what did not match, in the language spoken now."""
    case, balance = outcome.case, outcome.saldo
    waiting = case.huishoudens[case.huishoudens["in_locatie"] == ""]
    living = case.huishoudens[case.huishoudens["in_locatie"] != ""]
    lines = [
        _(
            "Nieuwe casus per {dag}: {huishoudens} huishoudens ({coa} personen in COA, {locatie} in locaties)"
        ).format(
            dag=format_date_long(outcome.per),
            huishoudens=format_count(len(case.huishoudens)),
            coa=format_count(int(waiting["personen"].sum())),
            locatie=format_count(int(living["personen"].sum())),
        ),
        _("Uitvoering: {delen}").format(delen=_verdicts(outcome.uitvoering)),
        _("Gehuisvest sinds de start: {aantal} personen die meetellen").format(
            aantal=format_count(int(balance["gehuisvest"].sum()))
        ),
        _("Achterstand: {voor} personen toen, {na} nu").format(
            voor=format_count(_arrears(balance["achterstand_voor"])),
            na=format_count(_arrears(balance["achterstand_na"])),
        ),
    ]
    if len(outcome.vastgezet):
        left = plural(
            "{aantal} beslissing is niet overgenomen; zie vastgezet.csv",
            "{aantal} beslissingen zijn niet overgenomen; zie vastgezet.csv",
            len(outcome.vastgezet),
        )
        lines.append(left.format(aantal=format_count(len(outcome.vastgezet))))
    return "\n".join([*lines, *_mismatches(outcome.afwijkingen)])


def _named(code: str, names: str) -> str:
    """Return what a mismatch names, as the end of its sentence."""
    if not names:
        return ""
    meant = code.startswith("onbekend")
    return _("; bedoelde u {naam}?").format(naam=names) if meant else f" ({names})"


def _verdicts(table: pd.DataFrame) -> str:
    counts = table["oordeel"].value_counts()
    return ", ".join(
        f"{in_words('oordeel_uitvoering', verdict)} {format_count(int(counts.get(verdict, 0)))}"
        for verdict in _VERDICTS
    )


def _arrears(column: pd.Series[int]) -> int:
    return int(column.clip(lower=0).sum())


def _mismatches(table: pd.DataFrame) -> list[str]:
    if table.empty:
        return [_("Alles paste.")]
    lines = ["", _("Wat niet paste")]
    shown = table.sort_values("verwerkt", kind="stable").head(_MOST)
    for row in shown.to_dict("records"):
        where = "" if pd.isna(row["rij"]) else _("rij {rij}").format(rij=row["rij"])
        about = row["huishouden"] or row["locatie"] or row["gemeentecode"]
        text = in_words("afwijking", str(row["code"])) + _named(str(row["code"]), str(row["bij"]))
        done = "" if row["verwerkt"] else _("niet verwerkt")
        lines.append("  - " + ", ".join(part for part in (where, about, text, done) if part))
    rest = len(table) - len(shown)
    if rest:
        lines.append(_("  en nog {rest} in afwijkingen.csv").format(rest=format_count(rest)))
    return lines
