"""From bytes to reports: one module a format, limits, and honest metadata."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.intake.jsonlines import JsonLines
from rashomon.intake.mail import MailMessage
from rashomon.intake.pdf import PdfFile
from rashomon.intake.plain import PlainText
from rashomon.intake.web import WebPage
from rashomon.intake.word import WordDocument
from rashomon.roles import Intake

INTAKES: Sequence[Intake] = (PlainText(), WebPage(), WordDocument(), PdfFile(), MailMessage(), JsonLines())
"""The intakes, one a format, with the default limits."""
