"""Settings come from where the user put them, the stronger place wins, and a mistake is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcier import settings
from sourcier.errors import SettingsError


@pytest.fixture(autouse=True)
def _no_outside_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OLLAMA_HOST", raising=False)


def _config(folder: Path, text: str) -> Path:
    file = folder / "sourcier.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_stronger_place_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _config(
        tmp_path, '[models]\nchat = "toml"\nembedder = "toml"\nkeep_alive = "1m"\n[page]\nport = 1\n'
    )
    (tmp_path / ".env").write_text(
        "SOURCIER_MODELS__CHAT=dotenv\nSOURCIER_MODELS__EMBEDDER=dotenv\nSOURCIER_PAGE__PORT=2\nOTHER_PROGRAM=x\n"
    )
    monkeypatch.setenv("SOURCIER_MODELS__CHAT", "environment")
    monkeypatch.setenv("SOURCIER_PAGE__PORT", "3")
    found = settings.load(file, {"page": {"port": 4}})
    assert (found.models.keep_alive, found.models.embedder, found.models.chat, found.page.port) == (
        "1m",
        "dotenv",
        "environment",
        4,
    )


def test_a_variable_that_is_set_to_nothing_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _config(tmp_path, '[models]\nembedder = "mine"\n')
    for name in ("MODELS__EMBEDDER", "MODELS__CHAT", "LANGUAGE", "PAGE__PORT"):
        monkeypatch.setenv(f"SOURCIER_{name}", "")
    found = settings.load(file, {})
    assert (found.models.embedder, found.models.chat, found.language) == ("mine", "auto", "auto")


def test_every_value_says_where_it_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = _config(tmp_path, '[models]\nchat = "mine"\n')
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:9")
    rows = {key: (value, origin) for key, value, origin in settings.describe(file)}
    assert rows["models.chat"] == ("mine", str(file))
    assert rows["models.host"] == ("127.0.0.1:9", "OLLAMA_HOST")
    assert rows["page.port"] == ("7860", "default")


def test_paths_of_the_file_are_relative_to_the_file_and_typed_ones_to_where_they_were_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    file = _config(project, '[paths]\nindex = "store"\n')
    found = settings.load(file, {"paths": {"corpus": Path("articles")}})
    assert found.paths.index == project / "store"
    assert found.paths.corpus == tmp_path / "articles"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('langage = "fr"\n', "langage"),
        ("[models]\nnum_ctx = 12\n", "models.num_ctx"),
        ('[models]\nembedder = ""\n', "models.embedder"),
        ("[models\n", "sourcier.toml"),
        ("[page]\nport = true_\n", "sourcier.toml"),
    ],
)
def test_a_mistake_is_named_with_what_to_type_next(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.load(_config(tmp_path, text))
    assert named in caught.value.message.fr
    assert "sourcier config" in caught.value.hint.fr
    assert "sourcier config" in caught.value.hint.en


def test_the_shipped_file_states_the_defaults() -> None:
    """Uncommenting a line of sourcier.toml must change nothing until its value is edited."""
    import re
    import tomllib

    shipped = (settings.PROJECT / "sourcier.toml").read_text(encoding="utf-8")
    uncommented = re.sub(r"^# (\w+ = )", r"\1", shipped, flags=re.MULTILINE)
    stated = tomllib.loads(uncommented)
    del stated["paths"]["prompts"], stated["paths"]["sources"]
    defaults = settings.Settings.model_construct().model_dump(mode="json")
    for section, values in stated.items():
        for key, value in values.items() if isinstance(values, dict) else [(None, values)]:
            assert (defaults[section][key] if key else defaults[section]) == value, (section, key)


def test_every_setting_is_in_the_shipped_file() -> None:
    shipped = (settings.PROJECT / "sourcier.toml").read_text(encoding="utf-8")
    for section, values in settings.Settings.model_construct().model_dump(mode="json").items():
        for key in values if isinstance(values, dict) else [section]:
            assert f"{key} =" in shipped, (section, key)
