"""Prompts are data: a file that lost or gained a variable is refused before any question is asked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sourcier.errors import PromptError
from sourcier.prompts import VARIABLES, load_prompts, prompts_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(prompts_folder(None), tmp_path / "prompts"))


def test_the_shipped_prompts_load_and_render() -> None:
    prompts = load_prompts()
    assert prompts.keys() == VARIABLES.keys()
    text = prompts["answer.user"].render(passages="P", language="français", question="Prix en $ ?")
    assert "Prix en $ ?" in text
    assert "$question" not in text


def test_a_changed_prompt_changes_its_fingerprint(folder: Path) -> None:
    before = load_prompts(folder)["answer.system"].id
    file = folder / "answer.system.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nSois bref.", encoding="utf-8")
    assert load_prompts(folder)["answer.system"].id != before


@pytest.mark.parametrize("change", ["$question", "$questions", ""])
def test_a_missing_or_unknown_variable_is_refused_and_named(folder: Path, change: str) -> None:
    file = folder / "answer.user.md"
    text = file.read_text(encoding="utf-8").replace("$question", change)
    file.write_text(text if change != "$question" else text + " $mystery", encoding="utf-8")
    with pytest.raises(PromptError) as caught:
        load_prompts(folder)
    assert "answer.user" in caught.value.message.en


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "rewrite.user.md").unlink()
    with pytest.raises(PromptError, match="rewrite"):
        load_prompts(folder)


def test_rendering_without_a_variable_is_an_error() -> None:
    with pytest.raises(PromptError):
        load_prompts()["answer.user"].render(question="?")
