"""The arguments of `sourcier eval` and `calibrate`, loaded when one of them is typed. Argparse only."""

from __future__ import annotations

import argparse


def eval_arguments(evaluate: argparse.ArgumentParser) -> None:
    """Those of `sourcier eval`."""
    evaluate.add_argument(
        "file", nargs="?", metavar="FILE.jsonl", help="questions with gold answers, or claims with labels"
    )
    evaluate.add_argument(
        "--compare",
        nargs=2,
        metavar=("A.json", "B.json"),
        help="say what differs between two runs that --json or --report FILE.json kept",
    )
    evaluate.add_argument(
        "--measure",
        choices=("answers", "retrieval"),
        help="whole answers, or the search alone (default: what the file's fields say)",
    )
    evaluate.add_argument(
        "--judge",
        action="store_true",
        help="on claims: what the chat model's second look is worth (models.second_look)",
    )
    _articles_argument(evaluate)
    evaluate.add_argument("--no-model", action="store_true", help="use no model, whatever Ollama has")
    _part_arguments(evaluate)


def _articles_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--articles", metavar="FILE.jsonl", help="index these articles in a temporary folder first"
    )


def _part_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--limit", type=int, metavar="N", help="the first N questions only")
    command.add_argument("--half", choices=("odd", "even"), help="every second question only")
    command.add_argument("--json", action="store_true", help="print JSON")
    command.add_argument(
        "--report",
        action="append",
        default=[],
        metavar="FILE",
        help="write the report there too; as JSON where the name ends in .json; may be repeated",
    )


def calibrate_arguments(calibrate: argparse.ArgumentParser) -> None:
    """Those of `sourcier calibrate`."""
    calibrate.add_argument("file", metavar="FILE.jsonl", help="queries with gold facts or article ids")
    _articles_argument(calibrate)
    calibrate.add_argument("--no-model", action="store_true", help="the built-in embedding's weights")
    calibrate.add_argument(
        "--write", action="store_true", help="write weights that are clearly better to sourcier.toml"
    )
    _part_arguments(calibrate)
