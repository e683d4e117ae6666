"""sources.toml ⇄ the register of sources: what people think of outlets and articles, edited by hand or by us.

The file stands with the articles and not in the index: a rebuild or a purge never touches it, and it can be
versioned. It is edited in place with tomlkit, so comments and order stay as people left them.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sourcier.errors import RegisterBroken
from sourcier.judgements import Register
from sourcier.stores.register_entries import NAMED, check_grade, parsed, same_entry_key
from sourcier.types import Bilingual

_HEADER = """\
# Registre des sources / register of sources. À modifier à la main ou par : sourcier sources set …
# [[source]]   outlet, also = ["autre nom"], descriptor, reliability (A–F),
#              credibility (1–6, en général / as a rule)
# [[article]]  article (son chemin / its path), credibility (1–6)
# Rien n'est calculé ici ; ce qui manque n'est pas jugé.
# Nothing here is computed; what is missing is not judged.
"""
_JUDGED = frozenset({"descriptor", "reliability", "credibility", "also"})
_LOCK_SECONDS = 10


def read_register(file: Path) -> Register:
    """The judgements in ``file``; none where there is no file.

    Raises:
        RegisterBroken: it cannot be read; the line is named.
    """
    return parsed(_text(file), file)


def register_or_problem(file: Path) -> Register:
    """`read_register`, or an empty register that says why: an answer does not wait for a mended line."""
    try:
        return read_register(file)
    except RegisterBroken as error:
        return Register(problem=error.message)


def judge_outlet(file: Path, outlet: str, values: Mapping[str, str | None], by: str = "") -> Register:
    """Set descriptor, reliability, credibility of an outlet; ``None`` unsets, what is absent stays.

    Raises:
        RegisterBroken: a value that does not exist, a file that cannot be read or written; nothing is lost.
    """
    return _judge(file, "source", outlet, values, by)


def judge_article(file: Path, article: str, credibility: str | None, by: str = "") -> Register:
    """Set, or with ``None`` unset, the credibility of what an article says. Raises as `judge_outlet`."""
    return _judge(file, "article", article, {"credibility": credibility}, by)


def _judge(file: Path, kind: str, name: str, values: Mapping[str, str | None], by: str) -> Register:
    import tomlkit  # 60 ms, only for those who write

    name, by = " ".join(name.split()), " ".join(by.split())
    for key, value in values.items():
        check_grade(key, value)
    with _locked(file):
        text = _text(file)
        parsed(text, file)
        document = tomlkit.parse(text or _HEADER)
        entries = document.get(kind)
        entry = next(
            (each for each in entries or () if same_entry_key(each[NAMED[kind]]) == same_entry_key(name)),
            None,
        )
        if entry is None:
            if not any(values.values()):
                return parsed(text, file)
            entry = tomlkit.table()
            entry.trivia.indent = "\n"  # an empty line between two entries
            entry[NAMED[kind]] = name
            if entries is None:
                entries = document[kind] = tomlkit.aot()
            entries.append(entry)
        for key, value in values.items():
            if value:
                entry[key] = " ".join(value.split()) if key == "descriptor" else value.strip().upper()
            else:
                entry.pop(key, None)
        if not _JUDGED & set(entry):
            entries.remove(entry)  # type: ignore[union-attr]  # an entry stands in entries
            if not entries:
                del document[kind]
        else:
            entry["changed"] = datetime.now(UTC).replace(microsecond=0)
            entry.pop("by", None)
            if by:
                entry["by"] = by
        written = tomlkit.dumps(document)
        register = parsed(written, file)
        _write(file, written)
        return register


# The file.


def _text(file: Path) -> str:
    try:
        # Line ends stay as they are: the file is written back as its people keep it.
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise RegisterBroken(
            Bilingual(
                fr=f"Registre des sources {file} illisible ({error}).",
                en=f"The register of sources {file} cannot be read ({error}).",
            ),
            Bilingual(
                fr="Rendez-le lisible, en UTF-8, ou nommez-en un autre : paths.sources dans sourcier.toml",
                en="Make it readable, in UTF-8, or name another one: paths.sources in sourcier.toml",
            ),
        ) from error


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(file.with_name(f".{file.name}.lock"), timeout=_LOCK_SECONDS):
            yield
    except Timeout:
        raise RegisterBroken(
            Bilingual(
                fr=f"Quelqu'un d'autre écrit dans {file} depuis {_LOCK_SECONDS} s.",
                en=f"Somebody else has been writing to {file} for {_LOCK_SECONDS} s.",
            ),
            Bilingual(fr="Recommencez dans un instant.", en="Try again in a moment."),
        ) from None
    except OSError as error:
        raise RegisterBroken(
            Bilingual(
                fr=f"Le registre des sources {file} ne peut pas être écrit ({error.strerror}) ;"
                " il est inchangé.",
                en=f"The register of sources {file} cannot be written ({error.strerror}); it is unchanged.",
            ),
            Bilingual(
                fr="Donnez le droit d'écrire, ou nommez un autre fichier : paths.sources dans sourcier.toml",
                en="Give permission to write, or name another file: paths.sources in sourcier.toml",
            ),
        ) from error


def _write(file: Path, text: str) -> None:
    """Whole or not at all: beside it first, then in its place (that of its target, where it is a link)."""
    target = file.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as out:
            out.write(text.encode())
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileNotFoundError):
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
