"""What a source's own words call it: a person by name, a body by name, or a description.

Knows: how the words of a source are cut down to a name, and "its chairman" to "chairman of NAME".
Does not know: whom pronouns and short forms point back to (coreference), which words are a source (attributions).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rashomon.reading.actors import ActorEntry, ActorLexicon
from rashomon.reading.coreference import Memory
from rashomon.reading.described import Kinds, pronouns
from rashomon.reading.kinds import nouns
from rashomon.reading.people import LONGEST_NAME, Introduction, is_human, named_so, names_in, titles
from rashomon.reading.phrases import ARTICLES, head_of, is_noun, opens_sentence, text_of
from rashomon.reading.voice import LONGEST_GIVEN, VAGUE, Voice, gender_of, gender_of_word
from rashomon.record.attribution import SourceKind
from rashomon.record.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rashomon.reading.page import ActorMention, Page

CLAUSE = 8
"""Words behind a name that are looked at for a clause."""
SHORTEST_BODY = 2
"""Words of a body's name at least, where only a noun before it tells that it is one."""
HONOURED = 3
"""Words at least of an honour with an office behind it."""
_COMMANDER = frozenset({"commander"})
"""An office that fighters have too: in their own reports it is theirs, where nothing else is said."""
_OFFICES = (SourceKind.OFFICIAL, SourceKind.UN)
_INSIDE = frozenset({"of", "the", "for", "and", "-"})
_SPACE = re.compile(r"\s+")
_EDGES = ' ,;:.–—-"“”'

Owner = Callable[["Token", int], Voice | None]


class Naming:
    """Names the sources of one report; `owner` says whose "its" or "our" is in a sentence, None: not safe."""

    def __init__(
        self, page: Page, actors: ActorLexicon, memory: Memory, mentions: Mapping[int, ActorMention], owner: Owner
    ) -> None:
        self._page = page
        self._lexicon = actors
        self._nouns = nouns()
        self._memory = memory
        self._mentions = mentions
        self._owner = owner
        self.kinds = Kinds(page, mentions, memory, owner)
        self._aliases = memory.aliases
        self._waiting = 0

    def meet(self, before: int) -> None:
        """Note who is introduced in the tokens up to `before`."""
        people = self._memory.people.all
        while self._waiting < len(people) and people[self._waiting].start < before:
            one = people[self._waiting]
            self._memory.introduced(self._introduced(one))
            self._waiting += 1

    def described(self, tokens: Sequence[Token], head: Token, sentence: int) -> Voice:
        """Return the voice that the words of a source describe."""
        if len(tokens) > HONOURED and tokens[0].tag_ == "PRP$" and tokens[1].lower_ in pronouns()["honours"]:
            tokens, head = tokens[2:], head_of(tokens[2:])  # "His Excellency the President of the Council"
        one = self._memory.people.in_source(tokens)
        if one is not None:
            return self._person(one, tokens)
        meant = self._memory.pointed_at(tokens, head, sentence)
        if meant is not None:
            return meant
        body = self._described_body(tokens)
        if body is not None:
            return body
        known = self._known(tokens)
        if known is not None:
            return known
        voice = self._plain(tokens, head, sentence)
        if voice.actor is not None or not voice.human or not voice.named:
            return self._owned(tokens, head, voice, sentence)
        return replace(voice, kind=SourceKind.PERSON) if voice.kind is SourceKind.UNNAMED else voice

    def phrase(self, noun: Token, widest: int) -> list[Token]:
        """Return a noun with the words before it."""
        first = max(noun.left_edge.i, noun.i - widest)
        return [token for token in self._page.doc[first : noun.i + 1] if not token.is_space]

    def _described_body(self, tokens: Sequence[Token]) -> Voice | None:
        """Return the body whose name stands behind a noun that describes it: "the newspaper Al-Fajr"."""
        part, name = self._beside(tokens) or self._before_name(tokens)
        mention = self._mentions.get(name[-1].i) if name else None
        if not part or not name or (mention is not None and mention.actor is not None):
            return None
        kind = self.kinds.of(part, part[-1])
        if kind in VAGUE:
            kind = self.kinds.of_name(text_of(name)) or kind
        words = frozenset(token.lower_ for token in name)
        return Voice(text_of(name), None, kind, words=words, head=name[-1].lower_, body=True)

    def _before_name(self, tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
        """Return a noun of a body, with the words before it, and the name right behind it; empty: there is none."""
        part = tokens[: next((at for at, token in enumerate(tokens) if token.text == ","), len(tokens))]
        first = len(part)
        while first and (named_so(part[first - 1]) or part[first - 1].text == "-" or part[first - 1].lower_ == "and"):
            first -= 1
        while first < len(part) and not part[first].text[0].isupper():
            first += 1
        described = first > 0 and self._nouns.describes(part[first - 1].lower_) and len(part) - first >= SHORTEST_BODY
        owned = any(token.tag_ == "POS" or token.pos_ == "ADP" for token in part)
        return (part[:first], part[first:]) if described and not owned else ((), ())

    def _beside(self, tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]] | None:
        """Return a noun of no human being and the name between commas behind it: "a rival paper, the Anchor,"."""
        parts: list[list[Token]] = [[]]
        for token in tokens:
            if token.text == ",":
                parts.append([])
            else:
                parts[-1].append(token)
        if len(parts) < 2 or not parts[0] or not parts[1]:
            return None
        name = parts[1][1:] if parts[1][0].lower_ in ARTICLES else parts[1]
        noun = next((at for at, token in enumerate(parts[0]) if token.pos_ == "ADP"), len(parts[0]))
        before = parts[0][:noun]
        named = bool(name) and name[0].text[0].isupper() and name[-1].text[0].isupper()
        named = named and all(named_so(token) or token.lower_ in _INSIDE for token in name)
        return (before, name) if named and before and before[-1].text.islower() and is_noun(before[-1]) else None

    def _known(self, tokens: Sequence[Token]) -> Voice | None:
        """Return whom a name alone stands for where the report has it in full: "Ruiz", "Mr Ruiz", "Abu Nasir"."""
        name = [token for token in tokens if token.text not in (",", "-")]
        while name and (name[0].lower_ in titles() or name[0].lower_ in ARTICLES):
            name = name[1:]
        if not 0 < len(name) <= LONGEST_NAME or not names_in(name[-1]) or tokens[0].lower_ == "the":
            return None
        written = text_of([token for token in tokens if token.i >= name[0].i]).strip(_EDGES)
        return self._memory.full_name(written)

    def _person(self, one: Introduction, tokens: Sequence[Token]) -> Voice:
        """Return the person whom a source names, with the words that tell the part."""
        voice = self._introduced(one)
        if voice.actor is None:
            kind = self._kind_behind(one, tokens) if voice.kind in (*VAGUE, SourceKind.OFFICIAL) else None
            kind = kind or (self._kind_beside(one, tokens) if voice.kind in VAGUE else None)
            voice = replace(voice, kind=kind or voice.kind)
        if voice.actor is None and len(voice.name.split()) < LONGEST_GIVEN:
            full = self._memory.full_name(voice.name)
            if full is not None:
                kind = voice.kind if full.kind in VAGUE else full.kind
                return replace(full, kind=kind, roles=full.roles | voice.roles, gender=full.gender or voice.gender)
            if one.titled and one.first >= tokens[0].i and one.end - one.start == 1:
                first, doc = one.start, tokens[0].doc
                while first > tokens[0].i and doc[first - 1].is_title and doc[first - 1].lower_ in titles():
                    first -= 1
                written = list(doc[first : one.end])
                titled = written[0].is_title and len(written) > 1 and written[1].is_title
                return replace(voice, name=text_of(written) if titled else self._lowered(text_of(written), written[0]))
        return voice

    def _kind_behind(self, one: Introduction, tokens: Sequence[Token]) -> SourceKind | None:
        """Return the kind of the body that stands right behind a name: "Sheikh Zayd of the Front"."""
        after = [token for token in tokens if token.i >= one.end]
        if not after or after[0].lower_ not in ("of", "from"):
            return None
        mention = self._mentions.get(after[-1].i)
        return mention.kind if mention is not None and mention.kind in self._nouns.given else None

    def _kind_beside(self, one: Introduction, tokens: Sequence[Token]) -> SourceKind | None:
        """Return the kind that a group, a body or a place in a source's words gives its person; else None."""
        if tokens[0].lower_ in pronouns()["partitives"]:
            group = self._memory.group(tokens[0].i, self._memory.sentence(tokens[0].idx))
            return None if group is None else group.kind
        after = [token for token in tokens if token.i >= one.end]
        head = None if one.head is None or one.head < one.start else self._page.doc[one.head]
        if head is not None and self._nouns.head(head.lower_) in self._nouns.apart - self._nouns.dwellers:
            return None
        clause = bool(after) and any(token.lower_ in pronouns()["relative"] for token in after[:2])
        if clause and any(token.lemma_.lower() in pronouns()["studying"] for token in after):
            return SourceKind.EXPERT
        told = self._clause_behind(one)
        if told is not None:
            return told
        if clause and any(
            self._nouns.kind(self._nouns.head(token.lower_) or "") is SourceKind.WITNESS for token in after
        ):
            return SourceKind.WITNESS
        aged = one.head is None and len(after) > 1 and after[1].like_num
        return SourceKind.RESIDENT if aged or self._nouns.places_named(after) else None

    def _clause_behind(self, one: Introduction) -> SourceKind | None:
        """Return what a clause behind a name tells, in the source or after it: "Ana Ruiz, who fled the town"."""
        clause = self._page.doc[one.end : one.end + CLAUSE]
        if len(clause) < CLAUSE or clause[0].text != "," or clause[1].lower_ not in pronouns()["relative"]:
            return None
        verb = next((token for token in clause[2:] if token.pos_ == "VERB" or token.is_punct), None)
        if verb is not None and verb.lemma_.lower() in pronouns()["leaving"]:
            return SourceKind.RESIDENT
        if verb is None or verb.lemma_.lower() not in pronouns()["leading"]:
            return None
        body = next((thing for thing in verb.rights if thing.dep_ == "dobj"), None) if verb.n_rights else None
        kind = None if body is None else self.kinds.of(self.phrase(body, CLAUSE), body)
        return kind if kind in self._nouns.given else None

    def _introduced(self, one: Introduction) -> Voice:
        """Return a person with the part that the words beside the name tell."""
        doc = self._page.doc
        name = doc[one.start : one.end]
        first, last = min(one.start, one.first), max(one.end, one.last)
        mention = self._mentions.get(one.end - 1)
        words = [token for token in doc[one.first : one.last] if not token.is_space]
        told = one.start
        while told and doc[told - 1].lower_ in titles():
            told -= 1
        beside = (*words, *doc[told : one.start])
        roles = frozenset(token.lower_ for token in beside if token.is_alpha or token.lower_ in titles())
        gender = gender_of(doc, first, last)
        kind = SourceKind.PERSON
        if one.head is not None:
            kind = self.kinds.of(words, doc[one.head])
        if kind in VAGUE and (one.first < one.start or one.head is None):
            kind = self.kinds.of_titles(words if one.first < one.start else beside) or kind
        if kind is SourceKind.GOVERNMENT:
            kind = SourceKind.OFFICIAL
        maker = self._memory.maker
        if kind is SourceKind.MILITARY and maker is not None and maker.kind is SourceKind.ARMED_GROUP:
            kind = maker.kind if roles == _COMMANDER else kind
        if mention is not None and mention.actor is not None:
            entry = self._lexicon.entries.get(mention.actor)
            if entry is not None and entry.person:
                return replace(self._entered(mention, entry, 0), start=one.start, roles=roles)
        if kind is SourceKind.UNNAMED:
            kind = SourceKind.PERSON
        return Voice(
            name=name.text,
            actor=None,
            kind=kind,
            human=True,
            words=frozenset(name.text.lower().split()),
            head=name[-1].lower_,
            start=one.start,
            sentence=self._memory.sentence(name[0].idx),
            gender=gender,
            roles=roles,
        )

    def _owned(self, tokens: Sequence[Token], head: Token, voice: Voice, sentence: int) -> Voice:
        """Return "its chairman" as "chairman of NAME", "his spokesman" as "spokesman for NAME", if that is known."""
        first = tokens[0]
        if (
            first.tag_ != "PRP$"
            or (voice.many and first.lower_ != "its" and not self._near(first, head))
            or head.i <= first.i
            or not (self._nouns.head(head.lower_) or self._nouns.seems_human(head.lower_))
        ):
            return voice
        if any(token.tag_ == "POS" and first.i < token.i < head.i for token in tokens):
            return voice
        owner = self._owner(first, sentence)
        if owner is None or not owner.name or owner.name.lower() in pronouns()["all"]:
            return voice
        owner = owner if owner.named or owner.human else self._memory.body_of(owner) or owner
        staff = head.lower_ in pronouns()["staff"] and owner.kind in _OFFICES
        if owner.human and ((not owner.named and not staff) or "'s " in owner.name or "’s " in owner.name):
            return voice
        holder = None if voice.many else self._memory.holder_for(head, owner, sentence)
        if holder is not None:
            return holder
        noun = text_of([token for token in tokens if first.i < token.i <= head.i])
        joint = "for" if head.lower_ in pronouns()["spokesmen"] else "of"
        body = owner.name if owner.named else f"the {owner.name}"
        return replace(voice, name=f"{noun} {joint} {body}")

    def _near(self, owner: Token, head: Token) -> bool:
        """Tell whether a plural names those whom one person has around: "her neighbours", "his sons"."""
        person = owner.lower_ in pronouns()["person"]
        return person and (self._nouns.head(head.lower_) in self._nouns.apart or head.lower_ in pronouns()["followers"])

    def _plain(self, tokens: Sequence[Token], head: Token, sentence: int) -> Voice:
        """Return the voice that a noun or name describes."""
        pronoun = head.lower_ in pronouns()["all"] and (head.pos_ == "PRON" or head.text.islower())
        mention = None if pronoun else self._mentions.get(head.i)
        longer = mention is not None and mention.actor is not None and mention.start > tokens[0].i
        if longer and self._memory.kind_of(self._as_written(tokens, head)):
            # "Warm Hands Ukraine" is not Ukraine
            mention = None
        joint = any(token.dep_ == "conj" and token.head.i == head.i and is_noun(token) for token in tokens)
        if mention is not None and mention.start <= tokens[-1].i < mention.end and self._memory.names_body(mention):
            joint = False
        name = self._as_written(tokens, head)
        long = None if joint or pronoun else self._aliases.long(name)
        if mention is not None and not joint and is_noun(head) and long is None:
            if mention.actor is not None:
                return self._entered(mention, self._lexicon.entries.get(mention.actor), sentence)
            if self._memory.names_body(mention):
                return self._body(mention, tokens, head)
            if mention.end == head.i + 1 and self._memory.names_person(mention):
                return self._mentioned(mention, head, sentence)
        if long is not None:
            name = long
        if mention is None and not joint and len(tokens) == 1 and head.pos_ == "PROPN":
            short = self._memory.opening_with(head.lower_)
            if short is not None:
                return short
        entry = None if joint or (pronoun and not head.is_upper) else self._lexicon.lookup(name)
        if entry is not None and not entry.person:
            name = long or entry.name
            return Voice(name, entry.id, entry.kind, words=frozenset(name.lower().split()), head=head.lower_)
        kind = self.kinds.of(tokens, head)
        if long is not None:
            kind = self._memory.kind_of(long) or self.kinds.of_name(long) or kind
        many = joint or head.tag_ in ("NNS", "NNPS") or head.lower_ in ("they", "we")
        part = self._part_beside(tokens) if head.lower_ in pronouns()["elliptical"] else frozenset()
        return Voice(
            name=name,
            actor=None,
            kind=kind,
            human=bool(part) or (not many and not pronoun and long is None and self._human(head, kind)),
            many=many and not pronoun,
            words=frozenset(name.lower().split() if long else (token.lower_ for token in tokens if token.is_alpha)),
            head=name.lower().split()[-1] if long else head.lower_,
            gender=gender_of(self._page.doc, tokens[0].i, head.i + 1),
            body=long is not None,
            roles=part,
        )

    def _part_beside(self, tokens: Sequence[Token]) -> frozenset[str]:
        """Return the words of the part behind one of several: "one of them, a tea seller,"; empty: there is none."""
        at = next((at for at, token in enumerate(tokens[:-1]) if token.text == ","), len(tokens))
        part = [token for token in tokens[at + 1 :] if token.text != ","]
        described = len(part) > 1 and part[0].lower_ in ("a", "an") and is_human(part[-1])
        return frozenset(token.lower_ for token in part[1:]) if described else frozenset()

    def _human(self, head: Token, kind: SourceKind) -> bool:
        """Tell whether a noun in the singular is one of a human being."""
        noun = head.lemma_.lower()
        known = self._nouns.is_human(noun, kind) or self._nouns.is_human(noun, self._nouns.kind(noun))
        return known or self._nouns.seems_human(head.lower_)

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

    def _body(self, mention: ActorMention, tokens: Sequence[Token], head: Token) -> Voice:
        kind = mention.kind or self._memory.kind_of(mention.name) or self.kinds.of(tokens, head)
        words = frozenset(mention.text.lower().split())
        many = head.tag_ == "NNPS"
        name = self._aliases.long(mention.name) or self._memory.body_in_full(mention.name) or mention.name
        return Voice(name, None, kind, many=many, words=words, head=head.lower_, body=True)

    def _mentioned(self, mention: ActorMention, head: Token, sentence: int) -> Voice:
        full = self._memory.full_name(mention.name)
        kind = mention.kind or SourceKind.PERSON
        gender = gender_of(self._page.doc, mention.start, mention.end)
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
        kept = kept[:-1] if len(kept) > 1 and kept[-1].tag_ == "POS" else kept
        name = self._lowered(_SPACE.sub(" ", text_of(kept)).strip(_EDGES), kept[0])
        return name or Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])).of(self._page.report.text)

    def _lowered(self, name: str, first: Token) -> str:
        """Return words with a small first letter where only the sentence's opening gave it a capital."""
        common = first.pos_ in ("ADJ", "DET", "NUM", "PRON") or self._nouns.is_common(first.lower_)
        common = common or first.lower_ in pronouns()["partitives"]
        proper = first.lower_ == "i" or (first.pos_ == "NUM" and name.istitle())
        if first.is_title and common and not proper and first.ent_type_ in ("", "CARDINAL") and opens_sentence(first):
            return name[:1].lower() + name[1:]
        return name
