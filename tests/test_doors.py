"""One contract per door: whatever stands there passes it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from rashomon import plugins
from rashomon.casebook import Casebook
from rashomon.errors import UnreadablePlaces, UnreadableReport
from rashomon.reading.page import Page
from rashomon.roles import Export, Gazetteer, Given, Intake, Step, Taken
from rashomon.settings import Settings
from tests.gazetteer.made import QARNAW, code_table, country_file

READER = plugins.reader()
EXAMPLES = "examples"


@pytest.mark.parametrize("intake", plugins.intakes(), ids=lambda intake: type(intake).__name__)
class TestIntake:
    def test_its_suffixes_are_lower_case_and_dotted(self, intake: Intake) -> None:
        assert intake.suffixes
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in intake.suffixes)

    @pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe\x00", b"PK\x03\x04", b"%PDF-1.7", b"\x1f\x8b\x08", b"{"])
    def test_nonsense_is_a_report_or_a_named_refusal(self, intake: Intake, data: bytes) -> None:
        refused: list[UnreadableReport] = []
        taken: list[Taken] = []
        try:
            taken += intake.take(data, "folder/strange.bin", Given())
        except UnreadableReport as error:
            refused.append(error)
        assert all("strange.bin" in error.what and error.hint for error in refused)
        assert all(one.report.text.strip() for one in taken)


def test_no_two_intakes_take_the_same_file() -> None:
    suffixes = [suffix for intake in plugins.intakes() for suffix in intake.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("step", READER.steps, ids=lambda step: type(step).__name__)
class TestStep:
    def test_it_gives_what_it_says_and_nothing_else(self, step: Step[Page], parsed: Callable[..., Page]) -> None:
        page = parsed("The ministry said on Sunday that 12 people were killed in Aleppo. Rebels denied it.")
        assert set(step(page)) == step.gives

    @pytest.mark.parametrize(
        "text", ["x", "…", "قال المرصد إن ١٢ شخصا قتلوا.", "(((\n\n“", "A" * 3000, "IN IDLIB. " * 40]
    )
    def test_it_bears_any_text(self, step: Step[Page], parsed: Callable[..., Page], text: str) -> None:
        assert set(step(parsed(text))) == step.gives

    def test_it_needs_and_gives_fields_of_a_page(self, step: Step[Page]) -> None:
        assert step.needs | step.gives <= set(Page.__dataclass_fields__)


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a file of added places."""

    def refuse(error: UnreadablePlaces) -> None:
        raise error

    folder = tmp_path_factory.mktemp("doors")
    path = str(folder / "places.sqlite")
    plugins.add_places(path, [country_file(folder), code_table(folder, QARNAW)], refuse)
    return path


@pytest.fixture(scope="module", params=["built in", "with added places"])
def gazetteer(request: pytest.FixtureRequest, added: str) -> Gazetteer:
    """Return each of the gazetteers."""
    return plugins.gazetteer(None if request.param == "built in" else added)


class TestGazetteer:
    @pytest.mark.parametrize("name", ["Aleppo", "Sanaa", "Qarnaw", "Hodeidah", "San Antonio", "Yemen"])
    def test_every_candidate_can_be_asked_for_again(self, gazetteer: Gazetteer, name: str) -> None:
        found = gazetteer.find(name)
        assert found or name == "Qarnaw"
        assert len({candidate.place.id for candidate in found}) == len(found)
        for candidate in found:
            assert gazetteer.place(candidate.place.id) == candidate.place
            assert -90 <= candidate.place.lat <= 90
            assert -180 <= candidate.place.lon <= 180
            assert candidate.place.radius_km > 0

    def test_the_most_populous_come_first(self, gazetteer: Gazetteer) -> None:
        people = [candidate.population or 0 for candidate in gazetteer.find("Hodeidah")]
        assert people == sorted(people, reverse=True)

    def test_what_it_does_not_know_is_nothing(self, gazetteer: Gazetteer) -> None:
        assert not gazetteer.find("Qwzxyville")
        assert not gazetteer.find("")
        assert gazetteer.place("nowhere") is None

    def test_its_version_is_part_of_every_run(self, added: str) -> None:
        assert ("gazetteer", plugins.gazetteer().version) in READER.run.options
        assert ("gazetteer", plugins.gazetteer(added).version) in plugins.reader(added).run.options


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    def refuse(error: UnreadableReport) -> None:
        raise error

    book = Casebook(Settings(casebook=str(tmp_path_factory.mktemp("doors") / "doors.casebook")))
    assert all(book.add([f"{EXAMPLES}/01-meridian-strike.txt", f"{EXAMPLES}/04-republic-denial.eml"], refuse))
    return book


@pytest.mark.parametrize("export", plugins.exports().values(), ids=lambda export: export.name)
class TestExport:
    def test_it_writes_the_same_for_the_same(self, export: Export, book: Casebook) -> None:
        first, second = io.StringIO(), io.StringIO()
        export.write(book.readings(), book.incidents(), first)
        export.write(book.readings(), book.incidents(), second)
        assert first.getvalue() == second.getvalue() != ""

    def test_nothing_is_not_an_error(self, export: Export, book: Casebook) -> None:
        export.write(iter(()), (), io.StringIO())
