"""The map as a figure: small, the same each time, in one language, and asking nothing of any network."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from plaatsing.report.kaart import Kaartgegevens, Kaartkolom, kaart, stijl
from plaatsing.report.script import script
from plaatsing.taal import TALEN
from tests.report.kaart.voorbeeld import kaartgegevens

MEGABYTE = 1_000_000


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.depth: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag != "input":
            self.depth.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.depth.pop() == tag


def _texts(text: str) -> list[str]:
    """Return all that a reader sees or hears, in lower case."""
    spoken = [
        value
        for _tag, attributes in _read(text)
        for name, value in attributes.items()
        if name in ("aria-label", "title")
    ]
    plain = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    return [word.lower() for word in (*spoken, re.sub(r"<[^>]*>", " ", plain))]


def _read(text: str) -> list[tuple[str, dict[str, str]]]:
    reader = _Reader()
    reader.feed(text)
    assert reader.depth == []
    return reader.tags


@pytest.mark.parametrize("grenzen", [False, True])
def test_the_whole_country_fits_in_a_megabyte(grenzen: bool) -> None:
    text = kaart(kaartgegevens(grenzen=grenzen), "nl")
    links = {tag[1]["href"] for tag in _read(text) if tag[0] == "a" and "data-gemeente" in tag[1]}
    assert len(links) == 342
    assert len(text.encode()) < MEGABYTE


def test_the_same_figures_give_the_same_text_in_whatever_order() -> None:
    first = kaartgegevens("Drenthe", grenzen=True)
    other = dataclasses.replace(
        first,
        locaties=first.locaties.iloc[::-1],
        stromen=first.stromen.iloc[::-1],
        grenzen=first.grenzen.iloc[::-1] if first.grenzen is not None else None,
    )
    assert kaart(first, "nl") == kaart(first, "nl") == kaart(other, "nl")


def test_nothing_is_asked_of_any_network() -> None:
    for text in (kaart(kaartgegevens(grenzen=True), "nl"), stijl(), script("nl"), script("en")):
        assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)|\bfetch\(|XMLHttp|WebSocket|\beval\(", text)


def test_names_and_titles_are_escaped() -> None:
    text = kaart(kaartgegevens("Drenthe"), "nl")
    assert "<nu>" not in text
    assert "Tekort &lt;nu&gt;" in text


def test_every_id_is_there_once_and_every_reference_finds_one() -> None:
    tags = _read(kaart(kaartgegevens("Drenthe", grenzen=True), "nl"))
    ids = [attributes["id"] for _tag, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    described = {
        attributes["aria-describedby"] for _tag, attributes in tags if "aria-describedby" in attributes
    }
    assert described <= set(ids)


def test_without_boundaries_there_is_nothing_to_switch() -> None:
    text = kaart(kaartgegevens("Drenthe"), "nl")
    assert 'data-vorm="tegels"' in text
    assert 'data-vorm="grenzen"' not in text
    assert 'name="kaart-vorm"' not in text


def test_a_municipality_without_boundary_is_only_a_tile() -> None:
    given = kaartgegevens("Drenthe", grenzen=True)
    assert given.grenzen is not None
    text = kaart(dataclasses.replace(given, grenzen=given.grenzen.iloc[1:]), "nl")
    boundaries, _, tiles = text.partition('data-vorm="tegels"')
    code = given.grenzen["gemeentecode"].iloc[0]
    assert f'#gemeente-{code}"' not in boundaries
    assert f'#gemeente-{code}"' in tiles


def test_own_codes_get_a_tile_each() -> None:
    own = pd.DataFrame(
        {"gemeentecode": [f"X{n}" for n in range(7)], "gemeente": [f"Dorp {n}" for n in range(7)]}
    )
    column = Kaartkolom("n", "Aantal", "", pd.Series(range(7), index=own["gemeentecode"], dtype=float))
    text = kaart(Kaartgegevens(own.assign(regio="R"), (column,)), "nl")
    paths = {
        attributes["d"]
        for tag, attributes in _read(text)
        if tag == "path" and "kl-" in attributes.get("class", "")
    }
    assert len(paths) == 7


def test_the_description_names_highest_and_lowest_without_breaking_a_tie() -> None:
    codes = ["GM0106", "GM0109", "GM0114", "GM0118", "GM0119"]
    names = ["Assen", "Coevorden", "Emmen", "Hoogeveen", "Meppel"]
    towns = pd.DataFrame({"gemeentecode": codes, "gemeente": names, "regio": "Drenthe"})
    values = pd.Series([9.0, 1, 0, 0, 0], index=codes)
    text = kaart(Kaartgegevens(towns, (Kaartkolom("n", "Tekort", "personen", values),)), "nl")
    assert "Hoogste: Assen (9 personen), Coevorden (1 persoon)." in text
    assert "Laagste: Emmen (0 personen), Hoogeveen (0 personen), Meppel (0 personen)." in text


def test_english_leaves_no_dutch_word() -> None:
    given = kaartgegevens("Drenthe", grenzen=True)
    shown = dataclasses.replace(
        given, kolommen=(Kaartkolom("n", "Shortage", "persons", given.kolommen[2].waarden),)
    )
    words = {lang: set(re.findall(r"[a-z]{2,}", " ".join(_texts(kaart(shown, lang))))) for lang in TALEN}
    same = set(re.findall(r"[a-z]{2,}", " ".join(given.gemeenten["gemeente"]).lower()))
    names = {
        "shortage",
        "persons",
        "dsl",
        "in",
        "plus",
        "minus",
        "min",
        "doorstroomlocaties",
        "enter",
        "escape",
        "is",
    }
    assert words["nl"] & words["en"] - same <= names
    assert "kaart" in words["nl"]


def test_a_map_without_column_or_with_doubles_is_refused() -> None:
    given = kaartgegevens("Drenthe")
    with pytest.raises(ValueError, match="needs a municipality"):
        dataclasses.replace(given, kolommen=())
    with pytest.raises(ValueError, match="one name"):
        dataclasses.replace(given, kolommen=(given.kolommen[0], given.kolommen[0]))
