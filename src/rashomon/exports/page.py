"""A brief as one page of HTML: no script, nothing fetched; a note leads from every quote to its exact words and back.

Knows: how each part of a brief is marked up, and how the page looks on a screen and on paper.
Does not know: what it says (brief).
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from rashomon.exports import typeset
from rashomon.exports.briefing import GRADES, Briefing, Entry, Group, Section, Table
from rashomon.exports.citations import Cited

LONGEST_QUOTE = 300
"""Characters of a quote on the page; its note has all of it."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #5b6470; --line: #d7dce2; --page: #fff; --mark: #9a3412;
  --tint: #f5f6f8 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #a2abb6; --line: #3a424d; --page: #14171b;
  --mark: #fdba74; --tint: #1d2228 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 52rem; padding: 2rem 1.25rem 4rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Naskh Arabic", sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem; padding-bottom: .3rem; border-bottom: 2px solid var(--line) }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; color: var(--soft) }
h4 { font-size: 1.02rem; margin: 0 }
p { margin: .25rem 0 } .soft, .note { color: var(--soft) } .note { margin-top: 0 }
article { margin: 0 0 1.1rem; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: .5rem }
article ul, ol { margin: .45rem 0 0; padding-left: 1.2rem } li { margin: .2rem 0 }
.grade { color: var(--soft); font-size: .9rem } .contested article { border-left: 4px solid var(--mark) }
.news { color: var(--mark); font-weight: 600 } .how { color: var(--soft) } q { quotes: "“" "”" }
table { width: 100%; border-collapse: collapse; font-size: .93rem } th, td { text-align: start; vertical-align: top;
  padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line) } .wide { overflow-x: auto }
a { color: inherit } sup a { text-decoration: none; color: var(--mark); padding: 0 .15rem }
:target { background: var(--tint) } footer ol { font-size: .88rem } code { font-size: .88em }
@media print { body { max-width: none; padding: 0; font-size: 10pt } article { break-inside: avoid } }
"""


def page(brief: Briefing) -> str:
    """Return the brief as a page of HTML."""
    notes: list[Cited] = []
    body = "\n".join(line for section in brief.sections for line in _section(section, notes))
    empty = "<p>No incidents yet. Add reports with: <code>rashomon add PATH</code></p>" if brief.empty else ""
    same = "<p>Nothing has changed.</p>" if not brief.empty and not brief.sections else ""
    dates = f"<p class='soft'>{escape(brief.dates)}</p>" if brief.dates else ""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_text(brief.title)}</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<h1>{_text(brief.title)}</h1>
<p class="soft">{_text(brief.counts)}</p>
{dates}
</header>
<main>
{empty}{same}{body}
</main>
{_footer(brief, notes)}
</body>
</html>
"""


def _section(section: Section, notes: list[Cited]) -> Iterator[str]:
    kind = " class='contested'" if section.title == "Contested" else ""
    yield f"<section{kind}>\n<h2>{_text(section.title)}</h2>\n<p class='note'>{_text(section.note)}</p>"
    for group in section.groups:
        yield from _group(group, notes)
    if section.table is not None:
        yield _table(section.table, section.title)
    if section.remarks:
        items = (f"<li>{_text(message)}{_mark(at, notes)}</li>" for message, at in section.remarks)
        yield f"<ul>{''.join(items)}</ul>"
    if section.more:
        yield f"<p class='soft'>{_text(section.more)}</p>"
    yield "</section>"


def _group(group: Group, notes: list[Cited]) -> Iterator[str]:
    yield f"<h3>{_text(group.name)}</h3>"
    yield from (_entry(entry, notes) for entry in group.entries)


def _entry(entry: Entry, notes: list[Cited]) -> str:
    grade = f"<p class='grade'>Grade {entry.grade}, {GRADES[entry.grade]} · <code>{_text(entry.id)}</code></p>"
    items = [f"<li class='news'>{_text(news)}</li>" for news in entry.news]
    for said in entry.said:
        words = _text(typeset.quoted(said.at.words, LONGEST_QUOTE).strip("“”"))
        who = f"<span class='how'>{_text(said.how)}</span> <strong dir='auto'>{_text(said.who)}</strong>"
        items.append(f"<li>{who}: <q dir='auto'>{words}</q>{_mark(said.at, notes)}</li>")
    items += [f"<li>differ on {_text(difference)}</li>" for difference in entry.differ]
    if entry.rest:
        items.append(f"<li class='soft'>{_text(entry.rest)}</li>")
    return f"<article>\n<h4 dir='auto'>{_text(entry.summary)}</h4>\n{grade}\n<ul>{''.join(items)}</ul>\n</article>"


def _table(table: Table, caption: str) -> str:
    heads = "".join(f"<th scope='col'>{_text(name)}</th>" for name in table.columns)
    cells = (("".join(f"<td dir='auto'>{_text(cell)}</td>" for cell in row)) for row in table.rows)
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    named = f"aria-label='{_text(caption)}'"
    return f"<div class='wide'><table {named}><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"


def _mark(at: Cited, notes: list[Cited]) -> str:
    notes.append(at)
    number = len(notes)
    label = f"note {number}: {at.heading.named}"
    return f"<sup><a id='r{number}' href='#n{number}' aria-label='{_text(label)}'>{number}</a></sup>"


def _footer(brief: Briefing, notes: list[Cited]) -> str:
    if brief.empty:
        return ""
    grades = " · ".join(f"{grade} {name}" for grade, name in GRADES.items())
    items = "\n".join(_note(number, at) for number, at in enumerate(notes, 1))
    told = f"<p class='soft'>Grades say how sure an answer is: {grades}. Copies of one text count as one voice.</p>"
    return f"<footer>\n<h2>On which words this rests</h2>\n{told}\n<ol>\n{items}\n</ol>\n</footer>"


def _note(number: int, at: Cited) -> str:
    where = f", characters {at.span.start}–{at.span.end}" if at.span else ""
    words = f": <q dir='auto'>{_text(at.words)}</q>" if at.words else ""
    back = f"<a href='#r{number}' aria-label='back to the text'>↩</a>"
    heading = f"<span dir='auto'>{_text(at.heading.named)}</span>, {_text(at.heading.dated)}{where}"
    return f"<li id='n{number}'>{heading}{words} {back}</li>"


def _text(text: str) -> str:
    """Return text as the page has it: no markup of its own, no control characters."""
    return escape(typeset.one_line(text))
