"""Draw the pictures in README.md and docs/ from what the program shows of `examples/`: `make docs`.

A terminal is an SVG: the commands as typed and the first lines of what they print, as they are. A page of the workbench
is a PNG of what a Chromium shows of it; without one those pictures stay as they were.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
LINE, COLUMN, MARGIN = 18, 8.43, 20
PROGRAM = "from rashomon.cli.commands import program; program(prog_name='rashomon')"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""Maps are drawn without a graphics card."""
WITHDRAWAL = "/?words=withdrawal&contested=1"


def main() -> None:
    """Draw every picture."""
    with tempfile.TemporaryDirectory() as folder:
        book = f"{folder}/week.casebook"
        run("add", "examples", "--casebook", book)
        brief = run("brief", "--casebook", book)
        draw(ROOT / "docs" / "brief.svg", "rashomon brief", brief.splitlines()[:46])
        read = run("read", "examples/07-meridian-deal.txt")
        draw(ROOT / "docs" / "read.svg", "rashomon read examples/07-meridian-deal.txt", read.splitlines()[:46])
        photograph(book)


def photograph(book: str) -> None:
    """Write a picture of each page of the workbench on the casebook `book`."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        sys.stderr.write("No Chromium here: the pictures of the workbench stay as they were\n")
        return
    with serving(book) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        incident = link(browser, address + WITHDRAWAL, "a[href^='/incidents/']")
        words = link(browser, address + incident, "td:last-child a.said")
        claim = words.partition("?at=")[2].partition("#")[0]
        for name, path, width, height in (
            ("overview", "/", 1600, 900),
            ("incident", incident, 1200, 860),
            ("words", words, 1200, 900),
            ("matrix", "/matrix", 1200, 760),
            ("control", "/control", 1200, 900),
            ("figures", "/figures", 1200, 760),
            ("review", f"/review?claim={claim}", 1200, 900),
        ):
            page = browser.new_page(viewport={"width": width, "height": height})
            shown(page, address + path).screenshot(path=ROOT / "docs" / f"workbench-{name}.png")
            page.close()
        browser.close()


@contextmanager
def serving(book: str) -> Iterator[str]:
    """Serve a casebook on a free port; give the address."""
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--casebook", book]
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().strip().rstrip("/")
        finally:
            server.terminate()


def link(browser: Browser, address: str, selector: str) -> str:
    """Return where the first link of a kind on a page leads."""
    page = browser.new_page()
    where = shown(page, address).locator(selector).first.get_attribute("href")
    page.close()
    assert where
    return where


def shown(page: Page, address: str) -> Page:
    """Return the page with an address opened in it, everything drawn."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # the map fades its labels in
    return page


def run(*words: str) -> str:
    """Return what `rashomon words…` prints."""
    command = [sys.executable, "-c", PROGRAM, *words]
    return subprocess.run(command, cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE).stdout


def draw(path: Path, command: str, lines: list[str]) -> None:
    """Write a terminal with `command` typed and `lines` printed, as SVG."""
    width = 2 * MARGIN + 80 * COLUMN
    height = 2 * MARGIN + 24 + LINE * (len(lines) + 1)
    rows = [f'<tspan class="typed">$ {escape(command)}</tspan>', *map(escape, lines)]
    place = f'xml:space="preserve" x="{MARGIN}"'
    text = "".join(f'<text {place} y="{MARGIN + 34 + LINE * number}">{row}</text>' for number, row in enumerate(rows))
    dots = "".join(f'<circle cx="{MARGIN + 16 * n}" cy="18" r="5"/>' for n in range(3))
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
        f' aria-label="Terminal: {escape(command)}"><style>'
        "rect{fill:#16181d}circle{fill:#4a4f5a}"
        "text{font:14px Menlo,Consolas,DejaVu Sans Mono,monospace;fill:#d6d9e0;white-space:pre}"
        ".typed{fill:#8fd18f}"
        f'</style><rect width="100%" height="100%" rx="10"/>{dots}{text}</svg>\n',
        "utf-8",
    )


if __name__ == "__main__":
    main()
