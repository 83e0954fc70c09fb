"""A case to measure on: what it is made from, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Geval:
    """A generated case.

    Attributes
    ----------
    soort : str
        What it is: a region of `plaatsing new`, or `warehouses` or `medians` of `locatiecases`.
    omvang : int
        Households; for location cases the customers.
    locaties : int
        Candidate locations.
    periode : str
        ``maand`` or ``week``; empty for location cases.
    seed : int
        Seed of the generator.
    koppeling : str
        Where a household may be linked.
    passendheid : bool
        Whether each household has its own fit.
    """

    soort: str
    omvang: int
    locaties: int
    periode: str = ""
    seed: int = 0
    koppeling: str = "provincie"
    passendheid: bool = False

    @property
    def naam(self) -> str:
        """Name of its folder."""
        parts = [self.soort, str(self.omvang), str(self.locaties), self.periode, f"seed{self.seed}"]
        parts += [self.koppeling] if self.koppeling != "provincie" else []
        parts += ["passendheid"] if self.passendheid else []
        return "-".join(filter(None, parts))

    def write(self, folder: Path) -> Path:
        """Write the case below a folder, unless it is there, and return where."""
        import locatiecases

        from plaatsing.generator import generate_case

        path = folder / self.naam
        if path.exists():
            return path
        if self.soort == "warehouses":
            problem = locatiecases.warehouses(self.seed, sites=self.locaties, customers=self.omvang)
            return problem.as_case().write(path)
        if self.soort == "medians":
            problem = locatiecases.medians(self.seed, nodes=self.omvang, at_most=self.omvang // 10)
            return problem.as_case().write(path)
        return generate_case(
            self.soort,
            huishoudens=self.omvang or None,
            seed=self.seed,
            periode=self.periode,
            locaties=self.locaties,
            koppeling=self.koppeling,
            gekoppeld=0.0,
            passendheid=self.passendheid,
        ).write(path)
