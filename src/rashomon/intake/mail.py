"""Mail messages.

Knows: which part of a message is its text, its subject and its date.
Does not know: who publishes; a sender is no publisher.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header
from email.message import Message

from rashomon.errors import UnreadableReport
from rashomon.intake.decoding import decoded
from rashomon.intake.limits import Limits, within
from rashomon.intake.report import Stated, made
from rashomon.intake.web import page
from rashomon.roles import Given, Taken

LONGEST_HEADER = 5_000
"""Characters of a header that are read."""

_ONE_PART = "hand in the part that is the report"
_HINT = "save the message again as .eml, or hand in its text"


class MailMessage:
    """Takes ``.eml``: the plain text part, else the HTML part; the subject is the title, the date that of sending."""

    suffixes = frozenset({".eml"})

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def take(self, data: bytes, path: str, given: Given) -> Iterator[Taken]:
        """Yield the one report; UnreadableReport when the message is broken, has no text, or nests without end."""
        limits = self._limits
        within(data, path, limits)
        if data.count(b"\n") > limits.mail_lines:
            raise UnreadableReport(path, f"has more than {limits.mail_lines:,} lines", _ONE_PART)
        if data.lower().count(b"boundary=") > limits.mail_boundaries:
            raise UnreadableReport(path, f"has more than {limits.mail_boundaries} parts that hold parts", _ONE_PART)
        try:
            message = email.message_from_bytes(data, policy=email.policy.compat32)
            if not message.keys():
                raise UnreadableReport(path, "has no headers: it is no mail message", _HINT)
            stated = Stated(title=_header(message, "Subject"), published=_header(message, "Date"))
            text = _text(message, path, limits)
        except (MessageError, RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
            raise UnreadableReport(path, f"is a broken mail message ({type(error).__name__})", _HINT) from error
        yield made(text, data, path, given, stated, limits)


def _text(message: Message, path: str, limits: Limits) -> str:
    parts = [part for part in message.walk() if not part.is_multipart() and not _attached(part)]
    for kind in ("text/plain", "text/html"):
        for part in parts:
            body = part.get_payload(decode=True) if part.get_content_type() == kind else None
            if not isinstance(body, bytes) or not body.strip():
                continue
            text = decoded(body, path, part.get_content_charset()).replace("\r\n", "\n")
            text = text if kind == "text/plain" else page(text, path, limits).text
            if text.strip():
                return text
    raise UnreadableReport(path, "has no part with text in it", "hand in its attachments as files")


def _attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _header(message: Message, name: str) -> str | None:
    """Return a header as characters; None when it is not there or cannot be decoded."""
    value = message.get(name)
    if value is None or len(str(value)) > LONGEST_HEADER:
        return None
    words = []
    try:
        for piece, charset in decode_header(str(value)):
            words.append(piece if isinstance(piece, str) else piece.decode(charset or "utf-8"))
    except (MessageError, UnicodeError, LookupError, ValueError):
        return None
    return "".join(words)
