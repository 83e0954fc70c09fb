"""The true pages in a browser: accessible, silent, without a request, and readable without script."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from plaatsing.report.publiek import PUBLIEKSNAMEN, Publieksnaam
from plaatsing.taal import TALEN, Taal
from tests.report.browser.conftest import BREED, SMAL, Openen
from tests.report.browser.proef import proefpagina
from tests.report.hulp import rapport


def _violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{item['id']} ({item['impact']}): {item['help']}\n  "
        + "\n  ".join(json.dumps(node["target"]) + " " + node["html"][:160] for node in item["nodes"][:5])
        for item in found
    ]


@pytest.mark.parametrize("taal", TALEN)
@pytest.mark.parametrize("voor", PUBLIEKSNAMEN)
def test_no_violation_on_a_phone_a_desk_or_paper(openen: Openen, voor: Publieksnaam, taal: Taal) -> None:
    window = openen(rapport("drenthe", voor, taal).pagina)
    page = window.pagina
    assert page.get_attribute("html", "lang") == taal
    # Four hundred rows of households are alike, and axe takes a second for every ten.
    page.evaluate("document.querySelectorAll('tbody tr:nth-child(n + 41)').forEach((row) => row.remove())")
    for width, height in (BREED, SMAL):
        page.set_viewport_size({"width": width, "height": height})
        assert _violations(page) == []
        # Nothing sticks out: only tables may scroll sideways, within their own frame.
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(media="print")
    assert _violations(page) == []
    assert window.gezegd == []
    assert window.gevraagd == []


def test_opened_figures_and_a_chosen_column_have_no_violation_either(openen: Openen) -> None:
    page = openen(rapport().pagina).pagina
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true; }")
    page.locator(".kaart-kolom").select_option(index=1)
    page.get_by_label("alle stromen").check()
    page.locator(".kaart-laag:not(.verborgen) a").first.focus()
    assert _violations(page) == []


def test_the_map_with_both_forms_has_no_violation(openen: Openen) -> None:
    window = openen(proefpagina())
    assert _violations(window.pagina) == []
    window.pagina.get_by_label("tegels").check()
    assert _violations(window.pagina) == []
    assert (window.gezegd, window.gevraagd) == ([], [])


def test_the_page_reads_without_script(openen: Openen) -> None:
    window = openen(rapport().pagina, script=False)
    page = window.pagina
    expect(page.locator(".kaart-beeld")).to_be_visible()
    expect(page.locator(".kaart-bediening")).to_be_hidden()
    expect(page.locator(".kaart-legenda")).to_be_visible()
    code = page.locator(".kaart-vlakken a").first.get_attribute("href")
    expect(page.locator(f"tr{code}")).to_be_visible()
    assert page.locator(".grafiek svg.g-plaat:visible").count() >= 4
    assert page.locator(".tabelbalk").count() == 0
    assert window.gevraagd == []


def test_every_municipality_of_the_map_leads_to_a_row(openen: Openen) -> None:
    page = openen(rapport().pagina).pagina
    missing = page.evaluate(
        """[...document.querySelectorAll('.kaart-vlakken a')].map((a) => a.getAttribute('href'))
           .filter((href) => !document.querySelector(`tr${href}`))"""
    )
    assert missing == []


def test_the_map_prints_without_its_controls(openen: Openen) -> None:
    page = openen(rapport().pagina).pagina
    page.emulate_media(media="print")
    expect(page.locator(".kaart-bediening")).to_be_hidden()
    expect(page.locator(".kaart-beeld")).to_be_visible()
