"""Draw the pictures in README.md and docs/ from what the program prints: `make docs`.

A picture is an SVG of a terminal: the commands as typed and the first lines of what they print, as they are.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[1]
LINE, COLUMN, MARGIN = 18, 8.43, 20
PROGRAM = "from rashomon.cli.commands import program; program(prog_name='rashomon')"


def main() -> None:
    """Draw every picture."""
    with tempfile.TemporaryDirectory() as folder:
        book = f"{folder}/week.casebook"
        run("add", "examples", "--casebook", book)
        brief = run("brief", "--casebook", book)
        draw(ROOT / "docs" / "brief.svg", "rashomon brief", brief.splitlines()[:46])
        read = run("read", "examples/07-meridian-deal.txt")
        draw(ROOT / "docs" / "read.svg", "rashomon read examples/07-meridian-deal.txt", read.splitlines()[:46])


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
