"""An answer and how it was made → a file for a report: Markdown to read, JSON that can be checked again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sourcier.ask.show import answer_markdown
from sourcier.ask.showing.markup import inline, markdown
from sourcier.contract import answer_json
from sourcier.judgements import Register
from sourcier.provenance import Provenance
from sourcier.types import Answer, Bilingual

FORMAT = "sourcier-answer/1"
_HOW = Bilingual(fr="Comment cette réponse a été faite", en="How this answer was made")
_ASKED = Bilingual(fr="question posée", en="question asked")
_PROMPTS = Bilingual(fr="consignes", en="prompts")
_FILES = Bilingual(fr="Fichiers (SHA-256)", en="Files (SHA-256)")


def articles_behind(answer: Answer) -> tuple[str, ...]:
    """The ids of every article that the answer cites, was made from or compares."""
    found = [citation.passage.article_id for citation in answer.citations]
    found += [read.passage.article_id for read in answer.read]
    found += [article for origin in answer.origins for article in origin.article_ids]
    found += [value.evidence.article_id for each in answer.divergences for value in each.values]
    found += [hit.passage.article_id for hit in answer.nearest]
    return tuple(dict.fromkeys(found))


def export_json(answer: Answer, made: Provenance, language: str, register: Register) -> str:
    """The whole answer with its evidence; ``fingerprint`` is `fingerprint` of all the rest."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "provenance": asdict(made) | {"prompts": list(answer.prompt_ids)},
        "answer": answer_json(None, answer, language, register),
    }
    whole = content | {"fingerprint": fingerprint(content)}
    # As ASCII: half characters and direction marks of a hostile article pass through any editor unharmed.
    return json.dumps(whole, indent=1) + "\n"


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of ``content`` but its own fingerprint, however it is spaced and ordered in the file."""
    kept = {key: value for key, value in content.items() if key != "fingerprint"}
    plain = json.dumps(kept, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(plain.encode('ascii')).hexdigest()}"


def export_markdown(answer: Answer, made: Provenance, language: str, register: Register) -> str:
    """The same for a reader: answer, sources, everything read, how it was made."""
    facts = {
        _ASKED.in_(language): made.asked,
        "sourcier": made.version,
        "model": f"{made.model} ({made.model_digest or '?'})" if made.model else None,
        "embedding": made.embedding,
        "Ollama": made.server_version,
        _PROMPTS.in_(language): ", ".join(answer.prompt_ids),
        **made.settings,
    }
    lines = [f"- {markdown(inline(f'{name} : {value}'))}" for name, value in facts.items() if value]
    files = [f"- {markdown(inline(name))} : `{markdown(digest)}`" for name, digest in made.files.items()]
    parts = [
        answer_markdown(answer, language, register, evidence=True).rstrip(),
        "\n".join([f"**{_HOW.in_(language)}**\n", *lines]),
        "\n".join([f"**{_FILES.in_(language)}**\n", *files]),
    ]
    return "\n\n".join(parts) + "\n"
