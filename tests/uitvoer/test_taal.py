"""Dutch and English: every message has both, and numbers follow the language."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from plaatsing.beleid import list_beleid, read_beleid
from plaatsing.cijfers import landelijke_taakstelling
from plaatsing.taal import (
    _,
    current_taal,
    format_count,
    format_date,
    format_date_long,
    format_duration,
    format_euro,
    format_number,
    format_share,
    plural,
    speak,
)
from plaatsing.taal.update import CLICK, OWN, collect, compiled, read, untranslated
from plaatsing.taal.zinnen import translate
from plaatsing.uitvoer.woorden import in_words


def test_every_message_has_an_english_translation() -> None:
    known = {message.id for message in read(OWN)}
    missing = [message.id for message in collect() if message.id and message.id not in known]
    assert not missing, "run python -m plaatsing.taal.update and translate what it lists"
    assert untranslated(read(OWN)) == []


def test_no_translation_is_left_of_a_message_that_is_gone() -> None:
    used = {message.id for message in collect()}
    assert [message.id for message in read(OWN) if message.id and message.id not in used] == []


@pytest.mark.parametrize("path", [OWN, CLICK], ids=["plaatsing", "click"])
def test_compiled_catalogue_is_up_to_date(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(read(path))


@pytest.mark.parametrize("path", [OWN, CLICK], ids=["plaatsing", "click"])
def test_translations_keep_the_places_to_fill_in(path: Path) -> None:
    for message in read(path):
        sources, targets = _forms(message.id), _forms(message.string)
        for target in targets:
            assert _places(target) <= set().union(*map(_places, sources)), message.id
        assert _places(targets[-1]) == _places(sources[-1]), message.id


def test_every_source_that_is_shipped_is_said_in_english() -> None:
    rules = [read_beleid(name) for name in list_beleid()]
    texts = [row.bron for row in landelijke_taakstelling().values()]
    for each in rules:
        parts = [part for _name, part in each.onderdelen()]
        texts += [each.titel, each.bron, *(part.bron for part in parts)]
    assert len(texts) > 30
    known = {message.id: str(message.string) for message in read(OWN)}
    assert [text for text in texts if text not in known] == []
    with speak("en"):
        assert "Draft letter of 7 July 2023" in in_words("bron", rules[-1].termijn.bron)
    assert in_words("bron", "mijn eigen bron") == "mijn eigen bron"


# Where English keeps a noun of the field: names of tables, columns and cells, or with its meaning beside it.
_KEPT = (
    "(taakstelling)",
    "(Bekostigingsregeling huisvesting vergunninghouders in doorstroomlocaties",
    "the taakstelling of every municipality",
    "the table doorstroomlocaties",
    "of doorstroomlocaties",
    "form doorstroomlocatie",
    "regietafel (",
    "(doorberekening)",
    "doorberekening (cost pass-on)",
)


def test_english_does_not_leave_nouns_of_the_field_unexplained() -> None:
    nouns = re.compile(r"\b(taakstelling|koppelruimte|doorstroomlocaties?|regietafel|doorberekening)\b")
    left = []
    for message in read(OWN):
        for form in _forms(message.string):
            text = re.sub(r"\{\w+\}|\w+\.(?:csv|toml)", "", form)
            for phrase in _KEPT:
                text = text.replace(phrase, "")
            if message.id and nouns.search(text):
                left.append(form)
    assert left == []


def _forms(text: object) -> list[str]:
    return [str(form) for form in text] if isinstance(text, (list, tuple)) else [str(text)]


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)", text))


def test_dutch_is_spoken_unless_asked_otherwise() -> None:
    assert current_taal() == "nl"
    with speak("en"):
        assert (current_taal(), _("Taakstelling")) == ("en", "Quota")
        with speak("nl"):
            assert _("Taakstelling") == "Taakstelling"
        assert current_taal() == "en"
    assert current_taal() == "nl"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="onbekende taal"), speak("fr"):  # type: ignore[arg-type]
        pass


def test_the_language_is_given_back_after_a_failure() -> None:
    with pytest.raises(RuntimeError), speak("en"):
        raise RuntimeError
    assert current_taal() == "nl"


def test_numbers_dates_and_amounts_are_dutch() -> None:
    day = dt.date(2025, 3, 1)
    assert format_count(1234567) == "1.234.567"
    assert format_number(1234.56) == "1.234,6"
    assert format_euro(123456789) == "€ 1.234.567,89"
    assert format_share(0.00071) == "0,07%"
    assert (format_date(day), format_date_long(day)) == ("1 mrt 2025", "1 maart 2025")
    assert [format_duration(seconds) for seconds in (1.25, 42.4, 185)] == ["1,2 s", "42 s", "3 min 05 s"]


def test_numbers_dates_and_amounts_are_english() -> None:
    with speak("en"):
        assert format_count(1234567) == "1,234,567"
        assert format_number(1234.56, 2) == "1,234.56"
        assert format_euro(123456789) == "€1,234,567.89"
        assert format_date(dt.date(2025, 3, 1)) == "1 Mar 2025"


def test_plural_follows_the_count() -> None:
    words = ("{aantal} fout", "{aantal} fouten")
    assert [plural(*words, count) for count in (1, 2)] == ["{aantal} fout", "{aantal} fouten"]
    with speak("en"):
        assert [plural(*words, count) for count in (1, 2)] == ["{aantal} error", "{aantal} errors"]


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("verwacht ja of nee", "expected ja (yes) or nee (no)"),
        (
            "verwacht een dag op of na de start (2025-07-01)",
            "expected a day on or after the start (2025-07-01)",
        ),
        (
            "3 rijen met een gemeente buiten het gebied; niet gelezen",
            "3 rows with a municipality outside the area; not read",
        ),
        (
            "dit lijkt een V-nummer; gebruik een pseudoniem dat niemand herkent",
            "this looks like a V-number; use a pseudonym that nobody recognises",
        ),
        ("verwacht week, 2weken of maand", "expected week, 2weken or maand"),
        (
            "beginstand onbekend van Assen, Emmen en 7 andere: de achterstand is op nul gesteld",
            "opening balance unknown of Assen, Emmen and 7 others: the arrears are taken as zero",
        ),
        ("iets wat niemand kent", "iets wat niemand kent"),
        ("", ""),
    ],
)
def test_a_sentence_made_elsewhere_is_translated(dutch: str, english: str) -> None:
    assert translate(dutch) == dutch
    with speak("en"):
        assert translate(dutch) == english
