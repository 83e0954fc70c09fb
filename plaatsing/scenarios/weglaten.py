"""Put scenarios of scenarios.toml between comments, with the reason, and leave the rest as it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

_HEADER = re.compile(r"""\s*\[{1,2}\s*["']?([^"'\].\s]+)["']?\s*[\].]""")


def commented_out(text: str, reasons: Mapping[str, str]) -> str | None:
    """Return the text of a scenarios.toml with the scenarios in `reasons` put between comments.

    Parameters
    ----------
    text : str
        The file; a block per scenario.
    reasons : mapping of str to str
        Why, by name of the scenario; stands above it.

    Returns
    -------
    str or None
        None where the file is written in a way in which a scenario cannot be told from the next, so
        that the outcome would not hold exactly the other scenarios.
    """
    lines, told, current = [], set(), ""
    for line in text.splitlines():
        header = _HEADER.match(line)
        current = header.group(1) if header else current
        if current not in reasons:
            lines.append(line)
            continue
        if current not in told:
            lines.append(f"# {reasons[current]}")
            told.add(current)
        lines.append(line if not line.strip() or line.lstrip().startswith("#") else f"# {line}")
    made = "\n".join(lines) + "\n"
    expected = {name: block for name, block in tomllib.loads(text).items() if name not in reasons}
    try:
        return made if tomllib.loads(made) == expected else None
    except tomllib.TOMLDecodeError:
        return None
