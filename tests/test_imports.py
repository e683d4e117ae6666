"""What each module pulls in: help and checks stay quick because heavy packages stay out."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"gradio", "llama_index", "chromadb", "ollama", "tantivy", "httpx", "numpy", "rich", "pydantic"}


def _loaded(code: str) -> set[str]:
    probe = f"import sys\n{code}\nprint(' '.join(sorted({{name.split('.')[0] for name in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    "module", ["cli", "types", "errors", "prompts", "contract", "ask.writing.marks", "ask.show"]
)
def test_light_modules_load_no_heavy_package(module: str) -> None:
    assert _loaded(f"import sourcier.{module}") & HEAVY == set()


def test_help_loads_argparse_and_nothing_of_ours_but_the_parser() -> None:
    code = "import sourcier.cli as cli\ntry:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass"
    loaded = _loaded(code)
    assert loaded & HEAVY == set()
    assert "json" not in loaded


@pytest.mark.parametrize("module", ["ask.verify", "ask.weigh"])
def test_checking_needs_no_service_package(module: str) -> None:
    assert (
        _loaded(f"import sourcier.{module}")
        & {"gradio", "llama_index", "chromadb", "ollama", "tantivy", "httpx"}
        == set()
    )


def test_the_page_loads_gradio_and_not_the_engine() -> None:
    """The first page is served before the engine's imports: they would double the wait."""
    loaded = _loaded("import sourcier.ui.page")
    assert "gradio" in loaded
    assert loaded & {"llama_index", "chromadb", "tantivy"} == set()


@pytest.mark.parametrize(
    ("module", "package"),
    [
        ("stores.vectors", "chromadb"),
        ("stores.lexical", "tantivy"),
        ("models.ollama", "ollama"),
        ("models.chat", "llama_index"),
        ("ingest.split", "tiktoken"),
        ("ask.retrieve", "llama_index"),
    ],
)
def test_named_packages_are_used_where_the_layout_says(module: str, package: str) -> None:
    assert package in _loaded(f"import sourcier.{module}")


def test_global_settings_of_llama_index_are_never_touched() -> None:
    """They fall back silently to a hosted provider."""
    from pathlib import Path

    source = Path(__file__).resolve().parents[1] / "src"
    assert [
        file for file in source.rglob("*.py") if "llama_index.core import Settings" in file.read_text("utf-8")
    ] == []
