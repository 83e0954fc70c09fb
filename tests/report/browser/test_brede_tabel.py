"""Tables of many columns: whole on a desk, on a phone with a word of the rest, on paper with heads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from plaatsing.report.publiek import Publieksnaam
from tests.report.browser.conftest import BREED, SMAL, Openen
from tests.report.hulp import rapport

_CUT = """[...document.querySelectorAll(".tabelvak")].filter((vak) => vak.scrollWidth > vak.clientWidth + 1)
          .map((vak) => vak.querySelector("caption").textContent)"""
_HINT = "Schuif deze tabel opzij"


def _cut(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_CUT)
    return found


@pytest.mark.parametrize("voor", ["regietafel", "intern"])
def test_every_table_is_whole_on_a_desk(openen: Openen, voor: Publieksnaam) -> None:
    page = openen(rapport("drenthe", voor).pagina, BREED).pagina
    assert _cut(page) == []
    expect(page.get_by_text(_HINT).locator("visible=true")).to_have_count(0)


def test_a_table_that_is_cut_says_so_and_no_other_does(openen: Openen) -> None:
    page = openen(rapport().pagina, SMAL).pagina
    blocks = page.locator(".tabelblok")
    assert blocks.count() > 8
    for block in blocks.all():
        cut = block.locator(".tabelvak").evaluate("vak => vak.scrollWidth > vak.clientWidth + 1")
        assert block.get_by_text(_HINT).is_visible() == cut
    page.set_viewport_size({"width": BREED[0], "height": BREED[1]})
    expect(page.get_by_text(_HINT).locator("visible=true")).to_have_count(0)


def test_without_script_a_cut_table_says_so_too(openen: Openen) -> None:
    page = openen(rapport().pagina, SMAL, script=False).pagina
    for block in page.locator(".tabelblok").all():
        if block.locator("thead tr:last-child th").count() > 3:
            expect(block.get_by_text(_HINT)).to_be_visible()


def test_on_paper_a_heading_can_be_repeated_on_the_next_page(openen: Openen) -> None:
    page = openen(rapport().pagina).pagina
    page.emulate_media(media="print")
    expect(page.get_by_text(_HINT).locator("visible=true")).to_have_count(0)
    # A browser repeats only a heading that may not be broken, and none that holds the box of a button.
    heads = page.locator("table.tabel thead")
    assert set(heads.evaluate_all("all => all.map((head) => getComputedStyle(head).breakInside)")) == {
        "avoid"
    }
    buttons = page.locator("table.tabel thead button")
    assert buttons.count() > 20
    assert set(buttons.evaluate_all("all => all.map((one) => getComputedStyle(one).display)")) == {"contents"}


def test_a_download_names_its_columns_without_the_places_to_break_them(openen: Openen) -> None:
    page = openen(rapport().pagina).pagina
    block = page.locator(".tabelblok", has=page.locator("#tabel-gemeenten"))
    assert "\u00ad" in block.locator("thead").inner_text()
    with page.expect_download() as waiting:
        block.get_by_role("button", name="Download als CSV").click()
    head = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()[0].split(";")
    assert head[:4] == ["Gemeente", "Taakstelling", "Achterstand", "Gecorrigeerd"]


def test_a_long_table_scrolls_under_its_heading_and_above_its_total(openen: Openen) -> None:
    page = openen(rapport("drenthe", "intern").pagina).pagina
    block = page.locator(".tabelblok", has=page.locator("#tabel-huishoudens"))
    frame = block.locator(".tabelvak")
    assert frame.evaluate("vak => vak.scrollHeight > 3 * vak.clientHeight")
    block.locator("tbody tr").nth(200).scroll_into_view_if_needed()
    frame_box, head = frame.bounding_box(), block.locator("thead").bounding_box()
    assert frame_box is not None
    assert head is not None
    assert abs(head["y"] - frame_box["y"]) < 4
    page.emulate_media(media="print")
    assert not frame.evaluate("vak => vak.scrollHeight > vak.clientHeight + 1")
