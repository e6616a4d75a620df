"""Originals beside a SQLite casebook: whole files by their hash, or none."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from pathlib import Path

import pytest

from rashomon.errors import CasebookError
from rashomon.store import open_store, originals_beside
from tests.store.made import made_reading, original


def test_they_lie_by_their_hash(tmp_path: Path) -> None:
    casebook = tmp_path / "team.casebook"
    with open_store(str(casebook), create=True) as store:
        for number in (1, 2, 3, 3):
            store.writer.add(made_reading(number), original(made_reading(number)))
    folder = tmp_path / "team.casebook-originals"
    assert originals_beside(casebook) == folder
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert len(files) == 3
    for file in files:
        assert file.parent.name + file.name == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_disk_that_is_full_leaves_neither_report_nor_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    reading = made_reading(1)
    with open_store(str(tmp_path / "team.casebook"), create=True) as store:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(CasebookError, match="the disk is full"):
                store.writer.add(reading, original(reading))
        assert store.view.counts().reports == 0
        assert not [file for file in (tmp_path / "team.casebook-originals").rglob("*") if file.is_file()]
        assert store.writer.add(reading, original(reading))
        assert list(store.check.problems()) == []


def test_what_a_killed_program_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    casebook = tmp_path / "team.casebook"
    unfinished = originals_beside(casebook) / "unfinished"
    unfinished.mkdir(parents=True)
    for name, age in (("old", 7200), ("young", 60)):
        (unfinished / name).write_bytes(b"half")
        os.utime(unfinished / name, (time.time() - age,) * 2)
    with open_store(str(casebook), create=True):
        pass
    assert [file.name for file in unfinished.iterdir()] == ["young"]
