"""What can be wrong with a file of boundaries."""

from __future__ import annotations


class GebiedenError(ValueError):
    """A file of boundaries cannot be used.

    Parameters
    ----------
    bestand : str
        The file, as the planner named it.
    verwacht : str
        What is wrong or expected, as a Dutch sentence without the name of the file.
    gevonden : str, optional
        What was found instead.
    code : str
        Short, stable name of the kind of problem, for other programs.

    Attributes
    ----------
    bestand, verwacht, gevonden, code
        As given.
    """

    def __init__(
        self, bestand: str, verwacht: str, *, gevonden: str | None = None, code: str = "gebieden"
    ) -> None:
        self.bestand, self.verwacht, self.gevonden, self.code = bestand, verwacht, gevonden, code
        found = "" if gevonden is None else f'gevonden "{gevonden}", '
        super().__init__(f"{bestand}: {found}{verwacht}")


def opsomming(namen: list[str], hoogstens: int = 5) -> str:
    """Return names as "a, b en c", the rest counted."""
    shown, rest = namen[:hoogstens], len(namen) - hoogstens
    if rest > 0:
        return f"{', '.join(shown)} en {rest} andere"
    return " en ".join(part for part in (", ".join(shown[:-1]), shown[-1] if shown else "") if part)
