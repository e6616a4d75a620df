"""A brief as Markdown: headings, quotes, tables, and a footnote for every quote with the exact words.

Knows: how each part of a brief is written in GitHub's and Pandoc's Markdown (tables, footnotes).
Does not know: what it says (brief).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rashomon.exports import typeset
from rashomon.exports.briefing import GRADES, Briefing, Entry, Section
from rashomon.exports.citations import Cited

LONGEST_QUOTE = 300
"""Characters of a quote on the page; its footnote has all of it."""
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_LIST = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def markdown(brief: Briefing) -> str:
    """Return the brief as Markdown, ended by a line feed."""
    notes: list[Cited] = []
    lines = [f"# {_plain(brief.title)}", "", f"{_plain(brief.counts)}  ", _plain(brief.dates or ""), ""]
    if brief.empty:
        lines += ["No incidents yet. Add reports with: `rashomon add PATH`", ""]
    elif not brief.sections:
        lines += ["Nothing has changed.", ""]
    for section in brief.sections:
        lines += _section(section, notes)
    if not brief.empty:
        grades = " · ".join(f"{grade} {name}" for grade, name in GRADES.items())
        lines += ["---", "", f"Grades say how sure an answer is: {grades}. Copies of one text count as one voice.", ""]
    lines += [f"[^{number}]: {_source(at)}" for number, at in enumerate(notes, 1)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(section: Section, notes: list[Cited]) -> Iterator[str]:
    yield from (f"## {_plain(section.title)}", "", f"*{_plain(section.note)}*", "")
    for group in section.groups:
        yield from (f"### {_plain(group.name)}", "")
        for entry in group.entries:
            yield from _entry(entry, notes)
    if section.table is not None:
        yield f"| {' | '.join(section.table.columns)} |"
        yield f"|{' --- |' * len(section.table.columns)}"
        yield from (f"| {' | '.join(map(_plain, row))} |" for row in section.table.rows)
        yield ""
    for message, at in section.remarks:
        yield f"- {_plain(message)}{_note(at, notes)}"
    if section.remarks:
        yield ""
    if section.more:
        yield from (_plain(section.more), "")


def _entry(entry: Entry, notes: list[Cited]) -> Iterator[str]:
    yield from (f"**{_plain(entry.summary)}** · {entry.grade} {GRADES[entry.grade]} · `{entry.id}`", "")
    for news in entry.news:
        yield f"- **{_plain(news)}**"
    for said in entry.said:
        words = _plain(typeset.quoted(said.at.words, LONGEST_QUOTE))
        yield f"- {said.how} **{_plain(said.who)}**: {words}{_note(said.at, notes)}"
    yield from (f"- differ on {_plain(difference)}" for difference in entry.differ)
    if entry.rest:
        yield f"- {_plain(entry.rest)}"
    yield ""


def _note(at: Cited, notes: list[Cited]) -> str:
    notes.append(at)
    return f"[^{len(notes)}]"


def _source(at: Cited) -> str:
    where = f", characters {at.span.start}–{at.span.end}" if at.span else ""
    words = f": {typeset.quoted(at.words, len(at.words) + 1)}" if at.words else ""
    return _plain(f"{at.heading.named}, {at.heading.dated}{where}{words}")


def _plain(text: str) -> str:
    """Return text so that nothing in it is read as Markdown or as HTML."""
    return _LIST.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", typeset.one_line(text)))
