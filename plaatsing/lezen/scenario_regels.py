"""The rule sets that scenarios name by a path relative to the case: they go where the case goes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_RULES = re.compile(r"""(?P<key>\bbeleid["']?\s*=\s*)(?P<quote>["'])(?P<path>[^"'\n]*)(?P=quote)""")


def scenario_rules(text: bytes | None, folder: Path) -> dict[str, bytes]:
    """Return the content of each rule set that a scenarios.toml names by a relative path.

    Parameters
    ----------
    text : bytes or None
        The file; one that cannot be read names nothing.
    folder : Path
        Where relative paths start.

    Returns
    -------
    dict of str to bytes
        By path as written; a file that is not there is left out.
    """
    found = {}
    for name in _named(_blocks(text)):
        path = folder / name
        if not Path(name).is_absolute() and path.suffix == ".toml" and path.is_file():
            found[name] = path.read_bytes()
    return found


def placed(
    text: bytes, rules: Mapping[str, bytes], taken: Mapping[str, bytes]
) -> tuple[bytes, dict[str, bytes]]:
    """Return a scenarios.toml that names its rule sets beside it, and those files.

    Parameters
    ----------
    text : bytes
        The file.
    rules : mapping of str to bytes
        Rule sets by path as written, as `scenario_rules` gives them.
    taken : mapping of str to bytes
        Files that stand in the case already; one with the same content is used again.

    Returns
    -------
    bytes
        The file; byte for byte as it was where no path changes.
    dict of str to bytes
        Rule sets that some scenario still names, by name.
    """
    still = set(_named(_blocks(text)))
    files: dict[str, bytes] = dict(taken)
    names: dict[str, str] = {}
    # What stands beside it already keeps its name.
    for path in sorted(still & set(rules), key=lambda path: (path != Path(path).name, path)):
        names[path] = _free_name(Path(path).name, rules[path], files)
        files[names[path]] = rules[path]
    made = _renamed(text, {old: new for old, new in names.items() if old != new})
    return made, {name: files[name] for name in names.values()}


def _free_name(name: str, content: bytes, files: Mapping[str, bytes]) -> str:
    wanted, number = name, 1
    while files.get(wanted, content) != content:
        number += 1
        wanted = f"{Path(name).stem}-{number}.toml"
    return wanted


def _renamed(text: bytes, names: Mapping[str, str]) -> bytes:
    """Return the file with other paths of rule sets, and nothing else changed."""
    if not names:
        return text

    def renamed(found: re.Match[str]) -> str:
        new = names.get(found["path"])
        return found[0] if new is None else f'{found["key"]}"{new}"'

    made = _RULES.sub(renamed, text.decode("utf-8-sig"))
    wanted = _blocks(text)
    for block in _settings(wanted):
        block["beleid"] = names.get(str(block.get("beleid")), block.get("beleid"))
    # Written in a way in which the path is not found: then as it was.
    return made.encode() if _blocks(made.encode()) == wanted else text


def _blocks(text: bytes | None) -> dict[str, Any]:
    try:
        return tomllib.loads((text or b"").decode("utf-8-sig").replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return {}


def _settings(blocks: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the settings of each scenario that names a rule set."""
    for block in blocks.values():
        settings = block.get("instellingen") if isinstance(block, dict) else None
        if isinstance(settings, dict) and isinstance(settings.get("beleid"), str):
            yield settings


def _named(blocks: Mapping[str, Any]) -> list[str]:
    return [str(settings["beleid"]) for settings in _settings(blocks)]
