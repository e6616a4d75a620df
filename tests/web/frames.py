"""How a running workbench feels in a browser: `python -m tests.web.frames http://127.0.0.1:8710`.

Prints when the first view can be read and used, and how long frames take while its map is dragged and zoomed.
"""

from __future__ import annotations

import sys

from playwright.sync_api import Page, sync_playwright

from tests.web.test_browser import ARGUMENTS, CHROMIUM

VIEWS = 5
"""Times that the first view is opened, each time by a browser that has nothing of it yet."""
DRAGS = 12
"""Times that the map is dragged and zoomed."""
MOVES = 15
"""Steps of the mouse in each drag."""
USABLE = """() => {
  const [shown] = performance.getEntriesByName("first-contentful-paint");
  const [page] = performance.getEntriesByType("navigation");
  return [shown ? shown.startTime : NaN, page.domInteractive, page.domContentLoadedEventEnd];
}"""
WATCH = """() => {
  window.frames_ = []; let before = performance.now();
  const next = (now) => { window.frames_.push(now - before); before = now; requestAnimationFrame(next) };
  requestAnimationFrame(next);
}"""


def main(address: str) -> None:
    """Print the figures of the workbench at an address."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        seen = []
        for _ in range(VIEWS):
            page = browser.new_context(viewport={"width": 1600, "height": 900}).new_page()
            page.goto(address, wait_until="domcontentloaded")
            page.locator("a[href^='/incidents/']").first.wait_for()
            page.wait_for_load_state("networkidle")
            seen.append(page.evaluate(USABLE))
            page.close()
        for name, times in zip(("words painted", "page usable", "scripts run"), zip(*seen, strict=True), strict=True):
            _tell(name, list(times))
        page = browser.new_context(viewport={"width": 1600, "height": 900}).new_page()
        _tell("frames of the map", _dragged(page, address))
        browser.close()


def _tell(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    middle, slow = ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))]
    print(f"{name:18} median {middle:5.0f} ms  95 % {slow:5.0f} ms  longest {ordered[-1]:5.0f} ms")  # noqa: T201


def _dragged(page: Page, address: str) -> list[float]:
    """Return how long each frame took (milliseconds) while the map was moved."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(2000)
    box = page.locator("canvas.maplibregl-canvas").first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(WATCH)
    for turn in range(DRAGS):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + (-60, 60)[turn % 2], y + 25, steps=MOVES)
        page.mouse.up()
        page.mouse.wheel(0, (-240, -240, 240, 240)[turn % 4])
        page.wait_for_timeout(300)
    found: list[float] = page.evaluate("() => window.frames_")
    return found


if __name__ == "__main__":
    main(sys.argv[1])
