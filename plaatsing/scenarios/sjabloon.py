"""The scenarios that a new case starts with."""

from __future__ import annotations

SJABLOON = """\
# Scenario's bij deze casus: wat als? Reken ze naast elkaar met: plaatsing scenarios CASUS -o MAP
# Elk blok is een scenario en noemt alleen wat anders is; de casus zelf heet basis en rekent altijd mee.
#
#   vg, woningen    verandering in procenten, zoals "+20 %" of "-10 %"
#   locaties        per doorstroomlocatie, of alle voor elke kandidaat: maanden_later, open_vanaf, open_tot,
#                   capaciteit_personen, kamers, min_bezetting, transitiekosten,
#                   exploitatie_per_persoon_dag, weg
#   instellingen    elke instelling van plan.toml, zoals omrijfactor, beleid of [naam.instellingen.doelen]
#   van             scenario's die het overneemt, zoals van = ["meer-taakstelling", "minder-woningen"]

[meer-taakstelling]
titel = "Taakstelling 20 % hoger"
vg = "+20 %"

[locaties-later]
titel = "Nieuwe locaties een maand later"
[locaties-later.locaties.alle]
maanden_later = 1

[minder-woningen]
titel = "10 % minder woningen"
woningen = "-10 %"

# [tegenwind]
# titel = "Alles tegelijk, en een langere weg"
# van = ["meer-taakstelling", "locaties-later", "minder-woningen"]
# [tegenwind.instellingen]
# omrijfactor = 1.5
"""
