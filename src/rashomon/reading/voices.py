"""Step `Voices`: from runs of words to attributions with a named source, a manner and a stance.

Knows: how the words of a source are described and followed to who is meant, and what stands in quotation marks.
Does not know: where attributions are (attributions), what the words of a cue mean (stance), how far a pronoun reaches
(coreference).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from rashomon.reading import lexicon
from rashomon.reading.actors import ActorEntry, ActorLexicon, actor_lexicon
from rashomon.reading.coreference import Memory, Voice, gender_of, gender_of_word
from rashomon.reading.described import BEFORE, Kinds, pronouns
from rashomon.reading.kinds import nouns
from rashomon.reading.manner import manner_of
from rashomon.reading.phrases import ARTICLES, antecedent, head_of, is_noun, opens_sentence, text_of, weakening
from rashomon.reading.quotations import Quotation, quotations
from rashomon.reading.stance import hedge_of, stance_of_tokens
from rashomon.record.attribution import Attribution, Passage, Source, SourceKind
from rashomon.record.text import Span, Spans, joined

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.page import ActorMention, Page, Spoken

WIDEST_SOURCE = 60
"""Words of a source that are looked at."""
OPENING = 12
"""Words of the content that are looked at for how it is meant."""
LONGEST_NAME = 4
"""Words of a person's name after an office."""

_SPACE = re.compile(r"\s+")


class Voices:
    """Gives the attributions, in the order in which the step before found their words."""

    needs: ClassVar[frozenset[str]] = frozenset({"sentences", "actors", "spoken"})
    gives: ClassVar[frozenset[str]] = frozenset({"attributions"})

    def __init__(self, actors: ActorLexicon | None = None) -> None:
        """Take an actor lexicon; None: the one that ships with the program."""
        self._lexicon = actors or actor_lexicon()

    def __call__(self, page: Page) -> Mapping[str, Any]:
        """Return the page's attributions."""
        quoted = quotations(page.report.text)
        scene = _Scene(page, self._lexicon, quoted)
        voices: list[Voice] = [_NOBODY] * len(page.spoken)
        for index in sorted(range(len(page.spoken)), key=lambda i: (page.spoken[i].source or page.spoken[i].cue)[:1]):
            voices[index] = scene.hear(page.spoken[index])
        voices = scene.settled(page.spoken, voices)
        for index, spoken in enumerate(page.spoken):
            if spoken.parent is not None and scene.speaks_of_itself(spoken):
                voices[index] = voices[spoken.parent]
        ids = [Attribution.identify(page.report.id, one.source, one.cue, one.content) for one in page.spoken]
        return {
            "attributions": tuple(
                scene.attribution(spoken, voice, id_, None if spoken.parent is None else ids[spoken.parent])
                for spoken, voice, id_ in zip(page.spoken, voices, ids, strict=True)
            )
        }


class _Scene:
    """One report's words, actors and voices so far."""

    def __init__(self, page: Page, actors: ActorLexicon, quoted: Sequence[Quotation]) -> None:
        """Start a report in which nobody has spoken yet; `quoted` is its quotations in order."""
        self._page = page
        self._text = page.report.text
        self._lexicon = actors
        self._nouns = nouns()
        self._starts = [token.idx for token in page.doc]
        self._mentions = {at: mention for mention in page.actors for at in range(mention.start, mention.end)}
        self._quoted = quoted
        self._memory = Memory(page, actors)
        self._author = self._memory.author()
        self._titles = frozenset(lexicon.load("coreference")["titles"]["words"])
        self._kinds = Kinds(page, self._mentions, self._memory, self._owner)

    def hear(self, spoken: Spoken) -> Voice:
        """Return who speaks, and remember it."""
        tokens = [
            token for token in self._tokens(spoken.source, WIDEST_SOURCE) if not token.is_quote or token.tag_ == "POS"
        ]
        if not tokens:
            cue = self._tokens(spoken.cue, OPENING)
            told = any(self._nouns.head(token.lower_) in ("rumour", "rumor") for token in cue)
            return replace(_NOBODY, kind=SourceKind.RUMOUR) if told else _NOBODY
        head = head_of(tokens)
        sentence = self._memory.sentence(spoken.source[0].start)
        if spoken.parent is None and len(tokens) == 1 and head.lower_ in pronouns()["group"] and self._own(head):
            return self._author or replace(self._described(tokens, head, sentence), kind=SourceKind.PUBLISHER)
        voice = self._followed(tokens, head, sentence) or self._described(tokens, head, sentence)
        voice = replace(voice, start=head.i, sentence=sentence, subject=True)
        if head.lower_ not in pronouns()["all"] or voice.words:
            self._memory.heard(voice)
        return voice

    def settled(self, spoken: Sequence[Spoken], voices: Sequence[Voice]) -> list[Voice]:
        """Return the voices with what only the whole report tells: kinds told later, and whom its headline means."""
        kinds = {one.name: one.kind for one in voices if one.kind not in _VAGUE}
        voices = [
            replace(one, kind=kinds.get(one.name, one.kind)) if one.kind in _VAGUE and one.name else one
            for one in voices
        ]
        return [
            self._named_below(voice, voices) if self._in_headline(one.source, voice) else voice
            for one, voice in zip(spoken, voices, strict=True)
        ]

    def _in_headline(self, source: Spans, voice: Voice) -> bool:
        """Tell whether a source is a bare noun as only headlines have it: "Strike kills three, monitor says"."""
        if voice.sentence != 0 or voice.many or voice.actor is not None:
            return False
        tokens = self._tokens(source, 2)
        bare = len(tokens) == 1 and tokens[0].tag_ in ("NN", "NNP") and tokens[0].ent_type_ != "PERSON"
        return bare and self._nouns.head(tokens[0].lower_) is not None

    def _named_below(self, voice: Voice, voices: Sequence[Voice]) -> Voice:
        """Return whom a headline's noun stands for in the report below, `voice` itself where that is not safe."""
        below = [one for one in voices if one.sentence > 0 and (one.body or not one.many)]
        below = [one for one in below if one.kind is voice.kind and one.human == voice.human]
        meant = [one for one in below if one.head == voice.head] or [
            one for one in below if one.actor is not None or one.name[:1].isupper()
        ]
        return meant[0] if len({one.actor or one.name for one in meant}) == 1 else voice

    def _own(self, token: Token) -> bool:
        """Tell whether a word is the report's own, not in a quotation."""
        at = bisect_right(self._quoted, token.idx, key=_start) - 1
        return at < 0 or self._quoted[at].end <= token.idx

    def speaks_of_itself(self, spoken: Spoken) -> bool:
        """Tell whether the source is "I": the speaker around it."""
        tokens = self._tokens(spoken.source, 2)
        return len(tokens) == 1 and tokens[0].lower_ in pronouns()["speaker"]

    def attribution(self, spoken: Spoken, voice: Voice, id_: str, parent: str | None) -> Attribution:
        """Return the attribution as it is recorded."""
        source = self._tokens(spoken.source, WIDEST_SOURCE)
        cue = self._tokens(spoken.cue, WIDEST_SOURCE)
        content = self._tokens(spoken.content, OPENING)
        return Attribution(
            id=id_,
            source=Source(spoken.source, joined(self._text, spoken.source), voice.name, voice.actor, voice.kind),
            cue=Passage(spoken.cue, joined(self._text, spoken.cue)),
            content=Passage(spoken.content, joined(self._text, spoken.content)),
            manner=manner_of(self._text, spoken.content, self._quoted),
            stance=stance_of_tokens(cue, content, source, rumour=voice.kind is SourceKind.RUMOUR),
            hedge=hedge_of(weakening(source, cue, content)),
            parent=parent,
        )

    def _tokens(self, spans: Spans, most: int) -> list[Token]:
        doc, found = self._page.doc, []
        for span in spans:
            first = max(0, bisect_right(self._starts, span.start) - 1)
            last = min(bisect_left(self._starts, span.end), first + most)
            found += [token for token in doc[first:last] if token.idx + len(token) > span.start and not token.is_space]
        return found[:most]

    def _followed(self, tokens: Sequence[Token], head: Token, sentence: int) -> Voice | None:
        """Return whom a pronoun or a definite phrase stands for; None where it is neither, or not safe."""
        word = head.lower_
        if len(tokens) == 1 and word in pronouns()["relative"]:
            above = antecedent(head)
            if above is None or not (above.i in self._mentions or self._nouns.head(above.lower_)):
                return None
            return self._described(self._phrase(above), above, sentence)
        if len(tokens) == 1 and word in pronouns()["all"]:
            return self._memory.pronoun(word, head.i, sentence)
        mention = self._mentions.get(head.i)
        if tokens[0].lower_ == "the" and (mention is None or mention.actor is None) and head.ent_type_ != "PERSON":
            noun_phrase = [token for token in tokens[1:] if token.i <= head.i]
            if noun_phrase and _ends_at(head, tokens):
                return self._memory.definite(noun_phrase, head, tokens[0].i, sentence)
        return None

    def _described(self, tokens: Sequence[Token], head: Token, sentence: int) -> Voice:
        """Return the voice that the words themselves describe, with the part that the words around its name tell."""
        name = self._named_beside(tokens, head)
        voice = (self._after_comma(tokens, head) if name.i == head.i else None) or self._plain(tokens, name, sentence)
        if voice.actor is not None or not voice.human or not voice.name[:1].isupper():
            return self._owned(tokens, head, voice, sentence)
        inside = set(voice.name.lower().split())
        for token in tokens:
            beside = token.i == head.i or token.dep_ == "appos" or token.head.i == name.i
            known = self._nouns.head(token.lower_) if beside and token.lower_ not in inside else None
            if known is None or not is_noun(token):
                continue
            before = self._words_before(tokens, token)
            kind = self._kinds.of(tokens, token)
            roles = voice.roles | {token.lower_, *before}
            voice = replace(voice, kind=kind if voice.kind in _VAGUE or kind in _OWN else voice.kind, roles=roles)
            break
        if voice.kind is SourceKind.UNNAMED:
            voice = replace(voice, kind=SourceKind.PERSON)
        return voice

    def _after_comma(self, tokens: Sequence[Token], head: Token) -> Voice | None:
        """Return the person named after an office: "the head of the office, Ms Ruiz"; None where none is."""
        known = self._nouns.head(head.lower_)
        if (
            known is None
            or head.tag_ not in ("NN", "NNP")
            or not self._nouns.is_human(known, self._kinds.of(tokens, head))
        ):
            return None
        comma = next((at for at, token in enumerate(tokens) if token.text == "," and token.i > head.i), len(tokens))
        end = next((at for at in range(comma + 1, len(tokens)) if tokens[at].text == ","), len(tokens))
        run = [token for token in tokens[comma + 1 : end] if token.lower_ not in self._titles]
        capital = all(token.pos_ == "PROPN" and token.text[0].isupper() for token in run)
        if not 0 < len(run) <= LONGEST_NAME or not capital or any(self._nouns.head(token.lower_) for token in run):
            return None
        last = run[-1].lower_
        full = self._memory.full_name(last) if len(run) == 1 else None
        words = frozenset(token.lower_ for token in run)
        gender = gender_of(self._page, tokens[comma].i, run[-1].i + 1)
        kind = SourceKind.PERSON
        return full or Voice(text_of(run), None, kind, human=True, words=words, head=last, gender=gender)

    def _words_before(self, tokens: Sequence[Token], noun: Token) -> list[str]:
        first = max(tokens[0].i, noun.i - BEFORE)
        return [token.lower_ for token in self._page.doc[first : noun.i] if token.is_alpha]

    def _owned(self, tokens: Sequence[Token], head: Token, voice: Voice, sentence: int) -> Voice:
        """Return "its chairman" as "chairman of NAME", "his spokesman" as "spokesman for NAME", if that is known."""
        first = tokens[0]
        if first.tag_ != "PRP$" or voice.many or head.i <= first.i or self._nouns.head(head.lower_) is None:
            return voice
        owner = self._owner(first, sentence)
        if owner is None or not owner.name or owner.name.lower() in pronouns()["all"]:
            return voice
        if owner.human and not owner.name[:1].isupper():
            return voice
        noun = text_of([token for token in tokens if first.i < token.i <= head.i])
        joint = "for" if head.lower_ in pronouns()["spokesmen"] else "of"
        body = owner.name if owner.name[:1].isupper() else f"the {owner.name}"
        return replace(voice, name=f"{noun} {joint} {body}")

    def _owner(self, word: Token, sentence: int) -> Voice | None:
        """Return whose "its", "his" or "our" is; None where that is not safe."""
        if word.lower_ in pronouns()["group"]:
            return self._author
        return self._memory.pronoun(word.lower_, word.i, sentence)

    def _plain(self, tokens: Sequence[Token], head: Token, sentence: int) -> Voice:
        """Return the voice that a noun or name describes."""
        mention = self._mentions.get(head.i)
        joint = any(token.dep_ == "conj" and token.head.i == head.i and is_noun(token) for token in tokens)
        if mention is not None and not joint and is_noun(head):
            if mention.actor is not None:
                return self._entered(mention, self._lexicon.entries.get(mention.actor), sentence)
            if self._memory.names_body(mention):
                return self._body(mention, head)
            if mention.end == head.i + 1 and self._memory.names_person(mention):
                return self._person(mention, head, sentence)
        full = self._memory.full_name(head.lower_) if head.pos_ == "PROPN" and self._alone(tokens, head) else None
        if full is not None and not joint:
            return full
        name = self._as_written(tokens, head)
        entry = None if joint else self._lexicon.lookup(name)
        if entry is not None and not entry.person:
            return Voice(entry.name, entry.id, entry.kind, words=frozenset(name.lower().split()), head=head.lower_)
        kind = self._kinds.of(tokens, head)
        many = joint or head.tag_ in ("NNS", "NNPS") or head.lower_ in ("they", "we")
        pronoun = head.lower_ in pronouns()["all"]
        return Voice(
            name=name,
            actor=None,
            kind=kind,
            human=not many and not pronoun and self._nouns.is_human(head.lemma_.lower(), kind),
            many=many and not pronoun,
            words=frozenset(token.lower_ for token in tokens if token.is_alpha),
            head=head.lower_,
            gender=gender_of(self._page, tokens[0].i, head.i + 1),
        )

    def _named_beside(self, tokens: Sequence[Token], head: Token) -> Token:
        """Return the person's name that a noun describes ("the mayor, Ana Ruiz", "its head Ana Ruiz"), or `head`."""
        known = self._nouns.head(head.lower_)
        if head.tag_ != "NN" and (head.tag_ != "NNP" or known is None):
            return head
        before = self._mentions.get(head.i - 1)
        if before is not None and before.start == tokens[0].i and self._memory.names_person(before):
            return head.nbor(-1) if self._nouns.is_human(head.lower_, self._kinds.of([head], head)) else head
        for token in tokens:
            beside = token.i == head.i + 1 or (token.dep_ == "appos" and token.head.i == head.i)
            mention = self._mentions.get(token.i) if beside and token.pos_ == "PROPN" else None
            if mention is not None and self._memory.names_person(mention):
                return self._page.doc[mention.end - 1]
        return head

    def _alone(self, tokens: Sequence[Token], head: Token) -> bool:
        """Tell whether a name stands without other names: "Ruiz", "Mr. Ruiz"."""
        return all(token.i >= head.i or token.lower_ in self._titles for token in tokens)

    def _entered(self, mention: ActorMention, entry: ActorEntry | None, sentence: int) -> Voice:
        kind = (entry.kind if entry else mention.kind) or SourceKind.UNNAMED
        words = frozenset(mention.text.lower().split()) | frozenset(mention.name.lower().split())
        human = entry is not None and entry.person
        return Voice(
            name=mention.name,
            actor=mention.actor,
            kind=kind,
            human=human,
            words=words,
            head=mention.text.lower().split()[-1],
            sentence=sentence,
            gender=gender_of_word(entry.pronoun) if entry is not None and entry.pronoun else None,
        )

    def _body(self, mention: ActorMention, head: Token) -> Voice:
        kind = mention.kind or SourceKind.UNNAMED
        words = frozenset(mention.text.lower().split())
        many = head.tag_ == "NNPS"
        return Voice(mention.name, None, kind, many=many, words=words, head=head.lower_, body=True)

    def _person(self, mention: ActorMention, head: Token, sentence: int) -> Voice:
        full = self._memory.full_name(head.lower_) if mention.end - mention.start == 1 else None
        kind = mention.kind or SourceKind.PERSON
        gender = gender_of(self._page, mention.start, mention.end)
        if full is not None:
            kind = full.kind if kind is SourceKind.PERSON else kind
            return replace(full, kind=kind, gender=full.gender or gender)
        words = frozenset(mention.text.lower().split())
        return Voice(
            mention.name, None, kind, human=True, words=words, head=head.lower_, sentence=sentence, gender=gender
        )

    def _as_written(self, tokens: Sequence[Token], head: Token) -> str:
        """Return the words of a source without article, and without what follows a comma after its noun."""
        kept = list(tokens)
        if kept[0].lower_ in ARTICLES and len(kept) > 1:
            kept = kept[1:]
        comma = next((i for i, token in enumerate(kept) if token.text == "," and token.i > head.i), len(kept))
        later = any(token.dep_ == "conj" and token.head.i == head.i for token in kept[comma:])
        kept = kept if later else kept[:comma]
        name = _SPACE.sub(" ", text_of(kept)).strip(' ,;:.–—-"“”')
        first = kept[0]
        common = first.pos_ in ("ADJ", "DET", "NUM", "PRON") or self._nouns.is_common(first.lower_)
        common = common or first.lower_ in pronouns()["partitives"]
        if first.is_title and common and first.ent_type_ in ("", "CARDINAL") and opens_sentence(first):
            name = name[:1].lower() + name[1:]
        return name or joined(self._text, (Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])),))

    def _phrase(self, noun: Token) -> list[Token]:
        """Return a noun with the words before it."""
        return [
            token for token in self._page.doc[max(noun.left_edge.i, noun.i - BEFORE) : noun.i + 1] if not token.is_space
        ]


_VAGUE = (SourceKind.UNNAMED, SourceKind.PERSON)
_OWN = (SourceKind.ARMED_GROUP, SourceKind.MILITARY, SourceKind.UN)
_NOBODY = Voice(name="", actor=None, kind=SourceKind.UNNAMED)


def _ends_at(head: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether a phrase ends with its noun, or only something beside the point follows: ", which keeps …"."""
    after = [token for token in tokens if token.i > head.i]
    return not after or (len(after) > 1 and after[0].text == "," and after[1].lower_ in pronouns()["relative"])


def _start(quotation: Quotation) -> int:
    return quotation.start
