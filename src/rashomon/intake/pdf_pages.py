"""The process in which one PDF is read: bytes on standard input, JSON on standard output.

Knows: the native parser (pdfium), and how to bound its memory.
Does not know: who asks. Run by its path, so that nothing else is loaded: ``pdf_pages.py PAGES CHARACTERS MEMORY``.
"""

from __future__ import annotations

import contextlib
import json
import sys

ENCRYPTED, TOO_MANY_PAGES, TOO_LONG, BROKEN = 3, 4, 5, 6
REFUSALS = {
    ENCRYPTED: "is encrypted: it needs a password",
    TOO_MANY_PAGES: "has more than {pages:,} pages",
    TOO_LONG: "has more than {characters:,} characters of text",
    BROKEN: "is a broken PDF file, or only a part of one",
}
"""What each exit status says."""


def main(pages: int, characters: int, memory: int) -> int:
    """Print the title and the text of each page as JSON; return the exit status."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has these bounds
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pypdfium2  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        if len(document) > pages:
            return TOO_MANY_PAGES
        texts, total = [], 0
        for page in document:
            texts.append(page.get_textpage().get_text_bounded())
            total += len(texts[-1])
            if total > characters:
                return TOO_LONG
        title = document.get_metadata_dict().get("Title")
    except pypdfium2.PdfiumError as error:
        return ENCRYPTED if "password" in str(error).lower() or "security" in str(error).lower() else BROKEN
    json.dump([title, [_whole(text) for text in texts]], sys.stdout)
    return 0


def _whole(text: str) -> str:
    """Return `text` without halves of characters, which a PDF's own encoding may name."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
