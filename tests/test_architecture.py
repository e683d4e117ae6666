"""Imports go one way, and files stay a stage or a noun long."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "sourcier"

# Each layer may import the layers before it, and its own.
LAYERS = [
    {"bilingual", "types", "events", "errors", "judgements", "provenance", "status", "__init__"},
    {
        "settings", "prompts", "log", "tokens", "pace", "headings",
        "language", "language_id", "folding", "sentences", "stopwords", "glossary",
        "numerals", "numbers", "units",
        "names", "spelling", "sounds", "agencies",
        "dates", "dateline", "date_grammar", "date_meanings", "date_words", "anchoring",
    },
    {"nodes", "models", "stores"},
    {"ingest", "ask", "evaluation"},
    {"engine", "serving", "state", "trust", "transfer", "remote", "contract", "disclosure", "export"},
    {"commands", "ui", "cli"},
]  # fmt: skip

# The parts of ``ask``: each may import those before it, and its own; those of one line are apart.
# The stages themselves (ask/*.py) and what they write to the model with may import all.
PARTS_OF_ASK = [
    {"questions"},
    {"reading"},
    {"verification"},
    {"retrieval", "answerability", "weighing"},
    {"showing"},
]


def _part(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def _layer(part: str) -> int:
    for number, parts in enumerate(LAYERS):
        if part in parts or any(part.startswith(f"{name}_") for name in parts):
            return number
    raise AssertionError(f"{part} has no layer: add it to LAYERS")


def _imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sourcier"):
            found.add(node.module)
            if node.module == "sourcier":
                found |= {
                    f"sourcier.{alias.name}" for alias in node.names if (SOURCE / f"{alias.name}.py").exists()
                }
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("sourcier")}
    return found


def _modules() -> list[tuple[str, Path]]:
    return [
        (".".join(("sourcier", *file.relative_to(SOURCE).with_suffix("").parts)), file)
        for file in sorted(SOURCE.rglob("*.py"))
    ]


def test_imports_go_one_way() -> None:
    wrong = [
        f"{module} imports {imported}"
        for module, file in _modules()
        for imported in _imports(file)
        if _layer(_part(imported)) > _layer(_part(module))
    ]
    assert wrong == []


def test_ingest_and_ask_never_import_each_other() -> None:
    wrong = [
        f"{module} imports {imported}"
        for module, file in _modules()
        for imported in _imports(file)
        if {_part(module), _part(imported)} == {"ingest", "ask"}
    ]
    assert wrong == []


def _part_of_ask(module: str) -> str | None:
    _, layer, part, *_ = (*module.split("."), "", "")
    return part if layer == "ask" and (SOURCE / "ask" / part).is_dir() else None


def test_the_parts_of_ask_build_on_each_other() -> None:
    order = {part: number for number, parts in enumerate(PARTS_OF_ASK) for part in parts}
    folders = {
        folder.name for folder in (SOURCE / "ask").iterdir() if folder.is_dir() and any(folder.glob("*.py"))
    }
    assert folders == order.keys() | {"writing"}
    wrong = [
        f"{module} imports {imported}"
        for module, file in _modules()
        if (part := _part_of_ask(module)) in order
        for imported in _imports(file)
        if imported.startswith("sourcier.ask")
        and (other := _part_of_ask(imported)) != part
        and (other not in order or order[other] >= order[part])
    ]
    assert wrong == []


def test_commands_and_page_share_the_engine_and_not_each_other() -> None:
    wrong = [
        module
        for module, file in _modules()
        if _part(module) == "ui"
        and any(_part(imported) in {"commands", "cli"} for imported in _imports(file))
    ]
    assert wrong == []


def test_files_stay_short_enough_to_read() -> None:
    long = {
        str(file.relative_to(SOURCE)): lines
        for _, file in _modules()
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 320
    }
    assert long == {}


def test_every_module_says_what_it_turns_into_what() -> None:
    silent = [
        module for module, file in _modules() if not ast.get_docstring(ast.parse(file.read_text("utf-8")))
    ]
    assert silent == []


def test_no_vague_names() -> None:
    vague = {"utils", "util", "helper", "helpers", "manager", "service", "common", "misc"}
    assert [module for module, file in _modules() if file.stem in vague] == []
