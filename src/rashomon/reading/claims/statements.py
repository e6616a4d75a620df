"""Everything else that somebody is said to hold.

Knows: which attributions gave no other claim; each becomes one statement, so that nothing said goes unrecorded.
Does not know: what the statement says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.reading.claims.status import status
from rashomon.record.claim import Claim, ClaimKind
from rashomon.record.text import Span, hull

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rashomon.reading.claims.scene import Scene

TYPE = "Statement"


def statements(scene: Scene, told: Iterable[Claim]) -> Iterator[Claim]:
    """Yield a statement for every attribution in whose content, inner ones included, nothing else is claimed."""
    heard: set[str] = set()
    for claim in told:
        at = claim.attribution
        while at is not None and at not in heard:
            heard.add(at)
            above = scene.by_id.get(at)
            at = above.parent if above is not None else None
    parents = {attribution.parent for attribution in scene.page.attributions}
    report = scene.page.report.id
    for attribution in scene.page.attributions:
        if attribution.id in heard or attribution.id in parents or not attribution.content.spans:
            continue
        span = hull(attribution.content.spans)
        words = [i for part in attribution.content.spans for i in scene.tokens(part)]
        if not words or scene.sentence[words[0]] < 0:
            continue
        inside = set(words)
        root = next((i for i in words if scene.grammar.head[i] not in inside or scene.grammar.head[i] == i), words[0])
        anchor = Span(scene.grammar.start[root], scene.grammar.end[root])
        yield Claim(
            id=Claim.identify(report, attribution.id, ClaimKind.STATEMENT, TYPE, None, span, anchor),
            report=report,
            attribution=attribution.id,
            kind=ClaimKind.STATEMENT,
            type=TYPE,
            subtype=None,
            plover=None,
            status=status(scene, root),
            span=span,
            text=span.of(scene.text),
        )
