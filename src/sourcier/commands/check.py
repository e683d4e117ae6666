"""`sourcier check`: claims with a passage each → verdicts."""

from __future__ import annotations

from argparse import Namespace

from sourcier.ask.show import printable
from sourcier.ask.verify import check
from sourcier.commands import field, identifier, print_json, read_lines
from sourcier.contract import check_json
from sourcier.settings import Settings


def run(options: Namespace, settings: Settings) -> int:
    """0 done."""
    language = settings.wording
    for number, line in read_lines(options.file):
        claim = field(options.file, number, line, "claim")
        found = check(claim, field(options.file, number, line, "passage", "text"))
        if options.json:
            print_json(check_json(identifier(line), found, language))
        else:
            why = " ; ".join(reason.in_(language) for reason in found.why)
            print(printable(f"{found.verdict.value:11} {found.score:.2f}  {claim}  {why}"))
    return 0
