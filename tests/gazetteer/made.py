"""Files of places made up for tests: a corner of Yemen, with a few real facts and villages that do not exist."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

HEAD = "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_AR,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE"
TAGS = "#country+name,#country+code,#adm1+name+en,#adm1+name+ar,#adm1+code,#adm2+name+en,#adm2+name+ar,#adm2+code"
TUHAYTA = "Yemen,YE,Al Hodeidah,الحديدة,YE18,At Tuhayta,التحيتا,YE1820"
QARNAW = "Yemen,YE,Al Hodeidah,الحديدة,YE18,Qarnaw,قرناو,YE1899"
"""A district that no gazetteer knows."""


def geonames(
    number: int,
    name: str,
    *others: str,
    at: tuple[float, float] = (14.1, 43.2),
    code: str = "P.PPL",
    country: str = "YE",
    units: Sequence[str] = ("08",),
    population: int = 0,
) -> str:
    """Return a row of a country file of GeoNames; `units` are the codes of the units it is in, from the first level."""
    kind, _, feature = code.partition(".")
    lat, lon = at
    admin = [*units, "", "", "", ""][:4]
    cells = [str(number), name, name, ",".join(others), f"{lat}", f"{lon}", kind, feature, country, "", *admin]
    return "\t".join([*cells, str(population), "", "12", "Asia/Aden", "2020-01-02"])


YEMEN = (
    geonames(69543, "Yemen", "اليمن", at=(15.5, 47.5), code="A.PCLI", units=()),
    geonames(79416, "Al Hudaydah Governorate", "Hodeidah Province", at=(14.8, 43.0), code="A.ADM1"),
    geonames(71137, "Sanaa", "Sana'a", "صنعاء", "https://en.wikipedia.org/wiki/Sanaa", at=(15.35472, 44.20667),
             code="P.PPLC", units=("26",), population=1937451),
    geonames(79415, "Al Ḩudaydah", "Hodeidah", "Port of Tihamah", at=(14.79781, 42.95452), code="P.PPLA",
             population=617871),
    geonames(9000001, "At Tuhayta District", at=(14.2, 43.2), code="A.ADM2", units=("08", "0801")),
    geonames(9000002, "Zorvana", "Zurvana", "زرفانا", at=(14.05, 43.25), units=("08", "0801")),
    geonames(9000003, "Wadi Zorvana", at=(14.1, 43.3), code="H.WAD"),
    geonames(9000004, "12", at=(14.1, 43.3)),
)  # fmt: skip


def country_file(folder: Path, *rows: str, name: str = "YE.txt") -> str:
    """Write a country file of `rows`, those of Yemen where none are given, and return its path."""
    path = folder / name
    text = "".join(f"{row}\n" for row in rows or YEMEN)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "This is the readme.")
            archive.writestr(f"{path.stem}.txt", text)
    else:
        path.write_text(text, "utf-8", newline="")
    return str(path)


def code_table(folder: Path, *rows: str, head: str = HEAD, name: str = "codes.csv") -> str:
    """Write a table of P-codes and return its path."""
    path = folder / name
    path.write_text("".join(f"{row}\n" for row in (head, *rows)), "utf-8", newline="")
    return str(path)
