"""What the documents promise exists."""

from __future__ import annotations

import re
from pathlib import Path

from sourcier.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if not re.search(rf"sourcier (?:.* )?{name}\b", readme)] == []


def test_links_of_the_documents_lead_somewhere() -> None:
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{document.name}: {link}"
        for document in documents
        for link in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
        if "://" not in link and not (document.parent / link).exists()
    ]
    assert broken == []


def test_ci_runs_the_tests_as_the_readme_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = next(line for line in readme.splitlines() if line.startswith("uv run pytest"))
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_seeds_are_byte_for_byte() -> None:
    import hashlib

    table = (ROOT / "seeds" / "SOURCES.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", table))
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (ROOT / "seeds").glob("*.txt")
    }
    assert found == listed


def test_documents_speak_of_the_project_only() -> None:
    """No path of a machine, no package registry's host."""
    told = re.compile(r"/(?:work|root|home/\w+)/|python(?:hosted)|pypi\.(?:org)")
    files = [
        file for folder in ("src", "docs", "tests", "prompts", ".ci") for file in (ROOT / folder).rglob("*")
    ]
    wrong = [
        str(file.relative_to(ROOT))
        for file in [*files, *ROOT.glob("*.md"), ROOT / "pyproject.toml", ROOT / "sourcier.toml"]
        if file.suffix in {".py", ".md", ".toml", ".css", ".js", ""}
        and file.is_file()
        and file.name != "test_docs.py"
        and told.search(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert wrong == []


def test_every_test_that_the_table_of_faults_names_exists_and_every_row_has_a_result() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs" / "faults.md").read_text(encoding="utf-8").splitlines()
        if re.match(r"\| [CIL]\d", line)
    ]
    assert len(rows) > 80
    for number, *_, tests, result in rows:
        assert re.match("holds|partly|open", result), number
        named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", tests)
        assert named or not result.startswith("holds"), number
        for file, test in named:
            assert f"def {test}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), (number, test)
