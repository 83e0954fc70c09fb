"""Solve the case that can be worked out by hand: ``python examples/op_papier.py``."""

from __future__ import annotations

from pathlib import Path

from plaatsing import read_case, solve

CASUS = Path(__file__).parent / "op-papier"


def main() -> None:
    """Print the plan, and the tables that docs/voorbeeld-op-papier.md works out."""
    plan = solve(read_case(CASUS), gap=0.0)
    print(plan)
    columns = ["huishouden", "personen", "koppelgemeente", "voorstel", "vorm", "aanbod", "locatie"]
    print(plan.plaatsingen[[*columns, "vertrek_coa", "uit_locatie"]].to_string(index=False))
    columns = ["gemeentecode", "taakstelling", "achterstand", "gecorrigeerd", "gerealiseerd", "tekort"]
    print(plan.taakstelling[columns].to_string(index=False))
    columns = ["gemeentecode", "huishouden", "personen", "van", "tot", "dagen", "tarief_cent", "bedrag_cent"]
    print(plan.doorberekening[columns].to_string(index=False))
    print(plan.doelen[plan.doelen["euro"] != 0][["doel", "waarde", "gewicht", "euro"]].to_string(index=False))


if __name__ == "__main__":
    main()
