"""The machine that a measurement ran on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = ("highspy", "pyomo", "numpy", "scipy", "pandas", "pyscipopt", "ortools")


def machine() -> dict[str, str]:
    """Describe processor, memory, system and library versions."""
    facts = {"systeem": f"{platform.system()} {platform.machine()}", "python": platform.python_version()}
    facts["kernen"] = str(os.cpu_count())
    facts["geheugen_gb"] = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f}"
    cpu = Path("/proc/cpuinfo")
    names = cpu.read_text(encoding="utf-8").splitlines() if cpu.exists() else []
    facts["processor"] = next((n.split(":")[1].strip() for n in names if n.startswith("model name")), "")
    for library in LIBRARIES:
        try:
            facts[library] = version(library)
        except PackageNotFoundError:
            facts[library] = "niet aanwezig"
    return facts
