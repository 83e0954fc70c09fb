"""The page stands on its own, reads in order, and is the same each time."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from plaatsing import Plan
from plaatsing.report.publiek import Publieksnaam
from plaatsing.taal import Taal
from plaatsing.taal.update import OWN, read
from plaatsing.uitvoer.runmap import check_target
from plaatsing.verify import verify_run
from tests.report.hulp import ALLE, pagina, rapport, run

MOST_BYTES = 3_000_000
ORDER = [
    "antwoord",
    "gemeenten",
    "kaart",
    "locaties",
    "dekking",
    "niet-geplaatst",
    "doorberekening",
    "helpt",
    "zekerheid",
    "tabellen",
    "begrippen",
]


@pytest.mark.parametrize(("name", "voor", "taal"), ALLE)
def test_nothing_is_fetched_from_anywhere(name: str, voor: Publieksnaam, taal: Taal) -> None:
    html = rapport(name, voor, taal).pagina.read_text(encoding="utf-8")
    addresses = set(
        re.findall(
            r"""(?:https?:)?//[^\s"'<>)]+""", re.sub(r"/\*.*?\*/|^//.*$", "", html, flags=re.MULTILINE)
        )
    )
    assert {address for address in addresses if "www.w3.org" not in address and "." in address} == set()
    for tag, given in pagina(name, voor, taal).tags:
        assert tag not in ("link", "iframe", "object", "embed", "img"), tag
        assert "src" not in given, tag
    assert re.findall(r"@import|url\((?!\"data:|#)", html) == []
    assert len(html.encode()) < MOST_BYTES


@pytest.mark.parametrize(("name", "voor", "taal"), ALLE)
def test_headings_links_and_tables_can_be_followed(name: str, voor: Publieksnaam, taal: Taal) -> None:
    page = pagina(name, voor, taal)
    levels = [level for level, _text in page.headings]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []
    assert page.tags[0] == ("html", {"lang": taal})
    for table in page.tables:
        tags = [tag for tag, _given in table]
        assert tags.count("caption") == 1
        assert all(given.get("scope") for tag, given in table if tag == "th")


def test_the_parts_come_in_the_order_in_which_they_are_needed() -> None:
    page = pagina()
    parts = [given["id"] for tag, given in page.tags if tag == "section"]
    assert parts == ORDER
    assert [link[1:] for link in page.links if link[1:] in ORDER][1 : len(ORDER) + 1] == ORDER


def test_the_answer_has_five_lines_and_four_figures() -> None:
    html = rapport().pagina.read_text(encoding="utf-8")
    (lines,) = re.findall(r'<ol class="antwoord">(.*?)</ol>', html, re.DOTALL)
    (figures,) = re.findall(r'<dl class="cijfers">(.*?)</dl>', html, re.DOTALL)
    assert lines.count("<li>") == 5
    assert figures.count("<dt>") == 4


@pytest.mark.parametrize(("name", "voor"), [(name, voor) for name, voor, taal in ALLE if taal == "en"])
def test_no_dutch_sentence_is_left_in_the_english_page(name: str, voor: Publieksnaam) -> None:
    page = pagina(name, voor, "en")
    dutch = {
        str(part)
        for message in read(OWN)
        if message.id
        for part in (message.id if isinstance(message.id, (list, tuple)) else [message.id])
        if str(part) not in str(message.string)
    }
    whole = [text for text in page.texts if text in dutch and len(text) > 3]
    assert whole == []
    sentences = [re.split(r"\{\w*\}", text)[0].strip() for text in dutch]
    left = [text for text in sentences if len(text) > 14 and " " in text and text in page.text]
    assert left == []
    words = re.compile(r"\b(de|het|een|van|niet|wordt|zijn|gemeente|huishouden|woning)\b")
    names = Plan.read(run("drenthe")).case.gemeenten["gemeente"]
    clean = [
        re.sub("|".join(map(re.escape, [*names, "plan.toml", "gemeente.nu"])), "", text)
        for text in page.texts
    ]
    assert [text for text in clean if words.search(text) and not text.endswith(".csv")] == []


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    first = rapport()
    again = tmp_path / "run"
    shutil.copytree(run("drenthe"), again)
    plan = Plan.read(again)
    for _time in range(2):
        second = plan.report(again)
        assert [path.name for path in second.bestanden] == [path.name for path in first.bestanden]
        for one, other in zip(first.bestanden, second.bestanden, strict=True):
            assert one.read_bytes() == other.read_bytes(), one.name


def test_a_report_is_part_of_its_run_folder(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run("klein"), folder)
    report = Plan.read(folder).report(folder)
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["bestanden"]
    assert {path.name for path in report.bestanden} <= set(listed)
    check_target(folder, vervang=True)
    assert verify_run(folder).geslaagd


def test_what_an_earlier_report_left_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run("klein"), folder)
    plan = Plan.read(folder)
    others = [path for voor in ("intern", "openbaar") for path in plan.report(folder, voor=voor).bestanden]
    plan.report(folder, eerder=folder)
    assert (folder / "report-verandering.csv").exists()
    plan.report(folder)
    assert not (folder / "report-verandering.csv").exists()
    assert [path.name for path in others if not path.exists()] == []


def test_a_plan_that_breaks_a_rule_says_so_on_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    shutil.copytree(run("klein"), folder)
    table = folder / "taakstelling.csv"
    text = table.read_text(encoding="utf-8-sig").splitlines()
    cells = text[1].split(";")
    cells[text[0].split(";").index("verwacht")] = "99"
    text[1] = ";".join(cells)
    table.write_text("\n".join(text) + "\n", encoding="utf-8-sig")
    report = Plan.read(folder).report(folder)
    assert not report.nagerekend
    assert "doorstaat zijn eigen controle niet" in report.pagina.read_text(encoding="utf-8")
