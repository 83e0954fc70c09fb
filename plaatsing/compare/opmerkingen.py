"""What to bear in mind when plans are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.compare.vergelijkbaar import WHOLE, ongelijk, that_count
from plaatsing.taal import _, plural
from plaatsing.uitvoer.woorden import in_words

if TYPE_CHECKING:
    import pandas as pd

    from plaatsing.compare.vergelijking import Vergelijking


def remarks(vergelijking: Vergelijking) -> list[str]:
    """Return sentences on what is not alike between the plans, in the language spoken now."""
    table, goals = vergelijking.plannen, vergelijking.doelen
    sentences = _unlike()
    unlike: dict[str, dict[str, None]] = {}
    for one in ongelijk(vergelijking.vergeleken, vergelijking.namen, vergelijking.instellingen):
        unlike.setdefault(one.reden, {}).update(dict.fromkeys(one.plannen))
    found = [
        _("{zin} Anders dan in {eerste}: {plannen}.").format(
            zin=sentences[reason], eerste=vergelijking.namen[0], plannen=", ".join(names)
        )
        for reason, names in unlike.items()
        if reason in WHOLE or not WHOLE & unlike.keys()
    ]
    if found:
        found.append(_alike(that_count(goals)))
    unproven = table.loc[table["status"] != "optimaal", "plan"]
    not_proven = _("{plan} is niet bewezen binnen de gevraagde afstand; een verschil kan daarvan komen.")
    found += [not_proven.format(plan=name) for name in unproven]
    counted = sum(int(plan.plaatsingen["rekenhuishouden"].sum()) for plan in vergelijking.vergeleken)
    if counted:
        found.append(
            plural(
                "{aantal} rekenhuishouden: alleen vergeleken waar het in beide plannen hetzelfde is.",
                "{aantal} rekenhuishoudens: alleen vergeleken waar zij in beide plannen hetzelfde zijn.",
                counted,
            ).format(aantal=counted)
        )
    return found


def _unlike() -> dict[str, str]:
    """Return by reason a sentence that says why totals are not measured alike."""
    return {
        "tijd": _("De plannen lopen niet over dezelfde tijd: tel hun bedragen niet tegen elkaar af."),
        "gebied": _("De plannen gaan niet over hetzelfde gebied: tel hun bedragen niet tegen elkaar af."),
        "huishoudens": _(
            "De plannen gaan niet over dezelfde huishoudens: tel hun bedragen niet tegen elkaar af."
        ),
        "gewicht": _("De plannen wegen niet hetzelfde: wat anders weegt, is in euro niet te vergelijken."),
        "taakstelling": _(
            "De taakstelling is niet gelijk: een tekort telt af tegen een andere opgave. Wat het tekort "
            "kost, hoeveel gemeenten het halen en hoeveel koppelruimte er is, is dus niet te vergelijken."
        ),
        "eindweken": _("De plannen rekenen met andere eindweken voor wie aan het eind nog wacht."),
        "telling": _("De plannen tellen niet hetzelfde: per dag of per periode."),
        "beleid": _("De plannen volgen een andere regelset: termijnen en tarieven kunnen verschillen."),
        "omrijfactor": _("De plannen rekenen met een andere omrijfactor: vergelijk afstanden niet."),
        "eerder_plan": _("De plannen worden niet tegen hetzelfde eerdere plan gehouden."),
    }


def _alike(goals: pd.DataFrame) -> str:
    """Say which totals may be compared, and that the objective as a whole may not."""
    alike = [in_words("doel", goal) for goal in goals.loc[goals["vergelijkbaar"], "doel"]]
    if not alike:
        return _("Vergelijk de doelwaarden niet; per plan zijn het andere dingen.")
    return _(
        "Vergelijk de doelwaarden niet. Wel te vergelijken, en opgeteld in vergelijkbaar deel: {doelen}."
    ).format(doelen=", ".join(alike))
