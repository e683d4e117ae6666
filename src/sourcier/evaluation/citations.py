"""The sentences and citations of an answer → citation recall and precision, attribution kept, verdicts.

Recall and precision of citations follow ALCE (Gao et al. 2023, arXiv 2305.14627, §3): a statement is
recalled when all that it cites, taken together, fully supports it; a citation is precise when its statement
is recalled and it supports the statement alone, or the others without it do not. Where ALCE asks an
entailment model, `ask.verify` decides here: the figures are as good as its verdicts (docs/evaluation.md says
how good).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcier.ask.reading.attributed import attributions
from sourcier.ask.reading.reporting import reporting
from sourcier.ask.verify import check_sentence
from sourcier.evaluation.intervals import Pair
from sourcier.types import Answer, Citation, Passage, Sentence, Verdict


def citation_scores(answer: Answer) -> dict[str, Pair]:
    """Pairs (hits, of) over the sentences of one answer that say something to check."""
    said = [one for one in answer.sentences if not _says_nothing(one)]
    if not said:
        return {}
    cited = {one.mark: one.passage for one in answer.citations}
    scores: dict[str, Pair] = {
        f"{verdict.value}_sentences": (sum(one.verdict is verdict for one in said), len(said))
        for verdict in (Verdict.SUPPORTED, Verdict.PARTIAL, Verdict.UNSUPPORTED, Verdict.UNCITED)
    }
    scores["citation_recall"] = (sum(one.verdict is Verdict.SUPPORTED for one in said), len(said))
    precise = [flag for one in said for flag in _precise(one, cited)]
    if precise:
        scores["citation_precision"] = (sum(precise), len(precise))
    attributed = [one for one in said if _passage_attributes(one, answer.citations)]
    if attributed:
        kept = sum(_keeps(one) for one in attributed)
        scores["attribution_kept"] = (kept, len(attributed))
    return scores


def _says_nothing(sentence: Sentence) -> bool:
    """A heading or a greeting: uncited, and no reason given."""
    return sentence.verdict is Verdict.UNCITED and not sentence.why


def _precise(sentence: Sentence, cited: Mapping[int, Passage]) -> list[bool]:
    """For each mark of the sentence whether it was needed."""
    passages = [cited[mark] for mark in sentence.marks if mark in cited]
    if sentence.verdict is not Verdict.SUPPORTED:
        return [False] * len(passages)
    if len(passages) < 2:
        return [True] * len(passages)
    return [
        _supported(sentence, [passage])
        or not _supported(sentence, [other for other in passages if other is not passage])
        for passage in passages
    ]


def _supported(sentence: Sentence, passages: Sequence[Passage]) -> bool:
    return check_sentence(sentence.text, passages, ()).verdict is Verdict.SUPPORTED


def _passage_attributes(sentence: Sentence, citations: Sequence[Citation]) -> bool:
    """Whether every span that the sentence rests on tells it as someone's word: one that states it is enough
    to state it."""
    spans = [one.quote for one in citations if one.mark in sentence.marks]
    return bool(spans) and all(attributions(span) for span in spans)


def _keeps(sentence: Sentence) -> bool:
    """Whether the sentence says whose word it is, or is marked as not fully supported."""
    if sentence.verdict is not Verdict.SUPPORTED:
        return True
    return bool(attributions(sentence.text) or reporting(sentence.text))
