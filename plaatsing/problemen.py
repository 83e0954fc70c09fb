"""What can be wrong with a case, said so that a planner can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Ernst = Literal["fout", "waarschuwing"]


@dataclass(frozen=True)
class Problem:
    """One thing wrong, or worth a look, in the input of a case.

    Attributes
    ----------
    bestand : str
        File or sheet as the planner knows it, for example ``huishoudens.csv``.
    verwacht : str
        What the product expects there, as the end of a Dutch sentence.
    rij : int or None
        Row number as a spreadsheet shows it (the header is row 1).
    onderwerp : str
        Name of the household, municipality or location concerned, or an empty string.
    kolom : str
        Column or setting concerned, or an empty string.
    gevonden : str or None
        The text found; None where nothing can be quoted.
    bedoelde_u : str
        The likeliest intended value, or an empty string.
    ernst : {"fout", "waarschuwing"}
        Whether the case is refused or only remarked upon.
    code : str
        Short, stable name of the kind of problem, for other programs.
    """

    bestand: str
    verwacht: str
    rij: int | None = None
    onderwerp: str = ""
    kolom: str = ""
    gevonden: str | None = None
    bedoelde_u: str = ""
    ernst: Ernst = "fout"
    code: str = "waarde"

    def __str__(self) -> str:
        place = self.bestand
        if self.rij is not None:
            place += f", rij {self.rij}"
        if self.onderwerp:
            place += f" ({self.onderwerp})"
        if self.kolom:
            place += f", {self.kolom}"
        found = "" if self.gevonden is None else f'gevonden "{self.gevonden}", '
        hint = f'; bedoelde u "{self.bedoelde_u}"?' if self.bedoelde_u else ""
        return f"{place}: {found}{self.verwacht}{hint}"


class CaseError(ValueError):
    """The case cannot be used; `problems` lists everything wrong with it at once.

    Parameters
    ----------
    problems : sequence of Problem
        All problems found, errors and warnings, in the order of the input.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
