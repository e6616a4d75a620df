"""Broken and hostile files, built on the spot: each must end in one named error, and the files beside it be read."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

NEWS = "The council said on Monday that the bridge at Tolvar was open again.\n"
"""What a good file beside them says."""

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def hostile_files(folder: Path) -> list[Path]:
    """Write the files into `folder`, which must exist; return their paths, in the order of their names."""
    paths = []
    for name, build in _BUILDERS.items():
        paths.append(folder / name)
        paths[-1].write_bytes(build())
    return sorted(paths)


def word_file(body: str, *, head: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """Return a .docx whose body is that WordprocessingML; `head` stands before the root, `more` are other members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<?xml version="1.0"?><Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<?xml version="1.0"?><Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" Type="{_OFFICE}" '
            'Target="word/document.xml"/></Relationships>',
        )
        document = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{_WORDS}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
        for name, data in (more or {}).items():
            archive.writestr(name, data)
    return packed.getvalue()


def word_paragraph(text: str) -> str:
    """Return the WordprocessingML of one paragraph; `text` is escaped already."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf_file(*lines: str, extra: bytes = b"") -> bytes:
    """Return a PDF of one page with these lines, in ASCII without brackets; `extra` goes into its trailer."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Bridge open again) /CreationDate (D:20180520120000Z) >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R %s >>" % (count, extra)
    start = b"startxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s\n%s" % (count, table, trailer, start)


def _encrypted_pdf() -> bytes:
    key = b"<" + b"ab" * 32 + b">"
    entry = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >> /ID [<00> <00>]" % (key, key)
    return pdf_file("Secret.", extra=entry)


def _entity_bomb() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return word_file(word_paragraph("&l9;"), head=f'<!DOCTYPE lolz [<!ENTITY l0 "lol">{levels}]>')


def _external_entity() -> bytes:
    return word_file(word_paragraph("&x;"), head='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>')


def _zip_bomb() -> bytes:
    return word_file(word_paragraph("a" * 30_000_000))


def _damaged_picture() -> bytes:
    """Return a document in which a part that is no markup fails its checksum."""
    relations = f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r2" Type="x" Target="a.bin"/></Relationships>'
    words = word_paragraph(NEWS)
    data = word_file(
        words, more={"word/_rels/document.xml.rels": relations.encode(), "word/a.bin": Random(1).randbytes(20_000)}
    )
    at = data.index(b"word/a.bin") + len("word/a.bin") + 15_000
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def _nested_zip_bomb() -> bytes:
    data = bytes(1_000_000)
    for _ in range(4):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(8):
                archive.writestr(f"{number}.docx", data)
        data = packed.getvalue()
    return data


def _gzip_bomb(piece: bytes, times: int) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as stream:
        for _ in range(times):
            stream.write(piece)
    return packed.getvalue()


def _nested_mail(depth: int) -> bytes:
    """Return a message in which each part holds the next."""
    lines = ["From: desk@example.org", "Subject: parts in parts"]
    for level in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{level}"', "", f"--b{level}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", NEWS]).encode()


def _picture_only_mail() -> bytes:
    picture = base64.b64encode(bytes(range(256))).decode("ascii")
    head = "From: desk@example.org\r\nSubject: x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64"
    return f"{head}\r\n\r\n{picture}\r\n".encode()


def _rows(*rows: object) -> bytes:
    return b"\n".join(json.dumps(row).encode() for row in rows)


def _fill(piece: str, times: int) -> bytes:
    return (piece * times).encode()


_BUILDERS: dict[str, Callable[[], bytes]] = {
    "binary.txt": lambda: b"\x7fELF" + bytes(range(256)) * 50,
    "blank.txt": lambda: b" \r\n\t\n \n",
    "broken-rows.jsonl": lambda: b'{"text": "a"\n[1]\n{"title": "none"}\n{"text": 5}\n{"text": "x", "title": ["y"]}\n',
    "controls.txt": lambda: bytes(range(1, 32)) * 40,
    "cut-off.docx": lambda: word_file(word_paragraph(NEWS))[:700],
    "cut-off.jsonl.gz": lambda: gzip.compress(_rows({"text": "x" * 50}), mtime=0)[:-12],
    "cut-off.pdf": lambda: pdf_file("A line.")[:120],
    "cut-off-character.txt": lambda: "Bombardement à Évreux, près de la préfecture, dit l’armée : été".encode()[:-1],
    "deep.eml": lambda: _nested_mail(3_000),
    "deep.html": lambda: _fill("<div><b>", 50_000) + b"deep",
    "deep.jsonl": lambda: b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "empty.docx": lambda: b"",
    "empty.eml": lambda: b"",
    "empty.html": lambda: b"",
    "empty.jsonl": lambda: b"",
    "empty.pdf": lambda: b"",
    "empty.txt": lambda: b"",
    "encrypted.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000),
    "encrypted.pdf": _encrypted_pdf,
    "endless-line.jsonl": lambda: b'{"text": "' + b"a " * 17_000_000 + b'"}',
    "entity-bomb.docx": _entity_bomb,
    "external-entity.docx": _external_entity,
    "gzip-bomb.jsonl.gz": lambda: _gzip_bomb(bytes(1 << 20) + b"\n", 64),
    "gzip-lines.jsonl.gz": lambda: _gzip_bomb(b"\n" * (1 << 20), 8),
    "half-a-character.jsonl": lambda: b'{"text": "broken \\ud800 here"}',
    "no-headers.eml": lambda: b"\n\njust words\n",
    "not-a-zip.docx": NEWS.encode,
    "not-html.html": lambda: b"\x00\x01\x02<html>",
    "not-pdf.pdf": NEWS.encode,
    "nul.txt": lambda: b"Twelve people\x00 were hurt.\n",
    "picture-damaged.docx": _damaged_picture,
    "pictures-only.eml": _picture_only_mail,
    "pictures-only.pdf": pdf_file,
    "path-traversal.docx": lambda: word_file(word_paragraph(NEWS), more={"../../outside.txt": b"x"}),
    "too-many-attributes.html": lambda: b"<p " + b"".join(b"a%d " % n for n in range(300_000)) + b">x</p>",
    "too-many-tags.html": lambda: _fill("<p>x", 400_000),
    "unbroken.txt": lambda: _fill("x", 1_000_000),
    "wrong-mark.txt": lambda: b"\xff\xfe" + b"\x00\xd8" * 5 + b"odd",
    "zip-bomb.docx": _zip_bomb,
    "zip-bomb-nested.docx": _nested_zip_bomb,
}


def good_files(folder: Path) -> Iterator[Path]:
    """Write small good files into `folder`, one a format; yield their paths."""
    page = f"<html><head><title>Bridge</title></head><body><article><p>{NEWS}</p><p>{NEWS}</p></article></body></html>"
    mail = f"From: desk@example.org\r\nSubject: Bridge\r\nDate: Mon, 21 May 2018 10:00:00 +0000\r\n\r\n{NEWS}"
    files = {
        "good.docx": word_file(word_paragraph(NEWS)),
        "good.eml": mail.encode(),
        "good.html": page.encode(),
        "good.jsonl": _rows({"text": NEWS}),
        "good.jsonl.gz": gzip.compress(_rows({"text": NEWS, "id": "1"}), mtime=0),
        "good.md": f"# Bridge\n\n{NEWS}".encode(),
        "good.pdf": pdf_file(NEWS.strip()),
        "good.txt": NEWS.encode(),
    }
    for name, data in files.items():
        path = folder / name
        path.write_bytes(data)
        yield path
