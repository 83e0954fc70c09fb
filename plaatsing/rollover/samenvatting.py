"""The console summary of a rollover."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from plaatsing.lezen.scenarios import SCENARIOS_BESTAND
from plaatsing.rollover.deelname import ONTBREEKT
from plaatsing.taal import _, format_count, format_date_long, plural
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    from plaatsing.rollover.rollover import Rollover

WIDTH = 100
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
    lines += _scenarios(outcome)
    return "\n".join([*lines, *_mismatches(outcome)])


def _scenarios(outcome: Rollover) -> list[str]:
    """Say which scenarios went along, and what is the matter with the others."""
    table = outcome.scenarios
    if table.empty:
        return [_("Scenario's: bij het plan stond geen scenarios.toml")]
    went = [str(name) for name in table.loc[table["gaat_mee"], "scenario"] if name]
    lines = [_("Scenario's die meegaan: {namen}").format(namen=", ".join(went) or _("geen"))]
    for row in table[table["code"] != ""].to_dict("records"):
        why = in_words("scenario_mee", str(row["code"])) + (f" ({row['bij']})" if row["bij"] else "")
        lines.append(_indented(_scenario(str(row["scenario"]), str(row["code"]), why, bool(row["gaat_mee"]))))
    return lines


def _scenario(name: str, code: str, why: str, along: bool) -> str:
    if code in {"zonder_gevolg", "onleesbaar"}:
        return f"{name or SCENARIOS_BESTAND}: {why}"
    if along:
        text = _("{scenario} past niet: {reden}; pas het aan in scenarios.toml voordat u ermee rekent")
    else:
        text = _("{scenario} gaat niet mee: {reden}; pas het aan in scenarios.toml, het staat er met #")
    return text.format(scenario=name, reden=why)


def _indented(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _verdicts(table: pd.DataFrame) -> str:
    counts = table["oordeel"].value_counts()
    return ", ".join(
        f"{in_words('oordeel_uitvoering', verdict)} {format_count(int(counts.get(verdict, 0)))}"
        for verdict in _VERDICTS
    )


def _arrears(column: pd.Series[int]) -> int:
    return int(column.clip(lower=0).sum())


def _mismatches(outcome: Rollover) -> list[str]:
    table = outcome.afwijkingen
    if table.empty:
        return [_("Alles paste.")]
    lines = ["", _("Wat niet paste")]
    area = outcome.case.gemeenten
    names = dict(zip(area["gemeentecode"], area["gemeente"], strict=True))
    shown = table.sort_values("verwerkt", kind="stable").head(_MOST)
    lines += [_indented(_mismatch(row, names)) for row in shown.to_dict("records")]
    rest = len(table) - len(shown)
    if rest:
        lines.append(_("  en nog {rest} in afwijkingen.csv").format(rest=format_count(rest)))
    return lines


def _mismatch(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    """Say what did not match, whether it was taken in, and what to do about it where."""
    where = "" if pd.isna(row["rij"]) else _("rij {rij}").format(rij=row["rij"])
    gemeente = names.get(row["gemeentecode"], row["gemeentecode"])
    about = [str(row[name]) for name in ("huishouden", "locatie") if row[name]] or [gemeente]
    if row["code"] == ONTBREEKT:
        about.append(gemeente)
    besides = ", ".join(names.get(part, part) for part in str(row["bij"]).split(", "))
    text = in_words("afwijking", str(row["code"])) + _named(str(row["code"]), besides)
    done = "" if row["verwerkt"] else _("niet verwerkt")
    said = ", ".join(part for part in (where, *about, text, done) if part)
    open_task = not row["verwerkt"] or row["code"] in {"kandidaat_bestaat", "dicht_maar_bewoond"}
    return f"{said}: {in_words('advies_afwijking', str(row['code']))}" if open_task else said


def _named(code: str, names: str) -> str:
    """Return what a mismatch names, as the end of its sentence."""
    if not names:
        return ""
    if code == ONTBREEKT:
        return _(" (nog {aantal} personen)").format(aantal=names)
    meant = code.startswith("onbekend")
    return _("; bedoelde u {naam}?").format(naam=names) if meant else f" ({names})"
