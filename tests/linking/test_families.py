"""Copies are found however they are cut, and strangers are not copies."""

from __future__ import annotations

import random

from rashomon.linking.families import families

WIRE = """A column of nine buses left the town of Telmara before dawn on Thursday, a monitor said, carrying fighters and
their relatives to the north. The provincial council confirmed the departure and said that a second column would follow
within two days. Residents who stayed behind told of empty bakeries, a single working well and nights of shelling that
ended only when the truce took hold. Under its terms the besiegers let in eleven trucks of flour, the first this year,
while the fighters handed over mortars and two vehicles. The council's spokesman would not say who had guaranteed the
arrangement, nor what would become of those who refused to board. An aid worker reached by telephone counted 400
families in the school where the wounded were gathered, most of them without blankets. The ministry made no comment."""

OTHER = """Negotiators for the two sides met again on Friday in a hotel outside the capital, where they discussed the
exchange of prisoners, the return of bodies and the reopening of the coastal road. Nothing was signed. Delegates left by
separate doors after four hours, and a diplomat who attended described the mood as sour but businesslike. The next round
may take place in a fortnight, provided that the guns along the ridge stay silent, which nobody there would promise."""


def ids(found: tuple[object, ...]) -> list[tuple[str, ...]]:
    return [family.reports for family in found]  # type: ignore[attr-defined]


def test_one_wire_text_in_three_papers_is_one_family_in_order_of_publication() -> None:
    own_headline = "BUSES LEAVE TELMARA\n\n" + WIRE
    lengthened = WIRE.replace("\n", " ") + "\n\nOur correspondent adds that the road north was open all day. " * 2
    cut = " ".join(WIRE.split()[:70])
    found = families(
        [
            ("r3", lengthened, "2018-05-22"),
            ("r1", WIRE, "2018-05-20"),
            ("r4", cut, None),
            ("r9", OTHER, "2018-05-20"),
            ("r2", own_headline, "2018-05-21"),
        ]
    )
    assert ids(found) == [("r1", "r2", "r3", "r4")]


def test_the_order_of_arrival_changes_nothing() -> None:
    reports = [(f"r{n}", " ".join(WIRE.split()[n:]), None) for n in range(6)] + [("x", OTHER, None)]
    expected = families(reports)
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert families(reports) == expected
    assert len(expected) == 1


def test_a_round_up_that_holds_a_short_item_is_not_its_copy() -> None:
    item = " ".join(WIRE.split()[:40])
    round_up = " ".join([OTHER, item, OTHER.upper(), " ".join(f"word{n}" for n in range(150))])
    assert families([("item", item, None), ("round", round_up, None)]) == ()


def test_short_texts_that_differ_in_their_facts_are_no_copies() -> None:
    one = "Shelling hit the town of Telmara on Sunday, killing three people, a monitor said."
    two = "Shelling hit the town of Kerrin on Monday, killing five people, a monitor said."
    assert families([("a", one, None), ("b", two, None)]) == ()
    assert ids(families([("a", one, None), ("b", "  " + one.upper(), None)])) == [("a", "b")]


def test_empty_and_wordless_texts_are_nobodys_copy() -> None:
    assert families([("a", "", None), ("b", "", None), ("c", "… !", None)]) == ()


def test_two_hundred_copies_and_long_texts_take_little_time() -> None:
    reports = [(f"r{n:03}", f"Paper {n}\n{WIRE}", None) for n in range(200)] + [("long", "shell " * 100_000, None)]
    assert [len(family.reports) for family in families(reports)] == [200]
