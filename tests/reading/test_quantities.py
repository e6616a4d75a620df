"""How many: phrases and the ranges they must become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rashomon.reading.numbers import cardinal
from rashomon.reading.page import Page
from rashomon.reading.quantities import Quantities
from rashomon.reading.times import Times
from rashomon.record.values import HowMany, Modifier
from tests.growth import STEEPEST, growth

Read = Callable[[str], tuple[HowMany, ...]]


@pytest.fixture(scope="module")
def read(parsed: Callable[..., Page]) -> Read:
    def quantities(text: str) -> tuple[HowMany, ...]:
        page = parsed(text)
        page = replace(page, **Times()(page))
        found: tuple[HowMany, ...] = Quantities()(page)["quantities"]
        return found

    return quantities


Row = tuple[str, str, float | None, float | None, str, str | None]

TABLE: tuple[Row, ...] = (
    # figures
    ("The army evacuated 110,000 people.", "110,000", 110000, 110000, "exact", "people"),
    ("The shelling killed 12 civilians.", "12", 12, 12, "exact", "civilians"),
    ("Some 25 000 houses were damaged.", "Some 25 000", 25000, 25000, "about", "houses"),
    ("It displaced 61, 000 residents.", "61, 000", 61000, 61000, "exact", "residents"),
    ("They hold 1.5 million people.", "1.5 million", 1500000, 1500000, "exact", "people"),
    ("They need 3 million litres.", "3 million", 3000000, 3000000, "exact", "litres"),
    ("The group fired 40 rockets.", "40", 40, 40, "exact", "rockets"),
    ("Rebels burned 7 tanks.", "7", 7, 7, "exact", "tanks"),
    ("They freed 200 Syrian prisoners.", "200", 200, 200, "exact", "Syrian prisoners"),
    ("The enclave shelters 1,200 wounded fighters.", "1,200", 1200, 1200, "exact", "wounded fighters"),
    ("The convoy took 2,254,000 refugees.", "2,254,000", 2254000, 2254000, "exact", "refugees"),
    ("Monitors counted 10k refugees.", "10k", 10000, 10000, "exact", "refugees"),
    # words
    ("Twelve soldiers were killed.", "Twelve", 12, 12, "exact", "soldiers"),
    ("Gunmen killed five policemen.", "five", 5, 5, "exact", "policemen"),
    ("A shell wounded twenty-five women.", "twenty-five", 25, 25, "exact", "women"),
    ("They burned two dozen houses.", "two dozen", 24, 24, "exact", "houses"),
    ("They burned a dozen houses.", "a dozen", 12, 12, "exact", "houses"),
    ("They sent a hundred fighters.", "a hundred", 100, 100, "exact", "fighters"),
    ("They sent three hundred and twelve fighters.", "three hundred and twelve", 312, 312, "exact", "fighters"),
    ("The camp held half a million people.", "half a million", 500000, 500000, "exact", "people"),
    ("The camp held two million people.", "two million", 2000000, 2000000, "exact", "people"),
    ("The camp held one and a half million people.", "one and a half million", 1500000, 1500000, "exact", "people"),
    ("The raid left eleven villagers dead.", "eleven", 11, 11, "exact", "villagers"),
    ("Six buses left the town.", "Six", 6, 6, "exact", "buses"),
    ("Fourteen aid workers were abducted.", "Fourteen", 14, 14, "exact", "aid workers"),
    ("Ten thousand families fled.", "Ten thousand", 10000, 10000, "exact", "families"),
    # lower bounds
    ("At least 12 people were killed.", "At least 12", 12, None, "at_least", "people"),
    ("At least three children were killed.", "At least three", 3, None, "at_least", "children"),
    ("No fewer than 30 rebels died.", "No fewer than 30", 30, None, "at_least", "rebels"),
    ("No less than 50 houses burned.", "No less than 50", 50, None, "at_least", "houses"),
    ("A minimum of 9 soldiers died.", "A minimum of 9", 9, None, "at_least", "soldiers"),
    ("It killed 20 or more people.", "20 or more", 20, None, "at_least", "people"),
    ("More than 200,000 people lived there.", "More than 200,000", 200000, None, "more_than", "people"),
    ("Over 3 385 people were evacuated.", "Over 3 385", 3385, None, "more_than", "people"),
    ("Upwards of 60 fighters left.", "Upwards of 60", 60, None, "more_than", "fighters"),
    ("In excess of 400 houses fell.", "In excess of 400", 400, None, "more_than", "houses"),
    ("Well over 100 families fled.", "Well over 100", 100, None, "more_than", "families"),
    ("More than a million people fled.", "More than a million", 1000000, None, "more_than", "people"),
    ("More than two dozen strikes hit.", "More than two dozen", 24, None, "more_than", "strikes"),
    ("More than half a million people fled.", "More than half a million", 500000, None, "more_than", "people"),
    ("At least hundreds of people fled.", "At least hundreds", 200, None, "at_least", "people"),
    # upper bounds
    ("Up to 50 prisoners were freed.", "Up to 50", None, 50, "at_most", "prisoners"),
    ("As many as 80 fighters left.", "As many as 80", None, 80, "at_most", "fighters"),
    ("No more than 15 soldiers remain.", "No more than 15", None, 15, "at_most", "soldiers"),
    ("At most 10 trucks entered.", "At most 10", None, 10, "at_most", "trucks"),
    ("Fewer than 300 people remain.", "Fewer than 300", None, 300, "less_than", "people"),
    ("Less than 5 trucks entered.", "Less than 5", None, 5, "less_than", "trucks"),
    ("Under 20 doctors remain.", "Under 20", None, 20, "less_than", "doctors"),
    ("Just under 500 families stayed.", "Just under 500", None, 500, "less_than", "families"),
    # about
    ("About 40 people were hurt.", "About 40", 40, 40, "about", "people"),
    ("Around 40 people were hurt.", "Around 40", 40, 40, "about", "people"),
    ("Nearly 500 fighters surrendered.", "Nearly 500", 500, 500, "about", "fighters"),
    ("Almost 90 houses burned.", "Almost 90", 90, 90, "about", "houses"),
    ("Roughly 70 families returned.", "Roughly 70", 70, 70, "about", "families"),
    ("Approximately 1 000 people were rendered homeless.", "Approximately 1 000", 1000, 1000, "about", "people"),
    ("Some 82,000 displaced persons were helped.", "Some 82,000", 82000, 82000, "about", "displaced persons"),
    ("An estimated 30 rebels died.", "An estimated 30", 30, 30, "about", "rebels"),
    ("Close to 100 people died.", "Close to 100", 100, 100, "about", "people"),
    ("It holds about 1 square kilometer.", "about 1", 1, 1, "about", "square kilometer"),
    ("It killed 30 or so people.", "30 or so", 30, 30, "about", "people"),
    ("Just over 30 people died.", "Just over 30", 30, 30, "about", "people"),
    ("The town has ~40 families.", "~40", 40, 40, "about", "families"),
    # exact, with a word that says so
    ("Exactly 17 people died.", "Exactly 17", 17, 17, "exact", "people"),
    ("Only three buses left.", "Only three", 3, 3, "exact", "buses"),
    ("Another 12 people were hurt.", "Another 12", 12, 12, "exact", "people"),
    ("A total of 44 people died.", "A total of 44", 44, 44, "exact", "people"),
    ("A further 60 soldiers were wounded.", "A further 60", 60, 60, "exact", "soldiers"),
    # ranges
    ("Between 300 and 400 rebels left.", "Between 300 and 400", 300, 400, "between", "rebels"),
    ("Some 3,000-4,000 fighters remain.", "Some 3,000-4,000", 3000, 4000, "between", "fighters"),
    ("They sent 300-400 rebels.", "300-400", 300, 400, "between", "rebels"),
    ("They sent 20 to 30 trucks.", "20 to 30", 20, 30, "between", "trucks"),
    ("They hit 5–7 houses.", "5–7", 5, 7, "between", "houses"),
    ("It displaced 3-4 million people.", "3-4 million", 3000000, 4000000, "between", "people"),
    ("They took two or three prisoners.", "two or three", 2, 3, "between", "prisoners"),
    ("They took five to six hostages.", "five to six", 5, 6, "between", "hostages"),
    ("Between one and two million people fled.", "Between one and two million", 1000000, 2000000, "between", "people"),
    ("12 May 2016 - Two people died.", "Two", 2, 2, "exact", "people"),
    # vague
    ("Dozens of people were arrested.", "Dozens", 24, 99, "vague", "people"),
    ("Scores of civilians were hurt.", "Scores", 40, 99, "vague", "civilians"),
    ("Hundreds of families fled.", "Hundreds", 200, 999, "vague", "families"),
    ("Thousands of residents fled.", "Thousands", 2000, 9999, "vague", "residents"),
    (
        "Tens of thousands of Palestinian residents fled.",
        "Tens of thousands",
        20000,
        99999,
        "vague",
        "Palestinian residents",
    ),
    ("Hundreds of thousands of people fled.", "Hundreds of thousands", 200000, 999999, "vague", "people"),
    ("Millions of refugees left.", "Millions", 2000000, 9999999, "vague", "refugees"),
    ("Several rockets hit the market.", "Several", 3, 9, "vague", "rockets"),
    ("Several hundred fighters surrendered.", "Several hundred", 300, 999, "vague", "fighters"),
    ("Several dozen trucks entered.", "Several dozen", 36, 99, "vague", "trucks"),
    ("A few thousand civilians remain there.", "A few thousand", 2000, 9999, "vague", "civilians"),
    ("Now only a few thousand remain.", "only a few thousand", 2000, 9999, "vague", None),
    ("Some 5m people fled.", "Some 5m", 5000000, 5000000, "about", "people"),
    ("Some 3-5m people fled.", "Some 3-5m", 3000000, 5000000, "between", "people"),
    ("Nearly 12k refugees left.", "Nearly 12k", 12000, 12000, "about", "refugees"),
    ("Donors gave $5m.", "$5m", 5000000, 5000000, "exact", "$"),
    ("The flood hit 2.14 lakh people.", "2.14 lakh", 214000, 214000, "exact", "people"),
    ("They counted 61, 000 homes.", "61, 000", 61000, 61000, "exact", "homes"),
    ("They counted 14 000 homes.", "14 000", 14000, 14000, "exact", "homes"),
    ("A few soldiers stayed.", "A few", 2, 9, "vague", "soldiers"),
    ("A handful of doctors stayed.", "A handful", 2, 9, "vague", "doctors"),
    ("A couple of tanks burned.", "A couple", 2, 2, "about", "tanks"),
    ("A couple of hundred rebels left.", "A couple of hundred", 200, 200, "about", "rebels"),
    # articles and one
    ("A civilian was killed.", "A", 1, 1, "exact", "civilian"),
    ("The shelling killed a child.", "a", 1, 1, "exact", "child"),
    ("A young woman was wounded.", "A", 1, 1, "exact", "young woman"),
    ("Another soldier died.", "Another", 1, 1, "exact", "soldier"),
    ("A tank was destroyed.", "A", 1, 1, "exact", "tank"),
    ("One person was killed.", "One", 1, 1, "exact", "person"),
    ("The strike killed one and wounded two.", "one", 1, 1, "exact", None),
    # per cent and money
    ("The fire destroyed 12% of the homes.", "12%", 12, 12, "exact", "%"),
    ("About 80 percent of the town fell.", "About 80 percent", 80, 80, "about", "%"),
    ("They lost 3.5 per cent of the land.", "3.5 per cent", 3.5, 3.5, "exact", "%"),
    ("Donors gave $3 million.", "$3 million", 3000000, 3000000, "exact", "$"),
    ("Donors gave more than €250,000.", "more than €250,000", 250000, None, "more_than", "€"),
    # measures
    ("The village lies 25 km away.", "25", 25, 25, "exact", "km"),
    ("The front moved two kilometres.", "two", 2, 2, "exact", "kilometres"),
    ("They lost 40 square miles.", "40", 40, 40, "exact", "square miles"),
    # elliptical and counted otherwise
    ("It killed five and wounded ten.", "ten", 10, 10, "exact", None),
    ("A family of five was killed.", "five", 5, 5, "exact", "people"),
    ("Three others were wounded.", "Three", 3, 3, "exact", "others"),
    ("Two more civilians died.", "Two", 2, 2, "exact", "civilians"),
    ("Twelve of the soldiers were killed.", "Twelve", 12, 12, "exact", "soldiers"),
    ("12 civilians, including three children, were killed.", "three", 3, 3, "exact", "children"),
    ("The 300-strong force left.", "300-strong", 300, 300, "exact", "people"),
    ("He said 15 were killed.", "15", 15, 15, "exact", None),
    # shares and parts
    ("A third of the fighters deserted.", "A third", 33.3, 33.3, "exact", "%"),
    ("Roughly three quarters of the crop is lost.", "Roughly three quarters", 75, 75, "about", "%"),
    ("Half the wells are dry.", "Half", 50, 50, "exact", "%"),
    ("Between a quarter and half of the flock died.", "Between a quarter and half", 25, 50, "between", "%"),
    ("Nearly half of the 60 trucks were looted.", "Nearly half", 30, 30, "about", "trucks"),
    ("At least a quarter of the jail's 1,200 men are ill.", "At least a quarter", 300, None, "at_least", "men"),
    ("One in five children is underfed.", "One in five", 20, 20, "exact", "%"),
    ("Nine out of ten houses are gone.", "Nine out of ten", 90, 90, "exact", "%"),
    ("They shot down 15 out of 18 drones.", "15", 15, 15, "exact", "drones"),
    ("They hold 14 of the district's 31 villages.", "14", 14, 14, "exact", "villages"),
    ("A few hundred of its 2,000 rebels fled.", "A few hundred", 200, 999, "vague", "rebels"),
    ("It treated 40 people, 12 of them children.", "12", 12, 12, "exact", "children"),
    ("Only one of the three bridges stands.", "Only one", 1, 1, "exact", "bridges"),
    # none
    ("There were no deaths.", "no", 0, 0, "exact", "deaths"),
    ("Not a single bus came.", "Not a single", 0, 0, "exact", "bus"),
    ("Not one lorry came.", "Not one", 0, 0, "exact", "lorry"),
    ("None of the six boats sank.", "None", 0, 0, "exact", "boats"),
    ("Nobody was hurt.", "Nobody", 0, 0, "exact", None),
    # durations and other measures
    ("It lasted three days.", "three", 3, 3, "exact", "days"),
    ("They announced a 48-hour curfew.", "48", 48, 48, "exact", "hour"),
    ("The road was shut for nearly two years.", "nearly two", 2, 2, "about", "years"),
    ("The fuel will last a week.", "a", 1, 1, "exact", "week"),
    ("They dug a 30-kilometre trench.", "30", 30, 30, "exact", "kilometre"),
    ("It lies half a mile from the river.", "half a", 0.5, 0.5, "exact", "mile"),
    ("They got a litre of oil.", "a", 1, 1, "exact", "litre"),
    ("It fell to minus 15 degrees.", "minus 15", -15, -15, "exact", "degrees"),
    ("They need 3m litres of fuel.", "3m", 3000000, 3000000, "exact", "litres"),
    # people without a noun, states, events
    ("A crowd of 3,000 gathered.", "3,000", 3000, 3000, "exact", "people"),
    ("They sent an eight-man crew.", "eight", 8, 8, "exact", "people"),
    ("They brought in 40 wounded.", "40", 40, 40, "exact", "wounded"),
    ("Some people were hurt.", "Some people", 3, 9, "vague", "people"),
    ("Shells hit the school twice.", "twice", 2, 2, "exact", None),
    ("They shelled it four times.", "four", 4, 4, "exact", None),
    ("They held 500 men and boys.", "500", 500, 500, "exact", "men and boys"),
    ("Two men, one of them a guard, died.", "one", 1, 1, "exact", "guard"),
    ("Six in ten children are ill.", "Six in ten", 60, 60, "exact", "%"),
    ("Several tens of thousands of men fled.", "Several tens of thousands", 30000, 99999, "vague", "men"),
    ("They left the school. Two were hurt.", "Two", 2, 2, "exact", None),
    # modifiers that follow
    ("Sixty tents or more went up.", "Sixty", 60, None, "at_least", "tents"),
    ("Two hundred, maybe more, are ill.", "Two hundred, maybe more", 200, None, "at_least", None),
    ("Hundreds, if not thousands, of goats died.", "Hundreds, if not thousands,", 200, 9999, "vague", "goats"),
    ("THE BOMB KILLED 14 PEASANTS.", "14", 14, 14, "exact", "PEASANTS"),
    # what a reader of many reports meets sooner or later
    ("A million and a half people have no water.", "A million and a half", 1500000, 1500000, "exact", "people"),
    ("Three quarters of a million children fled.", "Three quarters of a million", 750000, 750000, "exact", "children"),
    ("The group has 20-30,000 fighters.", "20-30,000", 20000, 30000, "between", "fighters"),
    ("Dozens upon dozens of shells fell.", "Dozens upon dozens", 24, 99, "vague", "shells"),
    ("A score of mortar bombs landed.", "A score of", 20, 20, "about", "mortar bombs"),
    ("At the very least 60 died.", "At the very least 60", 60, None, "at_least", None),
    ("Only a dozen or so stayed.", "Only a dozen or so", 12, 12, "about", None),
    ("Just shy of 500 houses burned.", "Just shy of 500", None, 500, "less_than", "houses"),
    ("1,700-plus dwellings lie in ruins.", "1,700-plus", 1700, None, "more_than", "dwellings"),
    ("They handed over 45 bodies.", "45", 45, 45, "exact", "bodies"),
    ("The army lost 6 T-72 tanks.", "6", 6, 6, "exact", "T-72 tanks"),
    ("They fired nine air-to-surface missiles.", "nine", 9, 9, "exact", "air-to-surface missiles"),
    ("Tens of millions of dollars' worth of aid burned.", "Tens of millions", 20e6, 99999999, "vague", "dollars"),
    ("Damage is put at €35m to €40m.", "€35m to €40m", 35e6, 40e6, "between", "€"),
    ("They moved 5km towards the dam.", "5", 5, 5, "exact", "km"),
    ("The front moved 800 m west.", "800", 800, 800, "exact", "m"),
    ("Two-thirds of an estimated 6,000 residents fled.", "Two-thirds", 4000, 4000, "exact", None),
    ("A force 500 to 600 strong dug in.", "500 to 600", 500, 600, "between", "people"),
    ("In one week 15,000 crossed.", "15,000", 15000, 15000, "exact", None),
)


@pytest.mark.parametrize(("text", "words", "low", "high", "modifier", "unit"), TABLE)
def test_phrase_becomes_range(
    read: Read, text: str, words: str, low: float | None, high: float | None, modifier: str, unit: str | None
) -> None:
    found = {quantity.text: quantity for quantity in read(text)}
    assert words in found, sorted(found)
    quantity = found[words]
    assert (quantity.low, quantity.high, quantity.modifier, quantity.unit) == (low, high, Modifier(modifier), unit)
    assert quantity.span.of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 20 May 2018 at 5:30 p.m.",
        "The war began in 2011.",
        "He was aged 12.",
        "A 12-year-old ran away.",
        "The man, who is 34 years old, ran.",
        "Council resolution 2254 failed.",
        "The M4 highway is closed.",
        "Highway 4 is closed.",
        "The 7th Brigade left.",
        "They fired 122mm mortars.",
        "They fired 155 mm guns.",
        "It fell in three days.",
        "It fell over the past 72 hours.",
        "They left four days ago.",
        "They asked which one of them.",
        "No one was there.",
        "He flew an F-16 over it.",
        "Call +963 11 555 1234 for help.",
        "He is a soldier.",
        "He spoke as a doctor.",
        "Many busloads left.",
        "See page 12.",
        "The wall is 5m high.",
        "He ran a 10k race.",
        "They are aged 9 and 11.",
        "It fell near School No. 14.",
        "A baker told the station so.",
        "One resident said so.",
        "He is 45 and ill.",
        "The widow, 62, wept.",
        "A grandfather of 88 wept.",
        "The camp is for children under seven.",
        "The two sides met.",
        "They trade between the two Congos.",
        "It rained at Base 42.",
        "Call 0700 331 442 for help.",
        "It costs three times the price.",
        "There was no truce and no bread.",
        "No talks are planned.",
        "It was the first half of June.",
        "",
    ],
)
def test_what_is_not_a_quantity(read: Read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("words", "worth"),
    [
        ("two hundred and fifty thousand", 250000),
        ("a million", 1000000),
        ("two dozen", 24),
        ("two and a half", 2.5),
        ("1,200", 1200),
        ("nothing", None),
        ("", None),
    ],
)
def test_cardinal(words: str, worth: float | None) -> None:
    assert cardinal(words.split()) == worth


def test_spans_and_order(read: Read) -> None:
    text = "A child and two women died. About 300 people fled; 20 buses and a tank left."
    found = read(text)
    assert [quantity.text for quantity in found] == ["A", "two", "About 300", "20", "a"]
    assert list(found) == sorted(found, key=lambda quantity: quantity.span)


@pytest.mark.parametrize("piece", ["two and ", ",111", "between 5 ", "a few "])
def test_hostile_text_takes_no_square_of_time(parsed: Callable[..., Page], piece: str) -> None:
    empty = parsed("Nothing.")

    def page(many: int) -> Page:
        return replace(empty, report=replace(empty.report, text="1,111" + piece * many))

    assert growth(Quantities(), page, 4000) < STEEPEST


def test_two_numbers_of_a_change_are_no_range(read: Read) -> None:
    ends = [(one.low, one.high, one.unit) for one in read("Prices went from $10 to $40 a sack.")]
    assert ends == [(10, 10, "$"), (40, 40, "$")]


@pytest.mark.parametrize("text", ["The two died; a third was hurt.", "Nearly all the recruits are under 18."])
def test_one_more_in_a_row_and_an_age_are_not_counted(read: Read, text: str) -> None:
    assert not [one for one in read(text) if one.text != "two"]
