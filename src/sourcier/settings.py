"""Settings: defaults < sourcier.toml < .env < environment < command line; built once, passed down.

`load` reads them; `describe` says where each value came from. Nothing is read or created at import.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from sourcier.errors import SettingsError
from sourcier.types import Bilingual

CONFIG_NAME = "sourcier.toml"
PROJECT = Path(__file__).resolve().parents[2]
"""The checkout, when the package runs from one."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PathSettings(_Section):
    """Folders; relative ones are taken from the folder of sourcier.toml.

    ``sources`` is the file of the register of sources; ``None``: sources.toml in the corpus.
    """

    corpus: Path = Path("seeds")
    index: Path = Path("index")
    prompts: Path | None = None
    sources: Path | None = None

    @property
    def register(self) -> Path:
        """Where the register of sources is, or will be."""
        return self.sources or self.corpus / "sources.toml"


class CorpusSettings(_Section):
    """How the folder of articles is followed. ``polling`` is for network folders that report no changes."""

    follow: bool = True
    settle_seconds: float = Field(default=2.0, ge=0.1, le=600)
    polling: bool = False


class ModelSettings(_Section):
    """Ollama and its models.

    ``second_look``: the chat model rereads each supported sentence, and may lower its verdict.
    ``chat`` and ``embedder``: a model's name, ``auto`` (the best installed one of a known list) or ``none``.
    """

    host: str = "http://127.0.0.1:11434"
    allow_remote: bool = False
    chat: str = Field(default="auto", min_length=1)
    embedder: str = Field(default="auto", min_length=1)
    second_look: bool = False
    num_ctx: int = Field(default=8192, ge=512)
    num_predict: int = Field(default=1024, ge=16)
    temperature: float = Field(default=0.0, ge=0.0, le=2.0)
    keep_alive: str = "30m"
    connect_seconds: float = Field(default=3.0, gt=0)
    first_token_seconds: float = Field(default=300.0, gt=0)
    stall_seconds: float = Field(default=60.0, gt=0)
    embed_batch: int = Field(default=32, ge=1, le=2048)


class SplittingSettings(_Section):
    """Sizes in tokens of tiktoken's o200k_base."""

    passage_tokens: int = Field(default=288, ge=32, le=2048)
    overlap_tokens: int = Field(default=0, ge=0)


class WeightSettings(_Section):
    """Weights of the scores of a search, for one embedder: `sourcier calibrate --write` writes them.

    ``language``: of the questions they are for; ``crossing``: for questions in a language no article is in.
    """

    embedder: str
    language: str | None = None
    crossing: bool = False
    stems: float = Field(ge=0, le=10)
    grams: float = Field(ge=0, le=10)
    dense: float = Field(ge=0, le=10)
    stretches: float = Field(ge=0, le=10)
    measured: str = ""


class RetrievalSettings(_Section):
    """How many passages are looked at, and the prompt's share of the context for them, in tokens."""

    weights: tuple[WeightSettings, ...] = ()

    passages: int = Field(default=10, ge=1, le=50)
    evidence_tokens: int = Field(default=1500, ge=100)


class PageSettings(_Section):
    """The chat page. ``allow_remote`` lets it listen beyond this machine; it then needs ``allowed_hosts``.

    ``upload_mb``: the largest file that may be given to the page, in millions of bytes.
    """

    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=0, le=65535)
    allow_remote: bool = False
    allowed_hosts: tuple[str, ...] = ()
    upload_mb: int = Field(default=200, ge=1)


class Settings(BaseSettings):
    """Every setting, frozen. Unknown keys are errors. Paths are absolute once loaded by `load`."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="SOURCIER_",
        env_nested_delimiter="__",
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # as most programs read a variable that is set to nothing
    )

    language: Literal["auto", "fr", "en"] = "auto"
    paths: PathSettings = Field(default_factory=PathSettings)
    corpus: CorpusSettings = Field(default_factory=CorpusSettings)
    models: ModelSettings = Field(default_factory=ModelSettings)
    splitting: SplittingSettings = Field(default_factory=SplittingSettings)
    retrieval: RetrievalSettings = Field(default_factory=RetrievalSettings)
    page: PageSettings = Field(default_factory=PageSettings)

    @property
    def wording(self) -> Literal["fr", "en"]:
        """The language of the command line: the setting, else that of the locale, else French."""
        if self.language != "auto":
            return self.language
        locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
        return "en" if locale.startswith("en") else "fr"


def config_file(explicit: Path | None = None) -> Path | None:
    """The sourcier.toml in force: the given one, else that of the working folder, else the checkout's."""
    if explicit is not None:
        if not explicit.is_file():
            raise SettingsError(
                Bilingual(
                    fr=f"Le fichier de configuration « {explicit} » n'existe pas.",
                    en=f"The configuration file “{explicit}” does not exist.",
                ),
                Bilingual(
                    fr="Donnez un fichier existant : --config CHEMIN/sourcier.toml",
                    en="Give an existing file: --config PATH/sourcier.toml",
                ),
            )
        return explicit
    for folder in (Path.cwd(), PROJECT):
        if (folder / CONFIG_NAME).is_file():
            return folder / CONFIG_NAME
    return None


class _OwnDotEnv(DotEnvSettingsSource):
    """Reads only ``SOURCIER_…``: a .env file is shared with other programs, whose keys are not our errors."""

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return {key: value for key, value in super()._load_env_vars().items() if key.startswith("sourcier_")}


def _sources(file: Path | None, overrides: Mapping[str, Any]) -> list[tuple[str, PydanticBaseSettingsSource]]:
    """Strongest first, each with its name for `describe`."""
    folder = file.parent if file else Path.cwd()
    sources: list[tuple[str, PydanticBaseSettingsSource]] = [
        ("command line", InitSettingsSource(Settings, dict(overrides))),
        ("environment", EnvSettingsSource(Settings)),
        (".env", _OwnDotEnv(Settings, env_file=folder / ".env")),
    ]
    if file:
        sources.append((str(file), TomlConfigSettingsSource(Settings, file)))
    if host := os.environ.get("OLLAMA_HOST"):
        sources.append(("OLLAMA_HOST", InitSettingsSource(Settings, {"models": {"host": host}})))
    return sources


def load(config: Path | None = None, overrides: Mapping[str, Any] | None = None) -> Settings:
    """Reads and checks every source; ``overrides`` is nested like the settings.

    Raises:
        SettingsError: names the file, the key and what it may be.
    """
    return _load(config, overrides or {})[0]


def describe(
    config: Path | None = None, overrides: Mapping[str, Any] | None = None
) -> list[tuple[str, str, str]]:
    """(key, value, where it came from) for every setting."""
    settings, origin = _load(config, overrides or {})
    flat = _flatten(settings.model_dump(mode="json"))
    return [
        (key, "" if value is None else str(value), origin.get(key, "default")) for key, value in flat.items()
    ]


def _load(config: Path | None, overrides: Mapping[str, Any]) -> tuple[Settings, dict[str, str]]:
    file = config_file(config)
    merged: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for name, source in reversed(_named(file, overrides)):
        values = _flatten(source)
        merged.update(values)
        origin.update(dict.fromkeys(values, name))
    try:
        settings = Settings.model_validate(_nest(merged))
    except ValidationError as error:
        raise _explain(error, origin) from None
    folder = file.parent.resolve() if file else Path.cwd()
    paths = {
        name: None if value is None else (folder / value).resolve()
        for name, value in settings.paths.model_dump().items()
    }
    for name in ("corpus", "index"):
        # A path typed on the command line is relative to where it was typed.
        if origin.get(f"paths.{name}") in {"command line", "environment"}:
            paths[name] = Path(merged[f"paths.{name}"]).resolve()
    return settings.model_copy(update={"paths": PathSettings.model_validate(paths)}), origin


def _named(file: Path | None, overrides: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    try:
        return [(name, source()) for name, source in _sources(file, overrides)]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            Bilingual(fr=f"{file} : TOML illisible ({error}).", en=f"{file}: not valid TOML ({error})."),
            Bilingual(
                fr="Corrigez la ligne indiquée, puis tapez : sourcier config",
                en="Mend the line it names, then type: sourcier config",
            ),
        ) from None


def _flatten(nested: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in nested.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{key}.")
        else:
            flat[f"{prefix}{key}"] = value
    return flat


def _nest(flat: Mapping[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, value in flat.items():
        *sections, name = key.split(".")
        section = nested
        for part in sections:
            section = section.setdefault(part, {})
        section[name] = value
    return nested


def _explain(error: ValidationError, origin: Mapping[str, str]) -> SettingsError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    where = origin.get(key, "?")
    unknown = first["type"] == "extra_forbidden"
    return SettingsError(
        Bilingual(
            fr=f"Réglage « {key} » ({where}) refusé : {'clé inconnue' if unknown else first['msg']}.",
            en=f"Setting “{key}” ({where}) refused: {'unknown key' if unknown else first['msg']}.",
        ),
        Bilingual(
            fr="Corrigez-le ou retirez-le ; les réglages et leur provenance : sourcier config",
            en="Mend or remove it; the settings and where they come from: sourcier config",
        ),
    )
