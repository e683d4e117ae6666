"""`sourcier calibrate`: queries with known answers → the weights that suit the embedder in use, or none."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcier.commands.eval import chosen_lines, engine_of
from sourcier.commands.reporting import Counting, say, write_out
from sourcier.errors import CorpusError, StoreBusy
from sourcier.settings import Settings
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.evaluation.calibration import Calibrated, Case
    from sourcier.evaluation.questions import NumberedLine
    from sourcier.evaluation.retrieval import Question
    from sourcier.serving import Served

_DEPTH = 30  # as `sourcier eval` asks for


def run(options: Namespace, settings: Settings) -> int:
    """0 weights are proposed; 1 none is clearly better than those in force; 130 cut short, nothing kept."""
    try:
        return _run(options, settings)
    except KeyboardInterrupt:
        cut = Bilingual(fr="Interrompu : rien n'est gardé.", en="Cut short: nothing is kept.")
        say(cut, settings.wording)
        return 130


def _run(options: Namespace, settings: Settings) -> int:
    from sourcier.engine import Engine
    from sourcier.evaluation.calibration import FEWEST, calibrate
    from sourcier.settings import config_file

    lines = chosen_lines(options)
    language = settings.wording
    found: list[Calibrated] = []
    with engine_of(options, settings, what="calibrate") as engine:
        if not isinstance(engine, Engine):
            raise _owned(engine.address)
        with engine.lent() as lent:
            embedder = lent.embedder.model_name
            for (spoken, crossing), cases in _cases(lent, options.file, lines, language).items():
                if len(cases) < FEWEST:
                    say(_too_few(spoken, len(cases), FEWEST), language)
                    continue
                present = lent.retriever.weights(spoken)
                found.append(calibrate(cases, spoken, present, crossing=crossing))
    if not found:
        raise CorpusError(
            Bilingual(
                fr=f"« {options.file} » n'a pas assez de questions avec réponse connue pour calibrer.",
                en=f"“{options.file}” has too few questions with a known answer to calibrate on.",
            ),
            Bilingual(
                fr=f"Donnez-en au moins {FEWEST} dans une même langue (voir docs/evaluation.md).",
                en=f"Give at least {FEWEST} in one language (see docs/evaluation.md).",
            ),
        )
    proposed = [one for one in found if one.proposed is not None]
    entries = [_entry(one, embedder, options.file) for one in proposed]
    written = None
    if options.write and entries:
        from sourcier.commands.weights_file import write_weights

        given = getattr(options, "config", None)
        written = write_weights(config_file(Path(given) if given else None), entries)
    values: dict[str, Any] = {
        "embedder": embedder,
        "file": Path(options.file).name,
        "languages": [one.to_json() for one in found],
        "entries": entries,
        "written": str(written) if written else None,
    }
    write_out(values, _shown(found, embedder, entries, written, language), options)
    return 0 if proposed else 1


def _cases(
    lent: Served, file: str, lines: Sequence[NumberedLine], language: str
) -> dict[tuple[str, bool], list[Case]]:
    """Every question with a known answer and what its searches brought, by language."""
    from sourcier.ask.retrieval.fusion import foreign
    from sourcier.evaluation.calibration import Case
    from sourcier.evaluation.questions import each, kind_of
    from sourcier.evaluation.retrieval import question_from
    from sourcier.language import detect
    from sourcier.types import Passage

    kind = kind_of(file, lines)
    questions: list[Question] = [] if kind == "support" else each(file, lines, question_from)
    known = [one for one in questions if one.has_gold]
    corpus = lent.index.lexical.languages()
    seen: dict[str, Passage] = {}
    groups: dict[tuple[str, bool], list[Case]] = {}
    with Counting(len(known), language) as count:
        for number, question in enumerate(known, start=1):
            spoken = detect(question.text)
            candidates = lent.retriever.candidates(question.text, _DEPTH, language=spoken)
            seen |= lent.index.ledger.passages([name for name in candidates.names if name not in seen])
            passages = {name: seen[name] for name in candidates.names if name in seen}
            key = (spoken, foreign(spoken, corpus))
            groups.setdefault(key, []).append(Case(question, candidates, passages))
            count(number)
    return dict(sorted(groups.items()))


def _entry(one: Calibrated, embedder: str, file: str) -> dict[str, Any]:
    """What is written for one language."""
    from sourcier.ask.retrieval.fusion import base_name

    weights, goal = one.best, one.goal
    today = datetime.now(UTC).date().isoformat()
    return {
        "embedder": base_name(embedder),
        "language": one.language,
        "crossing": one.crossing,
        "stems": weights.stems,
        "grams": weights.grams,
        "dense": weights.dense,
        "stretches": weights.stretches,
        "measured": f"{today}, {Path(file).name}, {one.questions} questions, held out {goal.first:.3f} →"
        f" {goal.second:.3f} ({goal.low:+.3f}–{goal.high:+.3f})",
    }


def _shown(
    found: Sequence[Calibrated],
    embedder: str,
    entries: Sequence[Mapping[str, Any]],
    written: Path | None,
    language: str,
) -> str:
    from sourcier.ask.retrieval.weighting import shares, told

    french = language == "fr"
    lines: list[str] = []
    for one in found:
        crossing = Bilingual(fr=", d'une autre langue que les articles", en=", in a language of no article")
        lines += [f"## {embedder}, {one.language}{crossing.in_(language) if one.crossing else ''}", ""]
        force, best = told(one.present, language), shares(one.best, language)
        lines += [f"{'en vigueur' if french else 'in force'}: {force}"]
        lines += [f"{'trouvés' if french else 'found'}: {best}", ""]
        held = f"{one.questions} questions" + (
            ", chacune mesurée avec des poids trouvés sans elle :"
            if french
            else ", each measured by weights found without it:"
        )
        head = (
            "mesure | en vigueur | trouvés | différence [95 %]"
            if french
            else ("measure | in force | found | difference [95 %]")
        )
        lines += [held, "", f"| {head} |", "|---|---|---|---|"]
        for name, each in {("but" if french else "goal"): one.goal, **one.differences}.items():
            change = f"{each.value:+.3f} [{each.low:+.3f}–{each.high:+.3f}]"
            lines.append(f"| {name} | {each.first:.3f} | {each.second:.3f} | {change} |")
        lines += ["", _verdict(one).in_(language), ""]
    if written is not None:
        lines.append(f"→ {written}")
    elif entries:
        lines += [
            "[[retrieval.weights]]" + "".join(map(_toml_line, entry.items())) + "\n" for entry in entries
        ]
        lines.append(
            "Pour les écrire dans sourcier.toml, ajoutez : --write"
            if french
            else "To write them to sourcier.toml, add: --write"
        )
    return "\n".join(lines) + "\n"


def _toml_line(item: tuple[str, Any]) -> str:
    name, value = item
    shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
    return f"\n{name} = {shown}"


def _verdict(one: Calibrated) -> Bilingual:
    if one.proposed is not None:
        return Bilingual(
            fr=f"Proposés : le gain est hors du hasard ({one.steady} plis sur 5 s'accordent).",
            en=f"Proposed: the gain is beyond chance ({one.steady} folds of 5 agree).",
        )
    return Bilingual(
        fr="Rien n'est proposé : aucun gain visible hors du hasard, les poids en vigueur restent.",
        en="Nothing is proposed: no gain beyond chance that would be seen, the weights in force stay.",
    )


def _too_few(language: str, count: int, least: int) -> Bilingual:
    return Bilingual(
        fr=f"{count} questions en « {language} » : trop peu pour des poids (il en faut {least}).",
        en=f"{count} questions in “{language}”: too few for weights ({least} are needed).",
    )


def _owned(address: str) -> StoreBusy:
    return StoreBusy(
        Bilingual(
            fr=f"L'index est ouvert par la page {address} : calibrer le demande pour soi.",
            en=f"The index is open in the page {address}: calibrating needs it for itself.",
        ),
        Bilingual(
            fr="Fermez la page, ou donnez une copie de l'index : --index COPIE",
            en="Close the page, or give a copy of the index: --index COPY",
        ),
    )
