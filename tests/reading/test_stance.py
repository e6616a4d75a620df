"""How a source means what it says, from cue words alone and from parsed sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.reading.page import Page
from rashomon.reading.stance import hedge_of, stance_of, stance_of_tokens
from rashomon.record.attribution import Stance

TABLE = """
The ministry [said] {the road was open} = asserts
The envoy [told reporters] {the talks had begun} = asserts
The agency [reported] {that two bridges were cut} = asserts
Officials [announced] {a curfew} = asserts
The army [confirmed] {the loss of a drone} = asserts
The mayor [added] {that schools were shut} = asserts
The analyst [noted] {that supplies were low} = asserts
The group [claimed responsibility for] {the blast} = asserts
The governor [admitted] {that mistakes were made} = asserts
The commander [insisted] {the hill was his} = asserts
The minister [acknowledged] {the strike} = asserts
The party [condemned] {the arrests} = asserts
The agency [quoted a doctor as saying] {wards were full} = asserts
The council [agreed that] {the truce had failed} = asserts
The opposition [has called] {it a siege} = asserts
The judge [stated] {that nobody was above the law} = asserts
The government [said] {nobody is forced to go} = asserts
The ministry [said] {it had not shelled the town} = asserts
The spokesman [pointed out] {that the bridge was old} = asserts
[According to] the charity, {wells were poisoned} = asserts
The ministry [denied] {the report} = denies
The army [has denied] {shelling the clinic} = denies
The general [denied that] {troops had entered} = denies
The embassy [refuted] {the story} = denies
The militia [rejected] {accusations of looting} = denies
The ministry [dismissed] {reports of a mutiny} = denies
The leader [dismissed] {the claim as a fairy tale} = denies
The council [ruled out] {any talks} = denies
The official said [there is no truth to] {the rumour} = denies
The police [rebutted] {the charge} = denies
The clerk [said] {there is no truth to the tale} = denies
The clerk [explained] {it is not true that he ran} = denies
The envoy [scoffed at] {the theory} = denies
The envoy [brushed aside] {the figures} = denies
The judge [described] {the confession as imaginary} = denies
The office [neither confirmed nor denied] {the arrest} = doubts
The office [refused to answer] {the letter} = doubts
The office [has yet to confirm] {the arrest} = doubts
The guild [holds] {the bank responsible for the fire} = alleges
The widow [is certain] {that he lives} = believes
The group [issued a denial of] {the attack} = denies
The press office [debunked] {the video} = denies
The commander [refused] {to leave the city} = denies
The state agency [disavowed] {the statement} = denies
The party [repudiated] {the letter} = denies
The army [continued to deny] {the losses} = denies
The spokesman [did not say] {how many had died} = doubts
The army [did not confirm] {the strike} = doubts
The ministry [would not say] {who fired} = doubts
The police [refused to confirm] {the arrest} = doubts
The envoy [declined to comment on] {the plan} = doubts
The office [refused to say] {where he was} = doubts
Officials [could not confirm] {the toll} = doubts
The agency [could not verify] {the footage} = doubts
The general [stopped short of] {blaming the militia} = doubts
Diplomats [doubted] {that the truce would hold} = doubts
Experts [cast doubt on] {the figures} = doubts
Lawyers [questioned] {the findings} = doubts
The minister [neither confirmed nor denied] {the deal} = doubts
The group [has not claimed] {the bombing} = doubts
The colonel [did not deny] {the losses} = doubts
The ministry [never said] {the road was safe} = doubts
The army [did not immediately respond to] {the allegation} = doubts
The mayor [does not believe] {the siege will end} = doubts
The president [is sceptical of] {the offer} = doubts
The panel [found no evidence of] {gas} = doubts
Activists [accused] {the army of burning crops} = alleges
The rebels [claimed] {to hold the airport} = alleges
The militia [claimed that] {it downed a jet} = alleges
The lawyer [alleged] {that he was tortured} = alleges
Moscow [blamed] {the militants for the blast} = alleges
The report [implicated] {a colonel} = alleges
The minister [hinted] {that arms were sent} = alleges
The mayor [called] {the order a forced displacement} = alleges
The party [described] {the raid as a massacre} = alleges
Farmers [have accused] {the settlers of theft} = alleges
The council [levelled accusations of] {fraud} = alleges
Prosecutors [charged] {that he lied} = alleges
The UN [called for] {a ceasefire} = calls_for
The charity [calls for] {safe passage} = calls_for
Aid groups [urged] {all sides to stop} = calls_for
The council [demanded] {the release of hostages} = calls_for
The envoy [appealed for] {calm} = calls_for
The pope [called on] {leaders to talk} = calls_for
The army [ordered] {people to leave} = calls_for
Doctors [asked for] {blood} = calls_for
Residents [asked] {the army to withdraw} = calls_for
The mayor [warned] {residents not to return} = calls_for
The army [told residents and urged] {them to go} = calls_for
A guard [told] {them to come back at dawn} = calls_for
The monitor [asks] {that the corporal be heard} = calls_for
The monitor [said] {the governor had dismissed its findings as hearsay} = asserts
The monitor [said] {the letter was hearsay} = denies
The panel [recommended] {an inquiry} = calls_for
The union [pleaded for] {help} = calls_for
The agency [insisted on] {access} = calls_for
Villagers [wanted] {the troops gone} = calls_for
The president [vowed] {to retake every village} = commits
The rebels [promised] {to free the men} = commits
The parties [agreed to] {a truce} = commits
The army [plans to] {open a corridor} = commits
The group [threatened] {to shell the port} = commits
The donors [pledged] {two million} = commits
The envoy [offered] {to mediate} = commits
The government [has vowed] {to rebuild} = commits
The militia [intends to] {stay} = commits
The commander [swore] {to fight on} = commits
The regime [seeks to] {move the fighters} = commits
The bank [decided to] {close} = commits
The agency [warned that] {famine will spread} = predicts
The agency [warned] {if the road closes and nobody comes then food stocks in the valley would run out} = predicts
The UN [warned of] {a bloodbath} = predicts
The office [expects] {more rain} = predicts
Analysts [predicted] {a long war} = predicts
The bank [forecast] {a slump} = predicts
The general [anticipated] {an attack} = predicts
The monitor [warned] {the toll could rise} = predicts
Observers [do not expect] {a deal} = doubts
Diplomats [believe] {a deal is near} = believes
The doctor [thinks] {he will live} = believes
Relatives [hope] {he is alive} = believes
Residents [fear] {a new raid} = believes
The family [suspected] {the guards} = believes
Officials [expressed hope that] {talks go on} = believes
The ministry [is convinced that] {the bridge holds} = believes
The mayor [does not doubt] {the story} = believes
Reporters [asked whether] {the road was open} = asks
The judge [asked] {why he had fled} = asks
Neighbours [wondered] {who had fired} = asks
The envoy [asked if] {the men were alive} = asks
Relatives [demanded to know] {where they were} = asks
The ministry [called] {the report a fabrication} = denies
The minister [told] parliament {the story is untrue} = denies
The governor [contested] {the figure} = denies
Unconfirmed reports [said] {a ship was hit} = alleges
The mission [found no evidence] {that gas was used} = doubts
The mayor [laughed off] {rumours that he had left by boat} = denies
The palace [moved to quash] {rumours of a coup} = denies
The agency [contradicted] {the account of the fire} = denies
The minister [brushed] {the report} aside = denies
The ministry [mocked] {reports of a mutiny as the dream of idle men} = denies
The crowd [mocked] {the minister} = asserts
The army [decried] {the report as a smear} = denies
The deputy [called] {it a tale for children} = denies
The presidency [described] {the reports as without foundation} = denies
The general [called] {the reports of a rout, which had filled all the evening papers, a lie} = denies
The opposition [called] {the government's version laughable} = denies
The directorate [called] {the rumour a figment of feverish minds} = denies
The nurse [described] {the ward as a theatre of pain} = asserts
The monitor [described] {the report as credible} = asserts
The office [said] {the charges of theft were not borne out} = denies
The envoy [said] {the accusation did not correspond to reality} = denies
The prosecutor [said] {the reports of a mass grave were not accurate} = denies
The governor [said] {there was no basis for the report} = denies
The militia [said] {the news of his death has no truth to it} = denies
The general [said] {nothing could be further from the truth} = denies
The prosecutor [said] {the report was not false} = asserts
The engineer [said] {the bridge was far from the front} = asserts
The spokesman [said] {it was wrong to shell a hospital} = asserts
The general [insisted that] {no soldier had been lost} = asserts
The spokesman [did not say] {that the report was false} = doubts
The council [published] {a refutation of the article} = denies
The agency [carried] {the army's denial of the strike} = asserts
The mediator [refrained from saying] {who walked out} = doubts
"""
CASES = [line.rpartition(" = ")[::2] for line in TABLE.strip().splitlines()]


def _parts(marked: str, page_of: Callable[..., Page]) -> tuple[Page, list[int], list[int], list[int]]:
    """Return the page of a marked sentence and the token indices of its cue, content and source (before the cue)."""
    spans: dict[str, tuple[int, int]] = {}
    text = ""
    for char in marked:
        if char in "[{":
            spans[char] = (len(text), len(text))
        elif char in "]}":
            key = "[" if char == "]" else "{"
            spans[key] = (spans[key][0], len(text))
        else:
            text += char
    page = page_of(text + ".")
    cue, content = ([token.i for token in page.doc if spans[key][0] <= token.idx < spans[key][1]] for key in ("[", "{"))
    rest = [token.i for token in page.doc if token.i not in cue and token.i not in content and not token.is_punct]
    return page, cue, content, rest


@pytest.mark.parametrize(("marked", "stance"), CASES)
def test_stance_of_a_sentence(marked: str, stance: str, parsed: Callable[..., Page]) -> None:
    page, cue, content, rest = _parts(marked, parsed)
    doc = page.doc
    found = stance_of_tokens([doc[i] for i in cue], [doc[i] for i in content], [doc[i] for i in rest[:2]])
    assert found.value == stance


def test_there_are_enough_sentences() -> None:
    assert len(CASES) >= 100
    assert {stance for _, stance in CASES} == {stance.value for stance in Stance}


@pytest.mark.parametrize(
    ("cue", "context", "stance"),
    [
        ("be report", {"sourced": False, "passive": True}, Stance.ALLEGES),
        ("be report by", {"passive": True}, Stance.ASSERTS),
        ("reportedly", {"sourced": False}, Stance.ALLEGES),
        ("say", {"rumour": True}, Stance.ALLEGES),
        ("be believe to", {"sourced": False, "passive": True}, Stance.BELIEVES),
        ("say", {"negated": True}, Stance.DOUBTS),
        ("not only say", {}, Stance.ASSERTS),
        ("accusation", {"sourced": False}, Stance.ALLEGES),
        ("report", {"sourced": False}, Stance.ALLEGES),
        ("murmur", {}, Stance.ASSERTS),
        ("", {}, Stance.ASSERTS),
    ],
)
def test_stance_from_lemmas(cue: str, context: dict[str, bool], stance: Stance) -> None:
    assert stance_of(cue.split(), **context) is stance  # type: ignore[arg-type]


def test_upper_case_text_has_the_same_stance(parsed: Callable[..., Page]) -> None:
    doc = parsed("THE MINISTRY DENIED THE REPORT.").doc
    assert stance_of_tokens([doc[2]], list(doc[3:5]), list(doc[:2])) is Stance.DENIES


def test_words_outside_the_cue_negate_it(parsed: Callable[..., Page]) -> None:
    doc = parsed("The army did not say who had fired.").doc
    assert stance_of_tokens([doc[4]], list(doc[5:8]), list(doc[:2])) is Stance.DOUBTS


def test_a_verb_above_the_cue_counts(parsed: Callable[..., Page]) -> None:
    doc = parsed("The army refused to confirm the strike.").doc
    assert stance_of_tokens([doc[4]], list(doc[5:7]), list(doc[:2])) is Stance.DOUBTS


def test_nobody_claiming_is_no_allegation(parsed: Callable[..., Page]) -> None:
    doc = parsed("No group claimed the bombing.").doc
    assert stance_of_tokens([doc[2]], list(doc[3:5]), list(doc[:2])) is Stance.DOUBTS


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The blast may have been an accident.", "may"),
        ("He reportedly fled, and possibly died.", "reportedly, possibly"),
        ("The men appear to have left.", "appear to"),
        ("The men left in May.", None),
        ("An unconfirmed report.", "unconfirmed"),
    ],
)
def test_hedges_are_the_words_that_weaken(text: str, hedge: str | None, parsed: Callable[..., Page]) -> None:
    assert hedge_of(list(parsed(text).doc)) == hedge
