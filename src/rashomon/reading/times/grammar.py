"""Which words are a time expression.

Knows: the patterns of letters (symbols) that make an expression, tried in order.
Does not know: which day is meant (reckoning), or the sentence around it (sense).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from rashomon.reading.lexicon import load
from rashomon.reading.numbers import cardinal
from rashomon.reading.times import builders as read
from rashomon.reading.times import calendars, run_together
from rashomon.reading.times.meaning import Expression, Fixed, Length, Lunar, Point, Step
from rashomon.reading.times.symbols import Words
from rashomon.record.values import TimeType

_NUMBER = r"(?:[dn]|o(?:-?o|Nao|No){0,9}(?:Na?r)?|aq|a|qf?)"
_YEAR = r"(?:(?P<bc>[dnY])g|(?P<y>[Yy]))"
_OF = r"f(?P<of>t?L{1,3}U|tU)"

_RULES: tuple[tuple[str, read.Builder], ...] = (
    (r"I", read.iso),
    (r"J", read.numeric),
    (r"X", run_together.date_time_group),
    (r"(?P<m>M|b|m\.?)(?P<run>n)(?!U)", run_together.month_day_year_in_one),
    (
        r"(?:(?P<w>[Ww])[.,]{0,2})?(?P<d>d)(?P<dash>-)?(?P<m>[bm])(?(dash)-)(?P<y2>[dn])(?![:xsMbm])",
        read.military_date,
    ),
    (rf"(?:(?P<w>[Ww])[.,]{{0,2}})?t?(?P<d>[dj])-?f?(?P<m>M|b|m\.?)(?:[,f-]?{_YEAR})?", read.month_day),
    (rf"(?:(?P<w>[Ww])[.,]{{0,2}})?(?P<m>M|b|m\.?)-?t?(?P<d>[dj])(?![.:]?[dnU])(?:,?f?{_YEAR})?", read.month_day),
    (rf"t?(?P<o>O)rf(?:(?P<y>Y)|(?P<m>[Mb])(?:,?f?(?P<y2>Y))?|{_OF[1:]})", read.half),
    (rf"t?(?:(?P<o>O)|(?P<L>L))(?P<u>U)[if](?P<m>[Mb])(?:f?{_YEAR})?", read.week_of_month),
    (rf"(?P<m>M|b|m\.?)[,f-]?{_YEAR}", read.month),
    (rf"(?P<m>M|b|m\.?){_OF}", read.month),
    (r"(?P<L>L)?(?P<m>M|b|m\.?)", read.month),
    (rf"t?(?P<L>L)?(?P<s>S)(?:f?{_YEAR}|{_OF})", read.season),
    (r"(?P<y>Y)(?P<s>S)", read.season),
    (r"(?:t|(?P<L>L))?(?P<s>S)", read.season),
    (rf"t?(?:(?P<o>O)|(?P<L>L))-?(?P<u>U)(?:f(?:(?P<y>Y)|{_OF[1:]}))?", read.quarter),
    (r"t?(?P<c>o-O)(?P<u>U)(?P<g>g)?|t?(?P<o>[Oj])-?(?P<u2>U)(?P<g2>g)?", read.century),
    (r"t?(?P<z>Z)(?P<g>g)?", read.decade),
    (r"(?P<bc>[dnY])(?=(?:R|-|N)[dnY]g)", read.year),
    (rf"(?:t?U)?(?<!@){_YEAR}(?![zh])", read.year),
    (r"(?<=#-)(?P<d>[dn])(?![:MbmU])", read.year_of_range),
    (r"e(?P<w>W)", read.every_weekday),
    (r"e(?P<part>H)", read.every_part),
    (r"(?:t(?=L))?(?P<L>L{1,3})?(?P<w>W)(?P<H>H)?", read.weekday),
    (r"tU(?P<side>[KQ])(?P<t>T)", read.day_beside_now),
    (r"(?P<t>T)(?P<H>H)?", read.day_from_now),
    (r"t?(?P<e>E)(?P<u>U)(?=[f,.i])", read.hours_of_day),
    (rf"(?:(?P<n>{_NUMBER}))?(?P<v>v)a(?P<u>U)", read.times_a_unit),
    (rf"(?P<n>{_NUMBER})(?P<u>U)Nar(?P<G>G)?", read.and_a_half),
    (r"(?P<u>U)(?:xx|-)(?P<D>D)", read.end_of_unit),
    (rf"t?(?P<L>L{{1,3}})(?P<n>{_NUMBER})s?-?(?P<u>U)", read.units_from_now),
    (r"t?(?P<L>L{1,3})s?(?P<u>U)", read.unit_from_now),
    (r"t?(?P<L>L{1,3})(?P<H>H)", read.part_from_now),
    (rf"(?P<n>{_NUMBER})(?P<u>U)G", read.ago),
    (rf"(?P<n>{_NUMBER})(?P<u>U)(?:(?P<A>A|K(?=[,.)|]))|B|Q(?=[,.)|]))", read.later),
    (r"(?P<u>U)(?:(?P<G>[GB])|A)", read.vague_ago),
    (rf"e(?P<n>{_NUMBER})?(?P<u>U)|p(?P<u2>U)", read.every),
    (rf"(?P<n>{_NUMBER})-?s?-?(?P<u>U)(?:-?l)?(?!-?k)", read.length),
    (r"a?u-?(?P<u>U)", read.single),
    (r"r-?a?(?P<u>U)", read.half_length),
    (r"(?P<u>U)-?l", read.long),
    (r"(?<=Df)t(?P<u>U)(?![U-])", read.here),
    (r"ts?(?P<u>U)(?P<side>[ABKQL](?=[,.)|]))?(?![rxU-])", read.here),
    (r"(?<![cY])(?P<u>U)(?!-)", read.vague_length),
    (r"(?P<v>V)", read.set_),
)


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], read.Builder], ...]:
    return tuple((re.compile(pattern), builder) for pattern, builder in _RULES)


_CLOCKS = re.compile(
    r"(?P<c>c)(?:(?P<h>h)|U(?!G))?\(?(?P<z>z)?(?P<off>(?<=z)xd)?|(?P<d>[dno])(?P<h2>h)(?P<z2>z)?"
    r"|(?P<m>Y)(?:U|(?P<z3>z))|(?<=@)(?P<m4>Y)|t?(?P<H>H)"
)
_PHASE = re.compile(r"(?:t?Dft?|t?E-?(?:it?)?|[AB](?:it?)?)$")
_LONGEST_PHASE = 5


def expressions(words: Words) -> list[Expression]:
    """Return the time expressions of a text, in order, none overlapping."""
    reader = read.Reader(words)
    letters = bytearray(words.letters, "ascii")
    found: list[Expression] = []
    for expression in (*calendars.expressions(words), *_phrases(words)):
        found.append(expression)
        _use(letters, expression)
    for pattern, builder in _compiled():
        for match in pattern.finditer(letters.decode("ascii")):
            meaning = builder(reader, match)
            if meaning is not None:
                clock, phase = _clock_beside(reader, match), "late" if "D" in match.re.groupindex else None
                found.append(Expression(match.start(), match.end() - 1, meaning, clock, phase))
                _use(letters, found[-1])
    found += _clocks(reader, letters.decode("ascii"))
    found.sort(key=lambda expression: expression.first)
    found = _shared(reader, words.letters, found)
    return _merged(words, [_widened(reader, words.letters, expression) for expression in found])


def _use(letters: bytearray, expression: Expression) -> None:
    letters[expression.first : expression.last + 1] = b"#" * (expression.last + 1 - expression.first)


def _clock_beside(reader: read.Reader, match: re.Match[str]) -> str | None:
    """Return the time of day that a pattern takes in with the day."""
    if "e" in match.re.groupindex:
        return "TMO" if reader.value(match, "e", "phases") == "early" else "TNI"
    if match[0] in ("I", "X"):
        return run_together.clock_in_figures(reader.words.lower[match.start()])
    return _part_of_day(reader, match)


def _part_of_day(reader: read.Reader, match: re.Match[str]) -> str | None:
    part = reader.value(match, "H", "parts_of_day")
    return f"T{part}" if part else None


_COUNTED = frozenset("Uodnaqs")
"""Letters after a phrase that make it the beginning of a length: `the past` two days."""


def _phrases(words: Words) -> Iterator[Expression]:
    """Yield the phrases and holidays of the lexicon."""
    table = _phrase_table()
    after = -1
    for index, word in enumerate(words.lower):
        if word in table and index > after:
            for phrase, meaning in table[word]:
                end = index + len(phrase)
                if tuple(words.lower[index:end]) == phrase and words.letters[end : end + 1] not in _COUNTED:
                    after = index + len(phrase) - 1
                    yield Expression(index, after, meaning)
                    break


@cache
def _phrase_table() -> dict[str, list[tuple[tuple[str, ...], Fixed | Point]]]:
    """Return phrases by their first word, the longest first."""
    lexicon = load("times")
    table: dict[str, list[tuple[tuple[str, ...], Fixed | Point]]] = {}
    for value, phrases in lexicon["references"].items():
        for phrase in phrases:
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append((words, Fixed(value, TimeType.DATE)))
    for phrase, value in lexicon["holidays"].items():
        words = tuple(phrase.replace("'", " ' ").split())
        month, day = value.split("-")
        table.setdefault(words[0], []).append((words, Point(month=int(month), day=int(day))))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _clocks(reader: read.Reader, letters: str) -> Iterator[Expression]:
    """Yield the times of day that stand alone."""
    for match in _CLOCKS.finditer(letters):
        clock = _clock(reader, match)
        if clock is not None:
            yield Expression(match.start(), match.end() - 1, Step("D", None, spoken=False), clock)


def _clock(reader: read.Reader, match: re.Match[str]) -> str | None:
    part = _part_of_day(reader, match)
    if part:
        return part
    figures = (
        reader.word(match, "c") or reader.word(match, "d") or reader.word(match, "m") or reader.word(match, "m4") or ""
    )
    if match.start("m") >= 0 or match.start("m4") >= 0:
        if (
            match.start("m4") < 0
            and match.start("z3") < 0
            and reader.words.lower[match.end() - 1] not in ("hours", "hrs")
        ):
            return None
        figures = f"{figures[:2]}:{figures[2:]}"
    if not figures[0].isdigit():
        figures = f"{cardinal([figures]) or 99:.0f}"
    hour, _, rest = re.sub(r"[.h]", ":", figures).partition(":")
    half = reader.word(match, "h") or reader.word(match, "h2") or ""
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.startswith("p") else 0)
    offset = reader.words.lower[match.start("off") : match.end("off")] if match.start("off") >= 0 else []
    zone = next((reader.value(match, group, "zones") for group in ("z", "z2", "z3") if match.start(group) >= 0), "")
    if offset and offset[0] in "+-" and zone == "Z":
        zone = f"{offset[0]}{int(offset[1]):02d}"
    if number > 24 or rest[:2] > "59" or len(rest) == 1:
        return None
    return f"T{number:02d}:{rest or '00'}{zone}"


def _shared(reader: read.Reader, letters: str, found: list[Expression]) -> list[Expression]:
    """Give the parts of a range what only one says: `6-15 October 1952`, `May 20 and 21`, `from May to July 2017`."""
    shared: list[Expression] = []
    for expression in found:
        point = expression.meaning
        if isinstance(point, Length) and (bound := _lower_bound(reader, letters, expression, point)) is not None:
            shared.append(bound)
        if isinstance(point, Point) and letters[expression.first - 1 : expression.first] in _JOINTS:
            before = shared[-1] if shared else None
            first = expression.first
            if before is not None and before.last == first - 2 and isinstance(before.meaning, Point):
                if before.meaning.month and before.meaning.year is None and point.year is not None:
                    shared[-1] = replace(before, meaning=replace(before.meaning, year=point.year))
                elif _is_range(reader, letters, before, expression):
                    shared[-1] = replace(before, meaning=replace(before.meaning, upto=point))
            elif point.month and first >= 2 and letters[first] in "dj" and letters[first - 2] in "dj":
                day = int(re.sub(r"\D", "", reader.words.lower[first - 2]))
                shared.append(Expression(first - 2, first - 2, replace(point, day=day, weekday=None)))
        shared.append(expression)
        end = expression.last
        if isinstance(point, Point) and point.month and point.day and letters[end] in "dj":
            match = _LATER_DAY.match(letters, end + 1)
            if match is not None:
                day = int(re.sub(r"\D", "", reader.words.lower[match.start("d")]))
                year = reader.year(match) or point.year
                shared[-1] = replace(expression, meaning=replace(point, year=year))
                shared.append(
                    Expression(match.start("d"), match.end() - 1, replace(point, day=day, year=year, weekday=None))
                )
    return shared


def _lower_bound(reader: read.Reader, letters: str, expression: Expression, length: Length) -> Expression | None:
    """Return the first number of `ten or fifteen years`, `between 60 and 90 days` as a length of its own."""
    words, first = reader.words.lower, expression.first
    if first < 2 or letters[first] not in "dno" or letters[first - 2] not in "dno":
        return None
    joint = words[first - 1]
    if joint not in ("to", "or", "-", "–") and (joint != "and" or first < 3 or words[first - 3] != "between"):
        return None
    number = cardinal([words[first - 2]])
    return Expression(first - 2, first - 2, read.length_of(number, length.unit)) if number else None


def _is_range(reader: read.Reader, letters: str, begin: Expression, end: Expression) -> bool:
    """Tell whether two days or months without a year are the ends of a range: `between 8 May and 10 June`."""
    a, b = begin.meaning, end.meaning
    if not isinstance(a, Point) or not isinstance(b, Point) or a.year is not None or b.year is not None:
        return False
    if (a.month is None) != (b.month is None) or (a.month is None and (not a.weekday or not b.weekday)):
        return False
    between = begin.first > 0 and reader.words.lower[begin.first - 1] == "between"
    return letters[end.first - 1] != "N" or between


_JOINTS = frozenset("-RN")
_LATER_DAY = re.compile(r"(?:-|[RN](?=[dj][,.)|Nixf]))(?P<d>[dj])(?:,?(?P<y>Y))?(?![Mbm:UsdnhzR-])")


def _widened(reader: read.Reader, letters: str, expression: Expression) -> Expression:
    """Take in the words before an expression that belong to it."""
    if isinstance(expression.meaning, Length) and expression.meaning.direction is None:
        return _approximated(reader, expression)
    return _phased(reader, letters, expression)


def _approximated(reader: read.Reader, expression: Expression) -> Expression:
    words, first = reader.words.lower, expression.first
    for phrase in _approximations():
        if tuple(words[max(0, first - len(phrase)) : first]) == phrase:
            return replace(expression, first=first - len(phrase))
    return expression


@cache
def _approximations() -> tuple[tuple[str, ...], ...]:
    phrases = (tuple(phrase.split()) for phrase in load("times")["approximations"]["words"])
    return tuple(sorted(phrases, key=len, reverse=True))


def _phased(reader: read.Reader, letters: str, expression: Expression) -> Expression:
    """Take in the words before that say which part is meant: `early in`, `the end of`."""
    if not isinstance(expression.meaning, (Point, Lunar, Step)) or expression.phase is not None:
        return expression
    begin = max(0, expression.first - _LONGEST_PHASE)
    match = _PHASE.search(letters[begin : expression.first])
    if match is None or not match[0]:
        return expression
    words = reader.words.lower[begin + match.start() : expression.first]
    phases = reader.lexicon["phases"] | reader.lexicon["phase_nouns"] | reader.lexicon["sides"]
    phase = next((phases[word] for word in words if word in phases), None)
    if phase is None:
        return expression
    if isinstance(expression.meaning, (Point, Lunar)) and expression.meaning.day is not None and not expression.clock:
        return expression
    return replace(expression, first=begin + match.start(), phase=phase)


_BETWEEN = frozenset({",", "on", "of", "at", "around", "about", "(", ")", "the", "early", "in"})


def _merged(words: Words, found: list[Expression]) -> list[Expression]:
    """Join a day and a time of day that stand side by side; drop what overlaps."""
    joined: list[Expression] = []
    for expression in found:
        before = joined[-1] if joined else None
        if before is not None and expression.first <= before.last:
            continue
        if before is not None and expression.first - before.last <= 3:
            between = words.lower[before.last + 1 : expression.first]
            day = _day_with_clock(before, expression) if _BETWEEN.issuperset(between) else None
            if day is not None:
                joined[-1] = day
                continue
        joined.append(expression)
    return joined


def _day_with_clock(a: Expression, b: Expression) -> Expression | None:
    if _is_clock(a) and _is_day(b):
        return replace(b, first=a.first, clock=a.clock, phase=None)
    if _is_day(a) and _is_clock(b):
        return replace(a, last=b.last, clock=b.clock, phase=None)
    return None


def _is_clock(expression: Expression) -> bool:
    return expression.clock is not None and isinstance(expression.meaning, Step) and expression.meaning.count is None


def _is_day(expression: Expression) -> bool:
    meaning = expression.meaning
    if expression.clock is not None:
        return False
    if isinstance(meaning, Step):
        return meaning.unit == "D" and meaning.count is not None
    if isinstance(meaning, Lunar):
        return meaning.day is not None
    return isinstance(meaning, Point) and (meaning.day is not None or meaning.weekday is not None)
