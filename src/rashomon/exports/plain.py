"""A brief as plain text in eighty columns, for a terminal and for pasting.

Knows: how each part of a brief is laid out on lines.
Does not know: what it says (brief).
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.exports import typeset
from rashomon.exports.briefing import GRADES, Briefing, Entry, Group, Section

LONGEST_QUOTE = 240
"""Characters of a quote; its place in the report leads to the rest."""
LONGEST_SPEAKER = 34
"""Characters of a name in the line of an incident that one voice tells of."""
WIDTHS = {4: (10, 20, 22), 3: (22, 28)}
"""Widths of a table's columns by how many they are; the last takes the rest of the line."""
FIXED = 4
"""Tables of so many columns are as wide as that, whatever is in them."""


def plain(brief: Briefing) -> str:
    """Return the brief as text, ended by a line feed."""
    return typeset.page(
        [
            *_header(brief),
            *(line for section in brief.sections for line in _section(section)),
            *_reports(brief),
            *_footer(brief),
        ]
    )


def _header(brief: Briefing) -> Iterator[str]:
    yield brief.title.upper()
    yield typeset.rule("═")
    yield brief.counts
    if brief.dates:
        yield brief.dates
    if brief.empty:
        yield from ("", "No incidents yet. Add reports with: rashomon add PATH")
    elif not brief.sections:
        yield from ("", "Nothing has changed.")


def _section(section: Section) -> Iterator[str]:
    yield from typeset.heading(section.title, section.note)
    for group in section.groups:
        yield from _group(group)
    if section.table is not None:
        widths = WIDTHS[len(section.table.columns)]
        yield from typeset.columns(section.table.rows, widths, fixed=len(section.table.columns) == FIXED)
    for message, at in section.remarks:
        yield from typeset.paragraph(f"{message} {at.mark}", "", "  ")
    if section.more:
        yield f"  {section.more}"


def _group(group: Group) -> Iterator[str]:
    yield group.name
    for entry in group.entries:
        if group.single:
            yield from _line(entry)
        else:
            yield from _entry(entry)
            yield ""
    if group.single:
        yield ""


def _entry(entry: Entry) -> Iterator[str]:
    yield from typeset.entry(entry.summary, f"{entry.grade} {GRADES[entry.grade]}  {entry.id}", "  ")
    for news in entry.news:
        yield from typeset.paragraph(news, "    » ", "      ")
    for said in entry.said:
        words = f"{said.who}: {typeset.quoted(said.at.words, LONGEST_QUOTE)} {said.at.mark}"
        yield from typeset.paragraph(words, f"    {said.how:8} ", " " * 13)
    for difference in entry.differ:
        yield from typeset.paragraph(difference, "    differ   ", " " * 13)
    if entry.rest:
        yield f"    {entry.rest}"


def _line(entry: Entry) -> Iterator[str]:
    """Yield the two lines of an incident that one voice tells of."""
    right = f"{entry.grade}  {entry.id}"
    yield from typeset.entry(typeset.clipped(entry.summary, typeset.WIDTH - 4 - len(right)), right, "  ")
    (said,) = entry.said
    speaker = typeset.clipped(said.who, LONGEST_SPEAKER)
    lead = f"    {speaker}{'' if said.how == 'said' else f' ({said.how})'}: "
    quote = typeset.quoted(said.at.words, typeset.WIDTH - len(lead) - len(said.at.mark) - 3)
    yield f"{lead}{quote} {said.at.mark}"


def _reports(brief: Briefing) -> Iterator[str]:
    if not brief.reports:
        return
    yield from typeset.heading("Reports quoted", "[number:characters of its text]")
    width = len(f"[{len(brief.reports)}]")
    for number, heading in brief.reports:
        lead = f"[{number}]".rjust(width) + " "
        yield from typeset.paragraph(f"{heading.named}, {heading.dated}", lead, " " * len(lead))


def _footer(brief: Briefing) -> Iterator[str]:
    if not brief.empty:
        yield from ("", "", typeset.rule())
        grades = " · ".join(f"{grade} {name}" for grade, name in GRADES.items())
        yield from typeset.paragraph(f"Grades say how sure an answer is: {grades}.")
        yield from typeset.paragraph(
            "Copies of one text count as one voice. Every account of an incident, and the reason for every link: "
            "rashomon show ID. All incidents: rashomon incidents."
        )
