"""A workbench over a small casebook, asked without a network."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from rashomon.casebook import Casebook
from rashomon.record.person import Person, Role
from rashomon.settings import Settings
from rashomon.web import Options, application
from rashomon.web.guard.passwords import hashed

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = """<h1>Two <script>alert("title")</script> strikes</h1>

<img src=x onerror=alert(1)> Monitor said on 4 March 2031 that shells hit Binnish and killed 3 people.
"""
PASSWORD = "four words in a row"
HERE = "http://127.0.0.1"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
Open = Callable[..., TestClient]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A casebook of our reports, and a hostile one."""
    folder = tmp_path_factory.mktemp("web")
    hostile = folder / "hostile.txt"
    hostile.write_text(HOSTILE, "utf-8")
    book = Casebook(Settings(casebook=str(folder / "small.casebook")))
    with book:
        book.make()
        assert list(book.add([str(EXAMPLES), str(hostile)], lambda error: pytest.fail(str(error))))
        book.link()
    return folder / "small.casebook"


@pytest.fixture
def settings(filled: Path) -> Settings:
    """The settings of the casebook that nobody changes."""
    return Settings(casebook=str(filled))


@pytest.fixture
def copy(filled: Path, tmp_path: Path) -> Path:
    """The same casebook, to be changed."""
    for path in filled.parent.glob("small.casebook*"):
        target = tmp_path / path.name
        shutil.copytree(path, target) if path.is_dir() else shutil.copy(path, target)
    return tmp_path / filled.name


@pytest.fixture
def opening() -> Iterator[Open]:
    """What opens a workbench on a casebook, with the accounts that are given."""
    with ExitStack() as stack:

        def opened(casebook: Path, *people: tuple[str, Role], **options: object) -> TestClient:
            settings = Settings(casebook=str(casebook))
            if people:
                with Casebook(settings) as book:
                    for name, role in people:
                        book.people.add(Person(name, role), hashed(PASSWORD))
            app = application(settings, Options(accounts=bool(people), **options))  # type: ignore[arg-type]
            client = TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False)
            return stack.enter_context(client)

        yield opened


@contextmanager
def serving(casebook: Path) -> Iterator[str]:
    """Serve a casebook on a free port of this machine; give the address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    app = application(Settings(casebook=str(casebook)))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture
def served(copy: Path) -> Iterator[str]:
    """The address of a workbench that may be changed, for what asks by the network."""
    with serving(copy) as address:
        yield address


@pytest.fixture
def bench(filled: Path, opening: Open) -> TestClient:
    """A workbench that nobody changes."""
    return opening(filled)


def proof(client: TestClient, path: str = "/add") -> str:
    """Return what a form of this session carries."""
    found = re.search(r'name="csrf" (?:content|value)="([0-9a-f]{64})"', client.get(path).text)
    assert found
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    """Sign in, and return the status."""
    fields = {"name": name, "password": password, "csrf": proof(client, "/sign-in")}
    return client.post("/sign-in", data=fields).status_code
