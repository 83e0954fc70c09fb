"""What to bear in mind when plans are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaatsing.taal import _, plural

if TYPE_CHECKING:
    from plaatsing.compare.vergelijking import Vergelijking

_WEGING = ("doelen.", "straffen.", "eindweken", "telling", "beleid")


def remarks(vergelijking: Vergelijking) -> list[str]:
    """Return sentences on what is not alike between the plans, in the language spoken now."""
    table, settings = vergelijking.plannen, vergelijking.instellingen["instelling"]
    found = []
    if table[["start", "horizon"]].drop_duplicates().shape[0] > 1:
        found.append(_("De plannen lopen niet over dezelfde tijd: tel hun bedragen niet tegen elkaar af."))
    if settings.str.startswith(_WEGING).any():
        found.append(
            _("De plannen wegen niet hetzelfde: hun doelwaarden zijn niet met elkaar te vergelijken.")
        )
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
