"""The house: what the manners in ARCHITECTURE.md promise about the code itself."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from rashomon.cli.commands import program
from rashomon.record import attribution, claim, incident, judgement, run, text, values
from rashomon.store import Speaker

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src").rglob("*.py"))
RECORD_PAGE = (ROOT / "docs" / "record.md").read_text("utf-8")
NAMES_NOBODY_UNDERSTANDS = {"utils", "util", "helpers", "common", "base", "manager", "misc"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", [path for path in MODULES if not path.name.startswith("__")], ids=named)
def test_a_module_says_what_it_knows_and_what_not(path: Path) -> None:
    head = path.read_text("utf-8")[:1500]
    assert head.startswith('"""')
    assert "Knows:" in head
    assert "Does not know:" in head


def test_files_are_named_for_things() -> None:
    assert not [path for path in MODULES if path.stem in NAMES_NOBODY_UNDERSTANDS or re.search(r"_?v\d$", path.stem)]


@pytest.mark.parametrize(
    ("section", "noun"),
    [
        ("Report", text.Report),
        ("Where", values.Where),
        ("Where", values.Place),
        ("TimeMention", values.TimeMention),
        ("HowMany", values.HowMany),
        ("Attribution", attribution.Attribution),
        ("Attribution", attribution.Source),
        ("Claim", claim.Claim),
        ("Claim", claim.Actor),
        ("Claim", values.When),
        ("Figure", claim.Figure),
        ("Run", run.Run),
        ("Incident", incident.IncidentAccount),
        ("Incident", incident.Link),
        ("Incident", incident.Estimate),
        ("Holding", incident.Holding),
        ("Condition", incident.Condition),
        ("Agreement", incident.Agreement),
        ("Agreement", incident.Turn),
        ("Series", incident.Series),
        ("Series", incident.Headline),
        ("Judgement", judgement.Judgement),
        ("Speaker", judgement.Reliability),
        ("Speaker", Speaker),
    ],
)
def test_the_record_page_has_every_field(section: str, noun: type) -> None:
    page = _section(section)
    assert not [field for field in noun.__dataclass_fields__ if f"`{field}`" not in page]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("Report", text.Basis),
        ("Report", text.FurnitureKind),
        ("Where", values.PlaceRole),
        ("Where", values.Precision),
        ("TimeMention", values.TimeType),
        ("TimeMention", values.TimeAnchor),
        ("HowMany", values.Modifier),
        ("Attribution", attribution.Manner),
        ("Attribution", attribution.Stance),
        ("Attribution", attribution.SourceKind),
        ("Claim", claim.ClaimKind),
        ("Claim", claim.Status),
        ("Claim", claim.Role),
        ("Claim", values.TimePrecision),
        ("Figure", claim.Measure),
        ("Figure", claim.Flow),
        ("Incident", incident.Relation),
        ("Judgement", judgement.Act),
    ],
)
def test_the_record_page_has_every_word_of_the_closed_lists(section: str, words: type[StrEnum]) -> None:
    listed = set(re.findall(r"[A-Za-z_]+", _section(section)))
    assert not [member.value for member in words if member.value not in listed]


@pytest.mark.parametrize(
    "page", ["README.md", "docs/record.md", "docs/workbench.md", "docs/quality.md", "CHANGELOG.md", "CONTRIBUTING.md"]
)
def test_every_command_that_the_docs_name_exists(page: str) -> None:
    words = re.findall(r"(?:^|`|\s{4})rashomon ([a-z]+)", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert set(words) <= set(program.commands)


def test_the_docs_name_every_command() -> None:
    pages = "".join((ROOT / page).read_text("utf-8") for page in ("README.md", "docs/record.md", "CHANGELOG.md"))
    assert not [name for name in program.commands if not re.search(rf"\b{name}\b", pages)]


@pytest.mark.parametrize(
    "page",
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/quality.md", "docs/record.md", "docs/workbench.md"],
)
def test_links_and_paths_in_the_docs_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    paths = re.findall(r"`((?:src|docs|tests|examples|gate|gold)/[\w./-]+)`", text)
    assert links or paths
    assert not [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]
    assert not [path for path in paths if not (ROOT / path).exists()]


def _section(name: str) -> str:
    start = re.search(rf"^#+ {name}$", RECORD_PAGE, re.MULTILINE)
    assert start, f"docs/record.md has no section {name}"
    end = re.search(r"^#+ ", RECORD_PAGE[start.end() :], re.MULTILINE)
    return RECORD_PAGE[start.end() :][: end.start() if end else None]
