"""A headless browser that notes what a page says on its console and asks of any network."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from plaatsing.report.pdf import find_browser

BREED, SMAL = (1280, 900), (360, 740)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_browser()
    if program is None:
        reason = "no Chromium on this machine: the page is not tested in a browser"
        if os.environ.get("PLAATSING_EIST_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@dataclass
class Venster:
    """A page in a browser, with everything it said on its console and asked for."""

    pagina: Page
    context: BrowserContext
    gezegd: list[str] = field(default_factory=list)
    gevraagd: list[str] = field(default_factory=list)


@dataclass
class Openen:
    """Opens pages in the browser, each in a context of its own."""

    browser: Browser
    open: list[Venster] = field(default_factory=list)

    def __call__(
        self, bestand: Path, maat: tuple[int, int] = BREED, *, script: bool = True, vinger: bool = False
    ) -> Venster:
        context = self.browser.new_context(
            viewport={"width": maat[0], "height": maat[1]},
            java_script_enabled=script,
            has_touch=vinger,
            accept_downloads=True,
        )
        venster = Venster(context.new_page(), context)
        venster.pagina.on("console", lambda message: venster.gezegd.append(message.text))
        venster.pagina.on("pageerror", lambda error: venster.gezegd.append(str(error)))
        address = bestand.resolve().as_uri()

        def note(request: Request) -> None:
            if request.url.partition("#")[0] != address and not request.url.startswith(("blob:", "data:")):
                venster.gevraagd.append(request.url)

        context.on("request", note)
        venster.pagina.goto(address)
        self.open.append(venster)
        return venster


@pytest.fixture
def openen(browser: Browser) -> Iterator[Openen]:
    maker = Openen(browser)
    yield maker
    for venster in maker.open:
        venster.context.close()
