"""The answer in five lines and four figures."""

from __future__ import annotations

from plaatsing.report.blokken import Alinea, Cijfer, Cijfers, Kop, Lijst, Onderdeel
from plaatsing.report.gegevens import Gegevens
from plaatsing.report.onderdelen.helpt import best_help
from plaatsing.report.openbaar import publishable
from plaatsing.report.zinnen import listed, money, municipalities, persons
from plaatsing.taal import _, format_count, format_date_long, plural
from plaatsing.uitvoer.waarschuwingen import plan_warnings, public_warnings


def answer(bron: Gegevens) -> Onderdeel:
    """Say in five lines what the plan brings, with four figures and what limits their use."""
    warnings = public_warnings if bron.voor.onderdrukken else plan_warnings
    return Onderdeel(
        "antwoord",
        _("Het antwoord"),
        (
            Lijst(answer_lines(bron), genummerd=True, soort="antwoord"),
            Cijfers(_figures(bron)),
            Alinea(
                _(
                    "Het plan is een advies. Een bestaande koppeling blijft zoals zij is; elke nieuwe "
                    "koppeling is een voorstel aan het COA, en elke gemeente kiest zelf de vorm van "
                    "huisvesting."
                )
            ),
            Kop(_("Let op")),
            Lijst(warnings(bron.plan, bron.kerncijfers), soort="letop"),
        ),
    )


def answer_lines(bron: Gegevens) -> list[str]:
    """Return the answer: the taakstelling, the people, the locations, the costs, and what would help."""
    return [_quota(bron), _people(bron), _sites(bron), _costs(bron), best_help(bron)]


def _quota(bron: Gegevens) -> str:
    table = bron.stand
    half = str(bron.halfjaar)
    if table.empty:
        return _(
            "Het plan eindigt voor het eind van {halfjaar}; over de taakstelling is nog niets te zeggen."
        ).format(halfjaar=half)
    short = table[table["tekort"] > 0].sort_values(["tekort", "gemeente"], ascending=[False, True])
    if short.empty:
        return _("Alle {gemeenten} halen naar verwachting de taakstelling van {halfjaar}.").format(
            gemeenten=municipalities(len(table)), halfjaar=half
        )
    names = [
        f"{name} ({format_count(count)})"
        for name, count in zip(short["gemeente"], short["tekort"], strict=True)
    ]
    return plural(
        "{gehaald} van de {gemeenten} haalt naar verwachting de taakstelling van {halfjaar}; "
        "samen ontbreekt er huisvesting voor {tekort}: {namen}.",
        "{gehaald} van de {gemeenten} halen naar verwachting de taakstelling van {halfjaar}; "
        "samen ontbreekt er huisvesting voor {tekort}: {namen}.",
        len(table) - len(short),
    ).format(
        gehaald=format_count(len(table) - len(short)),
        gemeenten=municipalities(len(table)),
        halfjaar=half,
        tekort=persons(int(short["tekort"].sum())),
        namen=listed(names),
    )


def _people(bron: Gegevens) -> str:
    figures, late = bron.kerncijfers, _late(bron)
    if not may_count(bron):
        return _("Het gaat om te weinig personen om openbaar te maken hoeveel er een plek krijgen.")
    horizon = format_date_long(bron.case.instellingen.horizon)
    text = _(
        "Er is een plek voor {geplaatst} van de {alle} personen die in het COA zijn of er nog bij komen"
    ).format(
        geplaatst=format_count(figures.personen_geplaatst),
        alle=format_count(figures.personen_geplaatst + figures.personen_in_coa),
    )
    if not figures.personen_in_coa:
        return text + _("; op {horizon} wacht niemand meer.").format(horizon=horizon)
    text += plural(
        "; op {horizon} wacht er nog {rest}", "; op {horizon} wachten er nog {rest}", figures.personen_in_coa
    ).format(horizon=horizon, rest=format_count(figures.personen_in_coa))
    if not _may_say(bron, late):
        return text + "."
    return text + _(", van wie {te_laat} langer dan {weken} weken.").format(
        te_laat=format_count(late), weken=format_count(bron.case.beleid.coa_weken)
    )


def may_count(bron: Gegevens) -> bool:
    """Say whether it may be told how many get a place and how many still wait."""
    figures = bron.kerncijfers
    whole = figures.personen_geplaatst + figures.personen_in_coa
    return not bron.voor.onderdrukken or publishable(figures.personen_in_coa, whole, bron.kleinste_aantal)


def _late(bron: Gegevens) -> int:
    waiting = bron.in_coa
    return int(waiting.loc[waiting["weken_over_termijn"] > 0, "personen"].sum())


def _may_say(bron: Gegevens, late: int) -> bool:
    """Say whether it may be told how many of those who wait are past the term."""
    waiting = bron.kerncijfers.personen_in_coa
    return not bron.voor.onderdrukken or publishable(late, waiting, bron.kleinste_aantal)


def _sites(bron: Gegevens) -> str:
    figures = bron.kerncijfers
    if not figures.kandidaten:
        return _("Er zijn geen nieuwe doorstroomlocaties voorgesteld.")
    if not figures.geopend:
        return _("Geen van de {kandidaten} voorgestelde doorstroomlocaties gaat open.").format(
            kandidaten=format_count(figures.kandidaten)
        )
    places = sum(site.capaciteit for site in figures.geopend)
    if len(figures.geopend) == figures.kandidaten:
        sentence = plural(
            "De ene voorgestelde doorstroomlocatie gaat open, met {plaatsen} plaatsen: {namen}.",
            "Alle {kandidaten} voorgestelde doorstroomlocaties gaan open, samen {plaatsen} plaatsen: "
            "{namen}.",
            figures.kandidaten,
        )
    else:
        sentence = plural(
            "{geopend} van de {kandidaten} voorgestelde doorstroomlocaties gaat open, met {plaatsen} "
            "plaatsen: {namen}.",
            "{geopend} van de {kandidaten} voorgestelde doorstroomlocaties gaan open, samen {plaatsen} "
            "plaatsen: {namen}.",
            len(figures.geopend),
        )
    return sentence.format(
        geopend=format_count(len(figures.geopend)),
        kandidaten=format_count(figures.kandidaten),
        plaatsen=format_count(places),
        namen=listed([f"{site.locatie} ({site.gemeente})" for site in figures.geopend]),
    )


def _costs(bron: Gegevens) -> str:
    if bron.verborgen_posten:
        return _("De kosten zijn in deze openbare versie weggelaten: er zijn te weinig personen mee gemoeid.")
    table = bron.betalers
    total = int(table["verschil_cent"].sum())
    word = _("goedkoper") if total < 0 else _("duurder")
    return _(
        "Opvang en verblijf zijn met dit plan naar schatting {verschil} {woord} dan wanneer iedereen "
        "blijft waar hij is, de kosten van woningen niet meegeteld; de indicatieve doorberekening komt op "
        "{doorberekening}."
    ).format(
        verschil=money(abs(total)), woord=word, doorberekening=money(bron.kerncijfers.doorberekening_cent)
    )


def _figures(bron: Gegevens) -> list[Cijfer]:
    figures, table, late = bron.kerncijfers, bron.stand, _late(bron)
    weeks = format_count(bron.case.beleid.coa_weken)
    past = _("van wie {te_laat} over de termijn van {weken} weken").format(
        te_laat=format_count(late), weken=weeks
    )
    charge = money(figures.doorberekening_cent)
    met, all_of_them = format_count(int((table["tekort"] == 0).sum())), format_count(len(table))
    return [
        Cijfer(
            "–" if table.empty else _("{deel} van {geheel}").format(deel=met, geheel=all_of_them),
            _("gemeenten halen de taakstelling"),
            _("{halfjaar} eindigt na dit plan").format(halfjaar=bron.halfjaar)
            if table.empty
            else _("verwachting voor eind {halfjaar}").format(halfjaar=bron.halfjaar),
        ),
        Cijfer(
            format_count(figures.personen_geplaatst) if may_count(bron) else _("weggelaten"),
            _("personen krijgen een plek"),
            _("gepland, tot en met {horizon}").format(
                horizon=format_date_long(bron.case.instellingen.horizon)
            ),
        ),
        Cijfer(
            format_count(figures.personen_in_coa) if may_count(bron) else _("weggelaten"),
            _("personen nog in het COA"),
            past if may_count(bron) and _may_say(bron, late) else "",
        ),
        Cijfer(
            _("weggelaten") if "doorberekening" in bron.verborgen_posten else charge,
            _("indicatieve doorberekening"),
            _("rekenmodel; er is geen tarief van kracht"),
        ),
    ]
