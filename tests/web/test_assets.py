"""What the pages load in the browser: it is there, and none of it comes from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "rashomon" / "web"
STATIC = WEB / "static"
OWN = sorted(path for path in STATIC.iterdir() if path.suffix in (".js", ".css", ".svg"))
TOLD = re.compile(r"/static/([\w./-]+\.(?:json|js|css|svg))")
LOADED = re.compile(r"""load\("([\w.-]+)"\)""")
BUILT = pytest.mark.skipif(
    not (STATIC / "built" / "lock.sha256").exists(), reason="the assets are not built here: make assets"
)


@BUILT
def test_what_templates_and_scripts_name_is_there() -> None:
    pages = "".join(path.read_text("utf-8") for path in (WEB / "templates").glob("*.html"))
    scripts = "".join(path.read_text("utf-8") for path in OWN)
    named = set(TOLD.findall(pages + scripts)) | {f"built/{name}" for name in LOADED.findall(scripts)}
    assert "built/htmx.js" in named
    assert "built/maplibre-gl.js" in named
    assert not [name for name in sorted(named) if not (STATIC / name).exists()]


@BUILT
def test_the_licences_of_what_is_bundled_are_beside_it() -> None:
    told = (STATIC / "built" / "NOTICES").read_text("utf-8")
    for name in ("maplibre-gl", "d3", "plot", "topojson-client", "pmtiles", "htmx.org"):
        assert re.search(rf"^{re.escape(name)}$", told, re.MULTILINE)
    assert "Copyright" in told


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_nothing_of_ours_names_another_host(path: Path) -> None:
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "//" not in re.sub(r"(?m)^\s*//.*$| // .*$|/\*.*?\*/|pmtiles://", "", text)


@BUILT
@pytest.mark.parametrize("name", ["maplibre-gl.css", "htmx.js", "plot.js", "d3.js", "topojson.js", "pmtiles.js"])
def test_nothing_bundled_fetches_from_another_host(name: str) -> None:
    text = (STATIC / "built" / name).read_text("utf-8")
    assert not re.search(r"""(?:@import|url\(["']?|fetch\(["'`]|src=["'])\s*(?:https?:)?//""", text)


def test_the_lock_names_no_registry_and_hashes_everything() -> None:
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text("utf-8"))
    assert "://" not in json.dumps(lock)
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert not [name for name, one in packages.items() if "integrity" not in one]


def test_the_outlines_have_countries_and_units_and_stay_small() -> None:
    path = STATIC / "outlines.json"
    objects = json.loads(path.read_text("utf-8"))["objects"]
    assert path.stat().st_size < 1_200_000
    assert {name: len(one["geometries"]) > 200 for name, one in objects.items()} == dict.fromkeys(
        ("units", "countries", "unit_names", "country_names"), True
    )
    names = {one.get("properties", {}).get("called") for one in objects["unit_names"]["geometries"]}
    assert {"Idlib", "Aleppo", "North Darfur"} <= names
