"""The workbench in a browser: what people do on it from end to end, with the mouse and without, and nothing else.

They run where a Chromium is found (the summary says where none is). Whatever a page asks of another machine, whatever
it complains about, and whatever axe finds serious fails the test in which it happens.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.web.conftest import BROWSERS, serving
from tests.web.test_adding import REPORT

AXE = Path(__file__).parents[2] / "assets" / "node_modules" / "axe-core" / "axe.min.js"
BUILT = Path(__file__).parents[2] / "src" / "rashomon" / "web" / "static" / "built" / "lock.sha256"
ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
CHROMIUM = next((path for name in BROWSERS if (path := shutil.which(name))), None)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here: the workbench was not looked at"),
    pytest.mark.skipif(not BUILT.exists(), reason="the assets are not built here: make assets"),
]
Scheme = Literal["light", "dark"]
SIZES: list[tuple[int, Scheme]] = [(380, "light"), (1280, "dark"), (2560, "light")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def looked_at(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbench that nobody changes."""
    with serving(filled) as address:
        yield address


class Watch:
    """What a context's pages asked for and complained about."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.expected: set[int] = set()
        context.on("request", lambda one: self.asked.append(one.url))
        context.on("console", lambda one: self._hear(one.type, one.text))
        context.on("weberror", lambda one: self.complaints.append(str(one.error)))

    def _hear(self, kind: str, text: str) -> None:
        refused = re.search(r"status of (\d+)", text)
        if kind == "error" and not (refused and int(refused[1]) in self.expected):
            self.complaints.append(text)

    def check(self) -> None:
        """Fail where a page left the machine or complained."""
        away = [url for url in self.asked if urlsplit(url).hostname not in ("127.0.0.1", None)]
        assert not away
        assert not self.complaints


@pytest.fixture
def watch() -> list[Watch]:
    """What was watched in this test."""
    return []


@pytest.fixture
def look(browser: Browser, watch: list[Watch]) -> Iterator[Page]:
    """A page of a desk's screen, watched."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    watch.append(Watch(context))
    yield context.new_page()
    context.close()
    watch[0].check()


def settled(page: Page) -> None:
    """Wait until nothing is being loaded."""
    page.wait_for_load_state("networkidle")


def addresses(page: Page, base: str) -> dict[str, str]:
    """Return an address of every page."""
    page.goto(f"{base}/?contested=1")
    incident = page.locator("a[href^='/incidents/']").first.get_attribute("href")
    page.goto(f"{base}{incident}")
    words = page.locator("a[href*='?at=claim']").first.get_attribute("href")
    assert incident
    assert words
    return {
        "overview": "/",
        "filtered": "/?contested=1",
        "nothing": "/?words=zzzz",
        "matrix": "/matrix",
        "incident": incident,
        "report": words,
        "control": "/control",
        "figures": "/figures",
        "review": "/review",
        "review of a claim": f"/review?claim={words.rpartition('#')[2]}",
        "voices": "/sources",
        "search": "/search?words=said",
        "add": "/add",
    }


def test_every_page_is_sound_at_every_size(browser: Browser, looked_at: str) -> None:
    for width, scheme in SIZES:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        watched = Watch(context)
        page = context.new_page()
        for name, path in addresses(page, looked_at).items():
            page.goto(looked_at + path)
            settled(page)
            assert page.title().endswith("Rashomon"), name
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            assert page.locator("h1, h2").count(), name
        context.close()
        watched.check()


@pytest.mark.skipif(not AXE.exists(), reason="axe is not here: make assets fetches it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, looked_at: str, scheme: Scheme) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    found = []
    for name, path in addresses(page, looked_at).items():
        page.goto(looked_at + path)
        settled(page)
        page.add_script_tag(path=AXE)
        result = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
        found += [
            (name, one["id"], one["nodes"][0]["target"], one["nodes"][0]["failureSummary"])
            for one in result["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    context.close()
    assert not found


def test_from_the_filter_to_a_cell_to_the_words(looked_at: str, look: Page) -> None:
    look.goto(looked_at)
    look.get_by_label("Contested only").check()
    expect(look).to_have_url(re.compile(r"contested=1"))
    expect(look.locator("#results .incidents > li:not(.contested)")).to_have_count(0)
    look.get_by_role("link", name="Matrix", exact=True).click()
    look.locator("td a").first.click()
    expect(look).to_have_url(re.compile(r"/reports/report_\w+\?at=claim_\w+#claim_\w+"))
    words = look.locator("#chosen blockquote").inner_text()
    marked = "".join(look.locator(".piece.at").all_inner_texts())
    assert " ".join(words.split()) == " ".join(marked.split())
    expect(look.locator(".piece.at").first).to_be_in_viewport()


def test_the_newcomers_path_leads_to_the_words(looked_at: str, look: Page) -> None:
    look.goto(looked_at)  # as docs/workbench.md has it
    withdrawal = look.get_by_role("link", name="Withdrawal of the Orchard Brigades from Khan Shaykhun, 16 March 2031")
    expect(withdrawal).to_be_in_viewport()
    withdrawal.click()
    apart = look.locator("tr.apart")
    expect(apart.get_by_text("they part")).to_be_visible()
    expect(apart.get_by_role("link", name="asserts")).to_have_count(2)
    apart.get_by_role("link", name="denies it").click()
    expect(look.locator("#chosen")).to_contain_text("military source")
    expect(look.locator(".piece.at").first).to_be_in_viewport()
    marked = " ".join(" ".join(look.locator(".piece.at").all_inner_texts()).split())
    assert marked == "that fighters of the Orchard Brigades had withdrawn from Khan Shaykhun on 16 March"


def test_a_view_can_be_sent_to_a_colleague(looked_at: str, look: Page) -> None:
    look.goto(looked_at)
    look.get_by_label("Contested only").check()
    expect(look).to_have_url(re.compile(r"contested=1"))
    settled(look)
    titles = look.locator("#results .incidents a.title").all_inner_texts()
    look.goto(look.url)
    assert look.locator("#results .incidents a.title").all_inner_texts() == titles
    expect(look.get_by_label("Contested only")).to_be_checked()


def test_a_correction_can_be_undone(served: str, look: Page) -> None:
    look.goto(served)
    look.locator("#results a.title").first.click()
    look.locator("a.quote").first.click()
    look.get_by_role("link", name="Judge it").click()
    account = look.locator("li.at")
    account.get_by_label("What is wrong").select_option("status")
    account.get_by_label("It should be").fill("rumoured")
    account.get_by_label("Reason").first.fill("The report says that it heard so")
    account.get_by_role("button", name="Correct").click()
    kept = look.get_by_role("status")
    expect(kept).to_contain_text("The report says that it heard so")
    expect(look.locator("li.at .tag").first).to_have_text("rumoured")
    kept.get_by_role("button", name="Undo").click()
    expect(look.locator("li.at .tag").first).not_to_have_text("rumoured")
    expect(look.locator(".history .undone")).to_have_count(1)


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(served: str, look: Page, watch: list[Watch]) -> None:
    watch[0].expected.add(400)
    look.goto(f"{served}/review")
    look.locator(".accounts summary").first.click()
    account = look.locator(".accounts > li").first
    account.get_by_label("What is wrong").select_option("status")
    account.get_by_label("It should be").fill("perhaps")
    account.get_by_label("Reason").first.fill("I wonder")
    account.get_by_role("button", name="Correct").click()
    expect(look.get_by_role("alert")).to_contain_text("asserted")
    expect(account.get_by_label("It should be")).to_have_value("perhaps")
    expect(account.get_by_label("Reason").first).to_have_value("I wonder")


def test_two_are_merged_and_parted_again(served: str, look: Page) -> None:
    look.goto(served)
    first, second = (look.locator("#results a.title").nth(at).get_attribute("href") for at in (0, 1))
    assert first
    assert second
    one, other = (path.rpartition("/")[2] for path in (first, second))
    look.goto(f"{served}/review?incident={one}")
    accounts = look.locator(".accounts > li")
    before = accounts.count()
    look.get_by_label("Reason (an acceptance may go without)").fill("One strike, told twice")
    look.locator("#merge summary").click()
    look.locator("#named").fill(other)
    look.get_by_role("button", name="Merge").click()
    expect(look.get_by_role("status")).to_contain_text("merge")
    look.goto(f"{served}/review?incident={one}")
    merged = accounts.count()
    assert merged > before
    look.goto(f"{served}/review?claim={accounts.last.get_attribute('id')}")
    look.locator("li.at").get_by_label("Reason").first.fill("Another day")
    look.locator("li.at").get_by_role("button", name="Not this incident").click()
    expect(look.get_by_role("status")).to_contain_text("split")
    look.goto(f"{served}/review?incident={one}")
    assert accounts.count() < merged


def test_good_and_broken_files_are_uploaded(served: str, look: Page, tmp_path: Path) -> None:
    good, broken = tmp_path / "good.txt", tmp_path / "broken.docx"
    good.write_text(REPORT, "utf-8")
    broken.write_bytes(b"PK\x03\x04 this is no document")
    look.goto(f"{served}/add")
    look.locator("#files").set_input_files([good, broken])
    look.get_by_role("button", name="Add", exact=True).click()
    expect(look).to_have_url(re.compile(r"/jobs/"))
    expect(look.locator("main")).to_contain_text("broken.docx", timeout=60_000)
    expect(look.locator("[hx-trigger]")).to_have_count(0, timeout=60_000)
    look.get_by_role("link", name="Search").click()
    look.get_by_role("searchbox").fill("Binnish")
    look.get_by_role("searchbox").press("Enter")
    expect(look.locator(".hits mark").first).to_have_text("Binnish")


def test_a_queue_is_worked_through_without_a_mouse(served: str, look: Page) -> None:
    look.goto(served)
    look.keyboard.press("Tab")
    expect(look.locator(".skip")).to_be_focused()
    look.keyboard.press("Enter")
    expect(look.locator("main")).to_be_focused()
    look.goto(f"{served}/review")
    many = look.locator(".queue ol > li")
    before, heading = many.count(), look.locator("main h2").first.inner_text()
    look.keyboard.press("j")
    expect(look.locator("main h2").first).not_to_have_text(heading)
    settled(look)
    look.keyboard.press("k")
    expect(look.locator("main h2").first).to_have_text(heading)
    settled(look)
    look.keyboard.press("a")
    expect(look.get_by_role("status")).to_contain_text("accept")
    expect(many).to_have_count(before - 1)
    settled(look)
    look.keyboard.press("u")
    expect(many).to_have_count(before)
    settled(look)
    look.keyboard.press("x")
    expect(look.locator("#reason")).to_be_focused()
    look.keyboard.type("Told of another year")
    look.keyboard.press("Tab")
    look.keyboard.press("Tab")
    expect(look.get_by_role("button", name="Reject").first).to_be_focused()
    look.keyboard.press("Enter")
    expect(look.get_by_role("status")).to_contain_text("Told of another year")


def test_claims_of_a_report_are_reached_by_keys(looked_at: str, look: Page) -> None:
    look.goto(looked_at)
    look.locator("#results a.title").first.click()
    look.locator("a.quote").first.click()
    look.locator("h1").click()
    look.keyboard.press("n")
    expect(look.locator("a.piece:focus")).to_have_count(1)
    look.keyboard.press("Enter")
    expect(look).to_have_url(re.compile(r"#claim_"))


def test_pages_work_without_scripts(browser: Browser, looked_at: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(looked_at)
    page.get_by_label("Contested only").check()
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"contested=1"))
    page.locator("#results a.title").first.click()
    page.locator("a.quote").first.click()
    expect(page.locator("#chosen blockquote")).to_be_visible()
    context.close()


def test_hostile_markup_in_a_report_is_text(looked_at: str, look: Page) -> None:
    look.on("dialog", lambda one: pytest.fail(f"a script of a report ran: {one.message}"))
    look.goto(f"{looked_at}/search?words=onerror")
    look.locator(".hits a.title").first.click()
    expect(look.locator("article.text")).to_contain_text("<img src=x onerror=alert(1)>")
    assert look.locator("article.text img, article.text script").count() == 0
