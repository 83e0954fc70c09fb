"""Make a case of another one, with other settings or tables and the same files of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plaatsing.case import Case
from plaatsing.gebieden import boundaries_bytes
from plaatsing.lezen.schrijven import BELEID_BESTAND, GEBIEDEN_BESTAND

if TYPE_CHECKING:
    import pandas as pd


def remade(
    case: Case,
    instellingen: Mapping[str, Any],
    tables: Mapping[str, pd.DataFrame],
    folder: Path | None = None,
) -> Case:
    """Return a case with these settings and tables, and the rule set and boundaries of `case`.

    Parameters
    ----------
    case : Case
        Where an own rule set and boundaries come from, while the settings still name them.
    instellingen : mapping
        Settings, nested as in plan.toml.
    tables : mapping of str to DataFrame
        Tables by name.
    folder : Path, optional
        Where another rule set or file of boundaries, that neither `case` nor its scenarios have, is looked
        for.

    Raises
    ------
    CaseError
        With everything that is wrong with the new case.
    """
    boundaries = None if case.grenzen is None else boundaries_bytes(case.grenzen)
    own = {"beleid": (BELEID_BESTAND, case.beleid_bestand), "gebieden": (GEBIEDEN_BESTAND, boundaries)}
    settings, kept = dict(instellingen), {}
    with tempfile.TemporaryDirectory(prefix="plaatsing-") as place:
        for key, (name, content) in own.items():
            elsewhere = (folder or Path()) / str(settings.get(key, ""))
            of_scenario = case.scenario_regels.get(str(settings.get(key, "")))
            if content is not None and settings.get(key) == getattr(case.instellingen, key):
                (Path(place) / name).write_bytes(content)
                settings[key], kept[key] = str(Path(place) / name), name
            elif key == "beleid" and of_scenario is not None:
                (Path(place) / name).write_bytes(of_scenario)
                settings[key], kept[key] = str(Path(place) / name), name
            elif elsewhere.is_file():
                settings[key], kept[key] = str(elsewhere.resolve()), name
        made = Case.from_tables(settings, **tables)
    return replace(made, instellingen=made.instellingen.model_copy(update=kept))
