"""An exchange → the HTML of its question, answer, verdicts and refusal, in the page's language."""

from __future__ import annotations

from collections.abc import Sequence

from sourcier.ask.show import answer_markdown
from sourcier.ask.showing.markup import Html, element, inline, join
from sourcier.ask.showing.wording import (
    VERDICTS,
    caveats,
    mode_line,
    paragraphs,
    premise_line,
    searched_lines,
    source_line,
    title_of,
    verdict_counts,
)
from sourcier.judgements import NO_REGISTER, Register
from sourcier.types import Answer, Bilingual, Sentence, Verdict
from sourcier.ui import follow_texts as words
from sourcier.ui import texts, weighing_texts
from sourcier.ui.exchange import Exchange
from sourcier.ui.sources import (
    divergences_html,
    ledger_html,
    nearest_html,
    origins_html,
    progress_html,
    sources_html,
    summary_html,
)


def conversation_html(exchanges: Sequence[Exchange], language: str, register: Register = NO_REGISTER) -> Html:
    """The finished exchanges, oldest first; the last one can be asked again and edited."""
    last = len(exchanges) - 1
    return join(
        exchange_html(exchange, number, language, is_last=number == last, register=register)
        for number, exchange in enumerate(exchanges)
    )


def live_html(exchange: Exchange, number: int, language: str) -> Html:
    """The exchange that is being answered: what has come so far, and what is being done."""
    parts: list[Html] = []
    if exchange.understood and exchange.understood.rewritten:
        parts.append(_understood(exchange.understood.standalone_question, language))
    if exchange.retrieved and (translation := exchange.retrieved.searched.translation):
        parts.append(_understood(translation, language, label=texts.TRANSLATED))
    sentences = [
        _sentence(sentence, index, number, exchange, language)
        for index, sentence in enumerate(exchange.sentences)
    ]
    text, marks = exchange.pending()
    if text:
        buttons = [_mark(mark, None, number, exchange, language) for mark in marks]
        sentences.append(element("span", text, " ", *buttons, class_="sentence pending"))
    if sentences:
        parts.append(element("p", *_spaced(sentences), class_="prose"))
    parts.append(_doing(exchange, language))
    body = element("div", *parts, class_="answer", lang=language, aria_busy="true")
    return join([_turn(exchange, number, language, body), _announcement(exchange, language)])


def exchange_html(
    exchange: Exchange, number: int, language: str, *, is_last: bool, register: Register = NO_REGISTER
) -> Html:
    """One finished exchange."""
    parts: list[Html] = []
    answer = exchange.answer
    if exchange.error is not None:
        parts.append(
            element(
                "div",
                element("p", inline(exchange.error.message.in_(language)), class_="what"),
                element("p", texts.NEXT_STEP.in_(language), " ", inline(exchange.error.hint.in_(language))),
                class_="problem",
                role="alert",
            )
        )
    if answer is not None:
        if answer.standalone_question.strip() != answer.question.strip():
            action = "correct" if is_last else None
            parts.append(_understood(answer.standalone_question, language, action=action))
        if answer.searched.translation:
            action = "translation" if is_last else None
            parts.append(
                _understood(answer.searched.translation, language, label=texts.TRANSLATED, action=action)
            )
        if answer.refused:
            parts += _refusal(answer, number, language, register)
        else:
            parts += _answer(exchange, number, language, register)
    parts.append(_actions(exchange, number, language, register, is_last=is_last))
    return _turn(exchange, number, language, element("div", *parts, class_="answer"))


def _turn(exchange: Exchange, number: int, language: str, body: Html) -> Html:
    question = element(
        "h2", element("span", texts.YOU.in_(language), class_="unseen"), inline(exchange.question), dir="auto"
    )
    return element("article", question, body, class_="turn", data_turn=number)


def _understood(
    question: str, language: str, *, label: Bilingual = texts.UNDERSTOOD, action: str | None = None
) -> Html:
    """What was searched in place of the words that were typed; ``action`` lets the user correct it."""
    said = element("em", inline(question), dir="auto")
    children = [element("span", label.in_(language)), Html(" "), said]
    if action is not None:
        correct = texts.CORRECT.in_(language)
        children += [
            Html(" "),
            element("button", correct, type="button", class_="quiet", data_action=action),
        ]
    return element("p", *children, class_="understood")


def _answer(exchange: Exchange, number: int, language: str, register: Register) -> list[Html]:
    answer = exchange.answer
    assert answer is not None  # noqa: S101
    parts = [element("p", mode_line(answer, language), class_=f"mode {answer.mode}")]
    if exchange.altered:
        parts.append(element("p", words.SINCE_ANSWER.in_(language), class_="caveat", role="status"))
    for premise in answer.premises:
        mark = _mark(premise.mark, None, number, exchange, language)
        said = [premise_line(premise, language), Html(" "), mark]
        parts.append(element("p", *said, class_="premise", role="note", dir="auto"))
    index = 0
    for group in paragraphs(answer):
        rendered = []
        for sentence in group:
            rendered.append(_sentence(sentence, index, number, exchange, language))
            index += 1
        parts.append(element("p", *_spaced(rendered), class_="prose"))
    for line in caveats(answer, language):
        parts.append(element("p", line, class_="caveat"))
    if counts := verdict_counts(answer, language):
        parts.append(element("p", counts, class_="counts"))
    parts += [
        summary_html(answer, language, register),
        divergences_html(answer, number, language),
        sources_html(answer, number, language, lambda mark: exchange.fate([mark]), register),
        origins_html(answer, number, language),
        ledger_html(answer, number, language, register),
    ]
    return parts


def _sentence(sentence: Sentence, index: int, number: int, exchange: Exchange, language: str) -> Html:
    shape, word = VERDICTS[sentence.verdict]
    marks = [_mark(mark, index, number, exchange, language) for mark in sentence.marks]
    why = " ; ".join(inline(reason.in_(language)) for reason in sentence.why)
    label = f"{shape} {word.in_(language)}"
    kind = f"verdict {sentence.verdict.value}"
    if why:
        said = f"{word.in_(language)}, {texts.WHY.in_(language)}"
        badge = element(
            "button", label, type="button", class_=kind, title=why, data_action="why",
            aria_expanded="false", aria_label=said,
        )  # fmt: skip
        notes = [element("span", why, class_="why", role="note", hidden=True)]
    else:
        badge, notes = element("span", label, class_=kind), []
    text = element("span", inline(sentence.text), class_=f"said {sentence.verdict.value}", dir="auto")
    proof = element("span", *marks, badge, class_="proof")
    since = _since(sentence, index, number, exchange, language)
    return element("span", text, Html(" "), proof, *since, *notes, class_="sentence")


def _since(sentence: Sentence, index: int, number: int, exchange: Exchange, language: str) -> list[Html]:
    """That a source of this sentence changed since; opens the first that did."""
    pieces: list[Html] = []
    for mark in sentence.marks:
        if (fate := exchange.fate([mark], index)) is not None:
            label = f"{mark} : {words.FATES[fate].in_(language)}"
            button = element(
                "button", label, type="button", class_=f"since {fate.value}", data_action="open",
                data_turn=number, data_mark=mark, data_sentence=index,
            )  # fmt: skip
            pieces += [Html(" "), button]
    return pieces


def _mark(mark: int, sentence: int | None, number: int, exchange: Exchange, language: str) -> Html:
    passage = exchange.passage(mark)
    where = f"{title_of(passage)} ({source_line(passage, language)})" if passage else ""
    label = f"{texts.OPEN_SOURCE.in_(language)} {mark} : {where}"
    return element(
        "button", str(mark), type="button", class_="mark", title=where, aria_label=label,
        data_action="open", data_turn=number, data_mark=mark, data_sentence=sentence,
    )  # fmt: skip


def _refusal(answer: Answer, number: int, language: str, register: Register) -> list[Html]:
    reason = answer.reason.in_(language) if answer.reason else answer.text
    searched = [element("li", line) for line in searched_lines(answer, language)]
    parts = [
        element("h3", texts.REFUSED.in_(language)),
        element("p", inline(reason)),
        element("ul", *searched, class_="facts"),
        *(element("p", line, class_="caveat") for line in caveats(answer, language)),
    ]
    if answer.nearest:
        nearest = [nearest_html(hit, order, number, language) for order, hit in enumerate(answer.nearest)]
        parts += [element("h4", texts.NEAREST.in_(language)), element("ol", *nearest, class_="sources")]
    found = [ledger_html(answer, number, language, register)] if answer.read else []
    return [element("section", *parts, class_="refusal"), *found]


def _actions(exchange: Exchange, number: int, language: str, register: Register, *, is_last: bool) -> Html:
    buttons = []
    if exchange.answer is not None:
        buttons.append(_action("copy", texts.COPY.in_(language), number))
        copy = answer_markdown(exchange.answer, language, register)
        # Kept in the page so that the click itself may write to the clipboard, as browsers require.
        buttons.append(element("pre", copy, class_="clipboard", hidden=True))
        for choice, label in (("md", weighing_texts.SAVE_TEXT), ("json", weighing_texts.SAVE_DATA)):
            buttons.append(_action("save", label.in_(language), number, choice))
    if is_last:
        buttons += [
            _action("retry", texts.RETRY.in_(language), number),
            _action("edit", texts.EDIT.in_(language), number),
        ]
    return element("div", *buttons, class_="actions")


def _action(name: str, label: str, number: int, choice: str | None = None) -> Html:
    return element(
        "button", label, type="button", class_="quiet", data_action=name, data_turn=number, data_choice=choice
    )


def _doing(exchange: Exchange, language: str) -> Html:
    if exchange.indexing is not None:
        told = element("p", texts.INDEXING_FIRST.in_(language))
        return element("div", told, progress_html(exchange.indexing, language), class_="doing")
    if exchange.waiting is not None:
        said = f"{exchange.waiting.doing.in_(language)}… {exchange.waiting.seconds:.0f} s"
    elif exchange.sentences or exchange.pending()[0]:
        said = texts.WRITING.in_(language)
    else:
        said = (texts.SEARCHING if exchange.understood else texts.PREPARING).in_(language)
    return element("p", element("span", class_="dot", aria_hidden="true"), said, class_="doing")


def _announcement(exchange: Exchange, language: str) -> Html:
    """What a screen reader says while an answer comes: each sentence once, when its verdict is known."""
    if exchange.sentences:
        last = exchange.sentences[-1]
        said = f"{inline(last.text)} ({VERDICTS[last.verdict][1].in_(language)})"
    elif exchange.waiting is not None:
        said = exchange.waiting.doing.in_(language)
    else:
        said = texts.PREPARING.in_(language)
    return element("p", said, class_="unseen", role="status", aria_live="polite")


def _spaced(parts: Sequence[Html]) -> list[Html]:
    return [piece for part in parts for piece in (part, Html(" "))]


def legend_html(language: str) -> Html:
    """What each verdict's sign means."""
    rows = []
    for verdict in Verdict:
        shape, word = VERDICTS[verdict]
        badge = element("span", f"{shape} {word.in_(language)}", class_=f"verdict {verdict.value}")
        rows.append(element("li", badge, " ", texts.LEGEND_OF[verdict.value].in_(language)))
    return element("ul", *rows, class_="legend", aria_label=texts.LEGEND.in_(language))
