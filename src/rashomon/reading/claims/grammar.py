"""The parse as plain lists, and the clauses in it.

Knows: heads, relations, lemmas, clause boundaries, who the subject of a verb is, whether a verb is passive.
Does not know: what any word means, or what other steps found.
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from rashomon.reading.claims.mending import mend
from rashomon.reading.lexicon import load
from rashomon.record.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

LONGEST_WALK = 400
"""Tokens visited at most from one word: a clause longer than this is a list, a table or hostile."""

MOST_CHILDREN = 100
"""Words kept as children of one word: a word with more heads a list, a table or something hostile."""

DEEPEST = 8
"""Words followed at most from conjunct to conjunct, or from preposition to preposition."""

LONGEST_HEADLINE = 30
"""Words after a verb in which its line must end for a headline."""

_ATTRIBUTES: list[int | str] = ["HEAD", "DEP", "LEMMA", "LOWER", "TAG"]
_CLAUSES = frozenset({"ROOT", "relcl", "advcl", "ccomp", "acl", "parataxis", "csubj", "csubjpass", "pcomp"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SEEING = frozenset({"find", "count", "see", "leave", "discover", "record", "list", "register", "have"})
ACCUSING = frozenset({"accuse", "blame", "condemn", "suspect", "denounce"})
"""Verbs whose object is who did what follows them: `accused the rebels of shelling Binnish`."""
_APPEALS = frozenset({"call", "appeal", "plead", "shout", "prevail"})
_ADDRESSED = ("on", "upon", "to")
"""Prepositions before whom a call is for: `called on both parties to withdraw`, `appealed to parents to leave`."""
_STOPS = frozenset({".", "?", "!"})
_EDGES = frozenset({".", ",", ";", ":", "-", "–", "—", "and", "but", "or", '"', "”", "“", "(", ")", "'"})


class Grammar:
    """A parsed text as lists over its tokens. Indices are token indices of the page's doc."""

    def __init__(self, doc: Doc) -> None:
        strings = doc.vocab.strings
        columns: list[list[int]] = doc.to_array(_ATTRIBUTES).astype("int64").T.tolist() if len(doc) else [[]] * 5
        names: dict[int, str] = {}
        for column in columns[1:]:
            for key in set(column):
                names[key] = strings[key & 0xFFFFFFFFFFFFFFFF]
        self.size = len(doc)
        self.head: list[int] = [i + offset for i, offset in enumerate(columns[0])]
        self.dep: list[str] = [names[key] for key in columns[1]]
        self.lemma: list[str] = [names[key].lower() for key in columns[2]]
        self._done_to = frozenset(load("lemmas")["headlines"]["done_to"])
        self.word: list[str] = [names[key] for key in columns[3]]
        self.tag: list[str] = [names[key] for key in columns[4]]
        self.start: list[int] = [token.idx for token in doc]
        self.end: list[int] = [start + len(word) for start, word in zip(self.start, (t.text for t in doc), strict=True)]
        self.children: list[list[int]] = [[] for _ in range(self.size)]
        for i, head in enumerate(self.head):
            if head != i and len(self.children[head]) < MOST_CHILDREN:
                self.children[head].append(i)
        mend(self)
        self.clause: list[int] = self._clauses()
        self.members: dict[int, list[int]] = {}
        for i, clause in enumerate(self.clause):
            self.members.setdefault(clause, []).append(i)

    def move(self, i: int, head: int, dep: str) -> None:
        """Hang a word on another, or make it a root by hanging it on itself."""
        if self.head[i] != i and i in self.children[self.head[i]]:
            self.children[self.head[i]].remove(i)
        self.head[i], self.dep[i] = head, "ROOT" if head == i else dep
        if head != i and len(self.children[head]) < MOST_CHILDREN:
            insort(self.children[head], i)

    def verbal(self, i: int) -> bool:
        """Tell whether the word is tagged as a verb."""
        return self.tag[i].startswith("VB")

    def opens_clause(self, i: int) -> bool:
        """Tell whether the word heads a clause of its own."""
        dep = self.dep[i]
        if dep == "ROOT" or self.head[i] == i:
            return True
        if not self.verbal(i):
            return False
        return dep in _CLAUSES or (dep == "conj" and self.verbal(self.head[i]))

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first child of `i` in one of the relations, None when there is none."""
        for j in self.children[i]:
            if self.dep[j] in deps:
                return j
        return None

    def passive(self, verb: int) -> bool:
        """Tell whether the verb's subject undergoes it: `were killed`, `people killed in`, headline `6 killed`."""
        for _ in range(DEEPEST):
            if self.child(verb, "auxpass", "nsubjpass", "agent") is not None:
                return True
            if self.tag[verb] not in ("VBN", "VBD") or self.child(verb, "dobj") is not None:
                return False
            if self.dep[verb] == "acl" or self._told_short(verb) or self._seen_so(verb):
                return True
            if self.tag[verb] == "VBD" or self.child(verb, "aux") is not None:
                return False
            head = self.head[verb]
            shared = self.dep[verb] == "conj" and self.verbal(head) and self.child(verb, *_SUBJECTS) is None
            if not shared or head == verb:
                return True
            verb = head
        return True

    def _told_short(self, verb: int) -> bool:
        """Tell whether a headline says of its subject what was done to it: `Tanker driver gunned down`."""
        if self.tag[verb] != "VBD" or self.lemma[verb] not in self._done_to or self.child(verb, "aux") is not None:
            return False
        ahead = self.word[verb : verb + LONGEST_HEADLINE]
        return next(("\n" in word for word in ahead if "\n" in word or word in _STOPS), len(ahead) < LONGEST_HEADLINE)

    def _seen_so(self, verb: int) -> bool:
        """Tell whether somebody saw or left somebody so: `counted eight boys shot dead beside the wells`."""
        if self.dep[verb] != "ccomp" or self.tag[verb] != "VBD" or self.child(verb, "mark", "aux") is not None:
            return False
        return self.lemma[verb] in self._done_to and self.lemma[self.head[verb]] in _SEEING

    def subject(self, verb: int) -> int | None:
        """Return the head of the verb's subject, through relative pronouns, shared subjects and participles."""
        for _ in range(DEEPEST):
            found = self.child(verb, *_SUBJECTS)
            if found is not None:
                return self._meant(found, verb)
            dep, head = self.dep[verb], self.head[verb]
            if dep == "acl" and not self.verbal(head):
                return head
            if dep in ("xcomp", "ccomp") and self.word_before(verb) == "to":
                governed = self._told_to(verb, head)
                if governed is not None:
                    return governed
            if dep not in ("conj", "xcomp", "advcl", "pcomp", "acl") or head == verb:
                return None
            if verb and dep == "advcl" and self.dep[verb - 1] == "pobj" and self.head[self.head[verb - 1]] == head:
                return verb - 1 if self.word[self.head[verb - 1]] == "by" else None  # `killed by army shelling of …`
            if dep == "pcomp":
                by, head = self.word[head] == "by", self.head[head]
                accused = self._accused(head)
                if accused is not None or (by and self.verbal(head) and self.passive(head)):
                    return accused
            if not self.verbal(head):
                return None
            verb = head
        return None

    def _told_to(self, verb: int, head: int) -> int | None:
        """Return who is to do what `verb` says, under `head`: `ordered them to leave`, `called on them to leave`."""
        governed = self.child(head, "dobj")
        if governed is None and self.lemma[head] in _APPEALS:
            return next((k for word, k in self.prepositions(head) if word in _ADDRESSED and k < verb), None)
        return governed

    def _accused(self, above: int) -> int | None:
        """Return who is accused of what stands below `above`: an accusing verb, or whom the parser hangs it on."""
        verb = above if self.verbal(above) else self.head[above]
        if self.lemma[verb] not in ACCUSING or not self.verbal(verb):
            return None
        return self.object(verb) if verb == above else above if self.dep[above] == "dobj" else None

    def object(self, verb: int) -> int | None:
        """Return the head of what the verb is done to: its object, or the subject of a passive."""
        if self.passive(verb):
            return self.subject(verb)
        found = self.child(verb, "dobj")
        return None if found is None else self._meant(found, verb)

    def _meant(self, i: int, verb: int) -> int:
        """Return what a relative pronoun in the clause of `verb` stands for; any other word stands for itself."""
        if self.word[i] not in _RELATIVE:
            return i
        for _ in range(DEEPEST):
            if self.dep[verb] == "relcl":
                return self.head[verb]
            if self.dep[verb] not in ("conj", "xcomp", "ccomp") or self.head[verb] == verb:
                break
            verb = self.head[verb]
        return i

    def word_before(self, i: int) -> str:
        """Return the word before `i` in lower case, empty at the start."""
        return self.word[i - 1] if i else ""

    def prepositions(self, i: int) -> Iterator[tuple[str, int]]:
        """Yield the prepositions that hang on `i` with the head of what each governs (`by` of a passive included)."""
        waiting = [(j, 0) for j in self.children[i] if self.dep[j] in ("prep", "agent", "dative")]
        for j, depth in waiting:
            for k in self.children[j]:
                if self.dep[k] == "pobj":
                    yield self.word[j], self._meant(k, i)
                elif self.dep[k] == "prep" and depth < DEEPEST:
                    waiting.append((k, depth + 1))

    def subtree(self, i: int) -> Iterator[int]:
        """Yield `i` and the words below it, nearest first, at most LONGEST_WALK of them."""
        queue, at = [i], 0
        while at < len(queue) and at < LONGEST_WALK:
            yield queue[at]
            queue.extend(self.children[queue[at]])
            at += 1

    def conjuncts(self, i: int) -> list[int]:
        """Return `i` and the words joined to it by `and`, `or` or a comma, nouns to nouns."""
        found, at = [i], 0
        while at < len(found) and len(found) < 12:
            found.extend(
                j
                for j in self.children[found[at]]
                if self.dep[j] == "conj" and self.verbal(j) == self.verbal(i) and j not in found
            )
            at += 1
        return found

    def span(self, first: int, last: int) -> Span:
        """Return the characters from word `first` to word `last`, without outer punctuation and conjunctions."""
        while first < last and self.word[first] in _EDGES:
            first += 1
        while last > first and (self.word[last] in _EDGES or not self.word[last].strip()):
            last -= 1
        while first < last and not self.word[first].strip():
            first += 1
        return Span(self.start[first], self.end[last])

    def _clauses(self) -> list[int]:
        clause = [-1] * self.size
        for i in range(self.size):
            path, at = [], i
            while clause[at] < 0 and not self.opens_clause(at):
                path.append(at)
                at = self.head[at]
            known = clause[at] if clause[at] >= 0 else at
            clause[at] = known
            for j in path:
                clause[j] = known
        return clause
