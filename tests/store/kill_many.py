"""Kill `rashomon add` over and over, then let it finish: the casebook must be as if nothing had happened.

    python -m tests.store.kill_many --reports 500 --kills 20 --seed 1              # a SQLite file
    python -m tests.store.kill_many --reports 500 --kills 20 --seed 1 --server     # the wheel's PostgreSQL
    python -m tests.store.kill_many --path FOLDER                                  # reports of one's own

Prints when it killed, and what came out; exit code 1 when the two casebooks differ or hold anything amiss.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from rashomon.errors import CasebookError
from rashomon.store import open_store
from rashomon.store.rows import record_of
from tests.store.made import made_reading
from tests.store.server import running_server

ROOT = Path(__file__).resolve().parents[2]

_LONGEST_SECONDS = 1800


def disturb(command: Sequence[str], address: str, moments: Sequence[int], dice: random.Random) -> list[int]:
    """Start `command` once for each of `moments` (numbers of reports in the casebook) and kill it a little after that.

    It is let add at least one report before, but for moment 0: that kills it while it starts. Returns how many reports
    there were after each kill. A command that ends before its moment comes is not killed.
    """
    after: list[int] = []
    for moment in moments:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        enough = max(moment, after[-1] + 1 if after else 1) if moment else 0
        while enough and reports(address) < enough and process.poll() is None:
            time.sleep(0.005)
        time.sleep(dice.uniform(0.0, 0.6 if moment == 0 else 0.03))
        process.kill()
        process.wait()
        after.append(reports(address))
    return after


def reports(address: str) -> int:
    """Return how many reports the casebook at `address` has, 0 while there is no casebook."""
    try:
        with open_store(address, create=False) as store:
            return store.view.counts().reports
    except CasebookError:
        return 0


def outcome(address: str) -> tuple[str, list[str]]:
    """Return the digest of a casebook and what is amiss in it."""
    with open_store(address, create=False) as store:
        return store.check.digest(), [
            f"{problem.code} {problem.report}: {problem.what}" for problem in store.check.problems()
        ]


def differences(one: str, other: str) -> Iterator[str]:
    """Yield, for each report that the two casebooks do not hold alike, which parts of its record differ."""
    with open_store(one, create=False) as first, open_store(other, create=False) as second:
        records = [
            {reading.report.id: record_of(reading) for reading in each.view.readings()} for each in (first, second)
        ]
    for report in sorted(records[0] | records[1]):
        left, right = (each.get(report, {}) for each in records)
        parts = [part for part in left | right if left.get(part) != right.get(part)]
        if parts:
            yield f"{report}: {', '.join(parts)}"


def _write_reports(folder: Path, how_many: int) -> Path:
    folder.mkdir()
    for number in range(how_many):
        (folder / f"{number:04}.txt").write_text(made_reading(number).report.text, encoding="utf-8", newline="")
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the module says; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--path", type=Path)
    parser.add_argument("--server", action="store_true")
    asked = parser.parse_args(arguments)
    dice = random.Random(asked.seed)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rashomon-kill-")))
        new: Callable[[str], str] = lambda name: str(scratch / f"{name}.casebook")  # noqa: E731
        if asked.server:
            server = stack.enter_context(running_server())
            new = lambda name: server.new_database()  # noqa: E731
        path = asked.path.resolve() if asked.path else _write_reports(scratch / "reports", asked.reports)
        return _compare(path, new("undisturbed"), new("disturbed"), asked.kills, dice)


def _compare(path: Path, undisturbed: str, disturbed: str, kills: int, dice: random.Random) -> int:
    def add(address: str) -> list[str]:
        return [str(Path(sys.executable).with_name("rashomon")), "add", str(path), "--casebook", address]

    began = time.monotonic()
    subprocess.run(add(undisturbed), cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=_LONGEST_SECONDS)
    how_many = reports(undisturbed)
    _say(f"undisturbed: {how_many} reports in {time.monotonic() - began:.1f} s")
    moments = sorted(dice.randrange(how_many) for _ in range(kills))
    _say(f"killed {kills} times, with so many reports stored: {disturb(add(disturbed), disturbed, moments, dice)}")
    subprocess.run(add(disturbed), cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=_LONGEST_SECONDS)
    results = [outcome(address) for address in (undisturbed, disturbed)]
    for name, (digest, amiss) in zip(("undisturbed", "disturbed"), results, strict=True):
        _say(f"{name}: {digest}, {len(amiss)} problems")
        for line in amiss[:10]:
            _say(f"  {line}")
    same = results[0][0] == results[1][0]
    _say("the same content" if same else "DIFFERENT CONTENT")
    for line in [] if same else differences(undisturbed, disturbed):
        _say(f"  {line}")
    return 0 if same and not results[0][1] and not results[1][1] else 1


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
