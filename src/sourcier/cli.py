"""The command line: arguments → a command's exit code. Imports argparse only; each command imports its own.

Exit codes: 0 done; 1 answered but refused, or not grounded (`--strict`); 2 usage; 3 error with a hint;
4 partial; 130 interrupted.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Container, Sequence

# command → (module under sourcier.commands, one line of help)
COMMANDS = {
    "chat": ("chat", "open the chat page (what app.py does)"),
    "ask": ("ask", "answer one question, or a file of questions"),
    "search": ("search", "list the passages found for a query"),
    "index": ("index", "take in new, changed and removed articles"),
    "verify-index": ("verify_index", "compare folder and index, and mend what differs"),
    "articles": ("articles", "list the indexed articles"),
    "sources": ("sources", "what people judged of outlets and articles; set or clear it"),
    "check-export": ("check_export", "compare a saved answer with the articles as they are now"),
    "status": ("status", "what is there, what is missing, what to type next"),
    "models": ("models", "list the models that Ollama has, or pull one"),
    "check": ("check", "check claims against passages"),
    "eval": ("eval", "measure retrieval, citations and verdicts on a file of questions"),
    "calibrate": ("calibrate", "find the weights of a search on a file of questions"),
    "config": ("config", "the settings in force and where each comes from"),
}


class _Help(argparse.HelpFormatter):
    """As wide as the terminal; argparse would ask `shutil`, which loads every compression module first."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    try:
        return int(os.environ.get("COLUMNS", "")) or 80
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


def parser(typed: Container[str] = COMMANDS) -> argparse.ArgumentParser:
    """The whole parser, or one that knows the arguments of only those commands whose names were ``typed``.

    Arguments take most of the time of `sourcier --help`, which shows none of those of a command.
    """
    common = argparse.ArgumentParser(
        add_help=False, argument_default=argparse.SUPPRESS, formatter_class=_Help
    )
    common.add_argument("--corpus", metavar="DIR", help="folder of articles")
    common.add_argument("--index", metavar="DIR", help="folder of the index")
    common.add_argument("--config", metavar="FILE", help="settings file (default: sourcier.toml)")
    common.add_argument("--language", choices=("fr", "en"), help="language of messages")
    common.add_argument("--debug", action="store_true", help="show tracebacks and logs")
    top = argparse.ArgumentParser(
        prog="sourcier",
        formatter_class=_Help,
        description="Cited, checked answers over a folder of news articles. Nothing leaves the machine.",
        parents=[common],
    )
    top.add_argument("--version", action="store_true", help="show the version and leave")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, (_, line) in COMMANDS.items():
        if name not in typed:
            commands.add_parser(name, help=line, add_help=False, formatter_class=_Help)
            continue
        command = commands.add_parser(
            name, help=line, description=line, parents=[common], formatter_class=_Help
        )
        _ARGUMENTS[name](command)
    return top


def _chat_arguments(chat: argparse.ArgumentParser) -> None:
    chat.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    chat.add_argument("--port", type=int, help="port to listen on (default 7860)")
    chat.add_argument("--allow-remote", action="store_true", help="allow an address other than loopback")


def _filter_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--since", metavar="DATE", help="published on or after (YYYY-MM-DD)")
    command.add_argument("--until", metavar="DATE", help="published on or before (YYYY-MM-DD)")
    command.add_argument("--outlet", action="append", default=[], help="only this outlet; may be repeated")
    command.add_argument(
        "--kind", action="append", default=[], help="only this kind of segment; may be repeated"
    )
    command.add_argument("--json", action="store_true", help="print JSON lines")


def _ask_arguments(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument(
        "--queries", metavar="FILE.jsonl", help='lines {"id","question","history"}; - for standard input'
    )
    ask.add_argument("--no-model", action="store_true", help="answer with extracts even if there is a model")
    ask.add_argument(
        "--strict", action="store_true", help="take unsupported sentences out; exit 1 if not grounded"
    )
    ask.add_argument("--evidence", action="store_true", help="print every passage found, read or not")
    ask.add_argument("--save", metavar="FILE", help="keep the answer with its evidence, as .md or .json")
    _filter_arguments(ask)


def _sources_arguments(sources: argparse.ArgumentParser) -> None:
    from sourcier.cli_sources import sources_arguments

    sources_arguments(sources)


def _check_export_arguments(check: argparse.ArgumentParser) -> None:
    check.add_argument("file", metavar="FILE.json", help="what `sourcier ask --save FILE.json` kept")
    _json_argument(check)


def _search_arguments(search: argparse.ArgumentParser) -> None:
    search.add_argument("query", nargs="?", help="the query")
    search.add_argument("--queries", metavar="FILE.jsonl", help='lines {"id","query"}; - for standard input')
    search.add_argument("-k", type=int, default=10, help="how many passages (default 10)")
    search.add_argument("--no-model", action="store_true", help="search without Ollama's embedder")
    _filter_arguments(search)


def _index_arguments(index: argparse.ArgumentParser) -> None:
    index.add_argument("folder", nargs="?", metavar="FOLDER", help="folder of articles (same as --corpus)")
    index.add_argument("--dry-run", action="store_true", help="say what would be done")
    index.add_argument("--allow-removals", action="store_true", help="accept that most articles are gone")
    how = index.add_mutually_exclusive_group()
    how.add_argument("--watch", action="store_true", help="stay, and take in changes as they come")
    how.add_argument(
        "--purge",
        action="store_true",
        help="build the index anew and empty the trash, so that no text of removed articles is left on disk",
    )
    index.add_argument(
        "--no-model", action="store_true", help="use the built-in embedding even if Ollama has one"
    )
    index.add_argument("--json", action="store_true", help="print JSON")


def _articles_arguments(articles: argparse.ArgumentParser) -> None:
    articles.add_argument("--search", metavar="WORDS", default="", help="words of title, outlet or file")
    articles.add_argument("--outlet", action="append", default=[], help="only this outlet; may be repeated")
    articles.add_argument("--since", metavar="DATE", help="published on or after (YYYY-MM-DD)")
    articles.add_argument("--until", metavar="DATE", help="published on or before (YYYY-MM-DD)")
    articles.add_argument(
        "--written-in", action="append", default=[], metavar="LANG", help="only this language, such as fr"
    )
    articles.add_argument("--failed", action="store_true", help="the files that are no article, and why")
    columns = ("title", "outlet", "published", "language", "file", "passages", "state")
    articles.add_argument("--sort", choices=columns, default="file", help="order (default: file)")
    articles.add_argument("--descending", action="store_true", help="the other way round")
    _json_argument(articles)


def _verify_index_arguments(verify: argparse.ArgumentParser) -> None:
    verify.add_argument("--repair", action="store_true", help="mend what differs, and say what was done")
    verify.add_argument("--allow-removals", action="store_true", help="accept that most articles are gone")
    verify.add_argument(
        "--no-model", action="store_true", help="use the built-in embedding even if Ollama has one"
    )
    verify.add_argument("--json", action="store_true", help="print JSON")


def _eval_arguments(evaluate: argparse.ArgumentParser) -> None:
    from sourcier.cli_evaluation import eval_arguments

    eval_arguments(evaluate)


def _calibrate_arguments(calibrate: argparse.ArgumentParser) -> None:
    from sourcier.cli_evaluation import calibrate_arguments

    calibrate_arguments(calibrate)


def _models_arguments(models: argparse.ArgumentParser) -> None:
    models.add_argument("action", nargs="?", choices=("list", "pull"), default="list")
    models.add_argument("name", nargs="?", help="the model to pull, for example qwen3:8b")
    models.add_argument("--yes", action="store_true", help="pull without asking")
    _json_argument(models)


def _check_arguments(check: argparse.ArgumentParser) -> None:
    check.add_argument(
        "file", metavar="FILE.jsonl", help='lines {"id","claim","passage"}; - for standard input'
    )
    check.add_argument("--json", action="store_true", help="print JSON lines")


def _json_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


_ARGUMENTS = {
    "chat": _chat_arguments,
    "ask": _ask_arguments,
    "search": _search_arguments,
    "index": _index_arguments,
    "verify-index": _verify_index_arguments,
    "articles": _articles_arguments,
    "sources": _sources_arguments,
    "check-export": _check_export_arguments,
    "status": _json_argument,
    "models": _models_arguments,
    "check": _check_arguments,
    "eval": _eval_arguments,
    "calibrate": _calibrate_arguments,
    "config": _json_argument,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code; errors are said with their hint, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot write a character must not end the program (Windows code pages, LANG=C).
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    # A command is one of these words whole, so the parser has the arguments of the one that is asked for.
    top = parser(given)
    options = top.parse_args(given)
    if options.version:
        from sourcier import __version__

        print(f"sourcier {__version__}")
        return 0
    if options.command is None:
        top.print_help()
        return 2
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    from sourcier.errors import SourcierError

    language = getattr(options, "language", None) or _locale_language()
    try:
        from sourcier import log
        from sourcier.commands import settings_from

        log.setup(debug=getattr(options, "debug", False))
        settings = settings_from(options)
        language = settings.wording
        command = importlib.import_module(f"sourcier.commands.{COMMANDS[options.command][0]}")
        code: int = command.run(options, settings)
        sys.stdout.flush()
    except SourcierError as error:
        if getattr(options, "debug", False):
            raise
        from sourcier.ask.show import printable

        print(f"sourcier: {printable(error.message.in_(language))}", file=sys.stderr)
        print(f"  → {printable(error.hint.in_(language))}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted; keep Python from complaining again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if getattr(options, "debug", False):
            raise
        return _unforeseen(error, language)
    return code


def _unforeseen(error: Exception, language: str) -> int:
    """A fault of ours: said in one line, with the way to see the rest."""
    french = language == "fr"
    what = f"{type(error).__name__}: {error}".encode("unicode_escape").decode()
    print(f"sourcier: {'erreur imprévue' if french else 'unforeseen error'} ({what})", file=sys.stderr)
    again = "Pour tout voir, ajoutez : --debug" if french else "To see all of it, add: --debug"
    print(f"  → {again}", file=sys.stderr)
    return 3


def _locale_language() -> str:
    return "en" if (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("en") else "fr"


if __name__ == "__main__":
    sys.exit(main())
