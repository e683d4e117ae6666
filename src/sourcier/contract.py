"""Answers, hits and reports → the JSON of the command line. Fields are added, never renamed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sourcier.ask.showing.divergence_lines import note, sentence_of
from sourcier.ask.showing.grading import grading
from sourcier.contract_weighing import grading_json, speech_json, summary_json
from sourcier.events import AuditReport, Difference, IndexReport
from sourcier.judgements import NO_REGISTER, Register
from sourcier.status import Status
from sourcier.types import Answer, Bilingual, Check, Citation, Evidence, Filters, Hit, Passage


def passage_json(passage: Passage) -> dict[str, Any]:
    """``start``/``end`` are character offsets into the article's text; ``page`` is of a PDF, from 1."""
    return {
        "file": passage.path,
        "article": passage.article_id,
        "title": passage.title,
        "outlet": passage.outlet,
        "published": passage.published,
        "kind": passage.kind.value,
        "language": passage.language,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }


def hits_json(query_id: str | None, query: str, hits: Iterable[Hit]) -> dict[str, Any]:
    """One line of ``search``."""
    passages = [passage_json(hit.passage) | {"score": round(hit.score, 6)} for hit in hits]
    return {"id": query_id, "query": query, "passages": passages}


def answer_json(
    query_id: str | None, answer: Answer, language: str, register: Register = NO_REGISTER
) -> dict[str, Any]:
    """One line of ``ask``; ``language`` is that of the reasons, ``register`` what people judged."""

    def said(text: Bilingual | None) -> str | None:
        return None if text is None else text.in_(language)

    return {
        "id": query_id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "language": answer.language,
        "mode": answer.mode,
        "model": answer.model,
        "refused": answer.refused,
        "reason": said(answer.reason),
        "text": answer.text,
        "sentences": [
            {
                "text": sentence.text,
                "marks": list(sentence.marks),
                "verdict": sentence.verdict.value,
                "why": [why.in_(language) for why in sentence.why],
            }
            for sentence in answer.sentences
        ],
        "citations": [_citation_json(citation, register) for citation in answer.citations],
        "origins": [
            {
                "name": origin.name,
                "files": list(origin.article_ids),
                "evidence": [_evidence_json(evidence) for evidence in origin.evidence],
            }
            for origin in answer.origins
        ],
        "divergences": [
            {
                "about": divergence.about.in_(language),
                "values": [
                    {
                        "value": value.value,
                        "sentence": sentence_of(answer, value.evidence),
                        "published": value.published,
                        "outlet": value.outlet,
                        "origin": value.origin,
                    }
                    | _evidence_json(value.evidence)
                    for value in divergence.values
                ],
                "note": note(divergence, language),
            }
            for divergence in answer.divergences
        ],
        "premises": [
            {"asked": premise.asked, "said": premise.said, "mark": premise.mark}
            | _evidence_json(premise.evidence)
            for premise in answer.premises
        ],
        "read": [
            {"mark": read.mark, "used": read.used, "dropped": read.dropped, "earlier": read.earlier}
            | passage_json(read.passage)
            for read in answer.read
        ],
        "searched": {
            "queries": list(answer.searched.queries),
            "filters": _filters_json(answer.searched.filters),
            "passages": answer.searched.passages,
            "newest_published": answer.searched.newest_published,
            "notes": [one.in_(language) for one in answer.searched.notes],
            "unanswered": list(answer.searched.unanswered),
            "translation": answer.searched.translation,
        },
        "nearest": [passage_json(hit.passage) for hit in answer.nearest],
        "summary": summary_json(answer, language),
        "register_problem": said(register.problem),
        "raw": answer.raw,
        "invented_marks": answer.invented_marks,
        "removed_sentences": answer.removed_sentences,
        "incomplete": said(answer.incomplete),
        "notices": [notice.in_(language) for notice in answer.notices],
        "prompts": list(answer.prompt_ids),
    }


def report_json(report: IndexReport, language: str) -> dict[str, Any]:
    """The line of ``index``."""
    return {
        "added": list(report.added),
        "changed": list(report.changed),
        "removed": list(report.removed),
        "moved": [{"from": old, "to": new} for old, new in report.moved],
        "unchanged": report.unchanged,
        "failed": [
            {"file": failure.file, "reason": failure.reason.in_(language)} for failure in report.failed
        ],
        "passages": report.passages,
        "embedded": report.embedded,
        "seconds": round(report.seconds, 3),
        "dry_run": report.dry_run,
        "cancelled": report.cancelled,
        "notices": [notice.in_(language) for notice in report.notices],
    }


def audit_json(report: AuditReport, language: str) -> dict[str, Any]:
    """The line of ``verify-index``; ``update`` is the line of ``index``, where a repair ran it."""
    return {
        "articles": report.articles,
        "passages": report.passages,
        "differences": [_difference_json(each, language) for each in report.differences],
        "repaired": report.repaired,
        "written": report.written,
        "embedded": report.embedded,
        "remaining": [_difference_json(each, language) for each in report.remaining],
        "update": None if report.update is None else report_json(report.update, language),
        "seconds": round(report.seconds, 3),
        "cancelled": report.cancelled,
    }


def _difference_json(difference: Difference, language: str) -> dict[str, Any]:
    return {
        "where": difference.where,
        "problem": difference.problem,
        "article": difference.article,
        "passage": difference.passage,
        "what": difference.what.in_(language),
        "mend": difference.mend.in_(language),
    }


def check_json(query_id: str | None, check: Check, language: str) -> dict[str, Any]:
    """One line of ``check``."""
    return {
        "id": query_id,
        "verdict": check.verdict.value,
        "score": round(check.score, 4),
        "why": [why.in_(language) for why in check.why],
        "start": check.start,
        "end": check.end,
    }


def status_json(status: Status, language: str) -> dict[str, Any]:
    """The object of ``status``."""
    return {
        "version": status.version,
        "corpus": status.corpus,
        "index": status.index,
        "articles": status.articles,
        "passages": status.passages,
        "failed": status.failed,
        "newest_published": status.newest_published,
        "embedding": status.embedding,
        "embedder": status.embedder,
        "chat": status.chat,
        "server": status.server,
        "server_version": status.server_version,
        "versions": dict(status.versions),
        "missing": [missing.in_(language) for missing in status.missing],
        "weights": [weights.in_(language) for weights in status.weights],
    }


def _citation_json(citation: Citation, register: Register) -> dict[str, Any]:
    where = passage_json(citation.passage)
    del where["text"]
    return {
        "mark": citation.mark,
        **where,
        "page": citation.passage.page_at(citation.start),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "origin": citation.origin,
        **speech_json(citation),
        "register": grading_json(grading(register, citation.passage)),
    }


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    return {
        "file": evidence.path,
        "article": evidence.article_id,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _filters_json(filters: Filters) -> dict[str, Any]:
    chosen = {
        "since": filters.since,
        "until": filters.until,
        "outlets": list(filters.outlets),
        "kinds": [kind.value for kind in filters.kinds],
    }
    return {name: value for name, value in chosen.items() if value}
