"""A brief as a Word document: headings, tables, and real footnotes with the exact words.

Knows: how each part of a brief is written with python-docx, and how footnotes are kept in such a file (ISO/IEC 29500-1,
17.11), which that library does not do by itself.
Does not know: what it says (brief).
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from rashomon.exports import typeset
from rashomon.exports.briefing import GRADES, Briefing, Entry, Section, Table

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

    from rashomon.exports.citations import Cited

LONGEST_QUOTE = 300
"""Characters of a quote on the page; its footnote has all of it."""
SOFT = RGBColor(0x5B, 0x64, 0x70)
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow."""


def document(brief: Briefing) -> bytes:
    """Return the brief as the bytes of a .docx file."""
    made = _Document(brief)
    return made.bytes()


class _Document:
    def __init__(self, brief: Briefing) -> None:
        self._made = Document()
        self._notes: list[Cited] = []
        style: Any = self._made.styles["Normal"]
        style.font.name, style.font.size = "Calibri", Pt(10.5)
        for section in self._made.sections:
            section.left_margin = section.right_margin = Cm(2.2)
        self._made.core_properties.title = _text(brief.title)
        self._made.core_properties.author = "Rashomon"
        self._made.add_heading(_text(brief.title), 0)
        self._soft(brief.counts)
        if brief.dates:
            self._soft(brief.dates)
        if brief.empty:
            self._made.add_paragraph("No incidents yet. Add reports with: rashomon add PATH")
        elif not brief.sections:
            self._made.add_paragraph("Nothing has changed.")
        for one in brief.sections:
            self._section(one)
        if not brief.empty:
            grades = " · ".join(f"{grade} {name}" for grade, name in GRADES.items())
            self._soft(f"Grades say how sure an answer is: {grades}. Copies of one text count as one voice.")

    def bytes(self) -> bytes:
        package: Any = self._made.part.package
        uri = PackURI("/word/footnotes.xml")
        notes = Part(uri, CONTENT_TYPE.WML_FOOTNOTES, _footnotes(self._notes), package)
        self._made.part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
        stream = BytesIO()
        self._made.save(stream)
        return stream.getvalue()

    def _section(self, section: Section) -> None:
        self._made.add_heading(_text(section.title), 1)
        self._soft(section.note)
        for group in section.groups:
            self._made.add_heading(_text(group.name), 2)
            for entry in group.entries:
                self._entry(entry)
        if section.table is not None:
            self._table(section.table)
        for message, at in section.remarks:
            self._note(self._item(message), at)
        if section.more:
            self._soft(section.more)

    def _entry(self, entry: Entry) -> None:
        line = self._made.add_paragraph()
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(7), Pt(2)
        line.add_run(_text(entry.summary)).bold = True
        grade = line.add_run(f"  {entry.grade} {GRADES[entry.grade]} · {entry.id}")
        grade.font.color.rgb, grade.font.size = SOFT, Pt(9)
        for news in entry.news:
            self._item("").add_run(_text(news)).bold = True
        for said in entry.said:
            item = self._item(f"{said.how} ")
            item.add_run(_text(said.who)).bold = True
            item.add_run(f": {_text(typeset.quoted(said.at.words, LONGEST_QUOTE))}")
            self._note(item, said.at)
        for difference in entry.differ:
            self._item(f"differ on {difference}")
        if entry.rest:
            self._item(entry.rest)

    def _table(self, table: Table) -> None:
        made = self._made.add_table(rows=1, cols=len(table.columns), style="Light Shading Accent 1")
        for cell, name in zip(made.rows[0].cells, table.columns, strict=True):
            cell.text = _text(name)
        for row in table.rows:
            for cell, words in zip(made.add_row().cells, row, strict=True):
                cell.text = _text(words)

    def _item(self, text: str) -> Paragraph:
        item: Paragraph = self._made.add_paragraph(_text(text, keep_ends=True), style="List Bullet")
        item.paragraph_format.space_after = Pt(1)
        return item

    def _soft(self, text: str) -> None:
        self._made.add_paragraph().add_run(_text(text)).font.color.rgb = SOFT

    def _note(self, item: Paragraph, at: Cited) -> None:
        """Put the number of a new footnote at the end of a paragraph."""
        self._notes.append(at)
        run = item.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._notes)))
        run._r.append(reference)


def _footnotes(notes: list[Cited]) -> bytes:
    """Return the part of the file that holds the footnotes, the two that draw the lines above them first."""
    root = etree.Element(f"{{{WORDS}}}footnotes", nsmap={"w": WORDS})
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        note = _element(root, "footnote", type=kind, id=str(number))
        _element(_element(_element(note, "p"), "r"), kind)
    for number, at in enumerate(notes, 1):
        paragraph = _element(_element(root, "footnote", id=str(number)), "p")
        _element(_element(paragraph, "pPr"), "spacing", before="0", after="40")
        run = _element(paragraph, "r")
        _element(_element(run, "rPr"), "vertAlign", val="superscript")
        _element(run, "footnoteRef")
        where = f", characters {at.span.start}–{at.span.end}" if at.span else ""
        words = f": {typeset.quoted(at.words, len(at.words) + 1)}" if at.words else ""
        told = _element(paragraph, "r")
        _element(_element(told, "rPr"), "sz", val="17")
        text = _element(told, "t")
        text.text = _text(f" {at.heading.named}, {at.heading.dated}{where}{words}", keep_ends=True)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _element(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{WORDS}}}{name}")
    for attribute, value in attributes.items():
        made.set(f"{{{WORDS}}}{attribute}", value)
    return made


def _text(text: str, keep_ends: bool = False) -> str:
    """Return text on one line with nothing that XML forbids; with `keep_ends` a space at either end stays."""
    plain = typeset.one_line(_FORBIDDEN.sub(" ", text))
    if not keep_ends or not plain:
        return plain
    return f"{' ' * text[:1].isspace()}{plain}{' ' * text[-1:].isspace()}"
