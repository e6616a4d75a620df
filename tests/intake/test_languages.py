"""Which language a text is written in."""

from __future__ import annotations

import pytest

from rashomon.intake.languages import code, guess


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said on Sunday that the road to the north was closed.", "en"),
        ("Les forces ont quitté la ville dimanche, selon le ministère, et les habitants sont rentrés.", "fr"),
        ("Las fuerzas se retiraron de la ciudad el domingo, según el ministerio, y los vecinos volvieron.", "es"),
        ("Die Armee hat die Stadt am Sonntag verlassen und ist nach Angaben der Behörden nicht zurück.", "de"),
        ("قالت الوكالة إن القوات انسحبت من المدينة يوم الأحد.", "ar"),
        ("نیروها روز یکشنبه از شهر خارج شدند، گزارش داد پلیس چند بار.", "fa"),
        ("Это были тяжёлые дни, сообщили жители; войска покинули город.", "ru"),
        ("Війська залишили місто в неділю, повідомила агенція, її жителі повернулися.", "uk"),
        ("Tolvar, Aleppo, Idlib, Homs, Hama, Raqqa, Daraa, Latakia, Tartus, Suwayda", None),
        ("Tel Aviv", None),
        ("12 34 …", None),
        ("", None),
    ],
)
def test_it_is_said_only_when_sure(text: str, language: str | None) -> None:
    assert guess(text) == language


@pytest.mark.parametrize(
    ("tag", "language"), [("en", "en"), ("en-GB", "en"), ("AR_sy", "ar"), ("English", None), ("", None), (None, None)]
)
def test_tags_come_down_to_the_language(tag: str | None, language: str | None) -> None:
    assert code(tag) == language
