"""Settings: defaults < sourcier.toml < .env < environment (``SOURCIER_…``) < command line. Built once, passed down."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from sourcier.errors import SettingsError
from sourcier.types import Bilingual

PROJECT = Path(__file__).resolve().parents[2]
"""The checkout, when the package runs from one."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PathSettings(_Section):
    """Folders; relative ones are taken from the folder of sourcier.toml."""

    corpus: Path = Path("seeds")
    index: Path = Path("index")
    prompts: Path | None = None


class ModelSettings(_Section):
    """Ollama and its models. ``chat``/``embedder`` ``auto`` means the best installed one of a known list; ``none`` turns it off."""

    host: str = "http://127.0.0.1:11434"
    allow_remote: bool = False
    chat: str = "auto"
    embedder: str = "auto"
    num_ctx: int = Field(8192, ge=512)
    num_predict: int = Field(1024, ge=16)
    temperature: float = Field(0.0, ge=0.0, le=2.0)
    keep_alive: str = "30m"
    connect_seconds: float = Field(3.0, gt=0)
    first_token_seconds: float = Field(300.0, gt=0)
    stall_seconds: float = Field(60.0, gt=0)
    embed_batch: int = Field(32, ge=1, le=2048)


class SplittingSettings(_Section):
    """Sizes in tokens of tiktoken's o200k_base."""

    passage_tokens: int = Field(256, ge=32, le=2048)
    overlap_tokens: int = Field(0, ge=0)


class RetrievalSettings(_Section):
    """How many passages are looked at, and the prompt's share of the context for them, in tokens."""

    passages: int = Field(10, ge=1, le=50)
    evidence_tokens: int = Field(2000, ge=100)


class PageSettings(_Section):
    """The chat page."""

    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65535)
    allowed_hosts: tuple[str, ...] = ()


class Settings(BaseSettings):
    """Every setting, frozen. Unknown keys are errors."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="SOURCIER_",
        env_nested_delimiter="__",
        env_file_encoding="utf-8",
        nested_model_default_partial_update=True,
    )

    language: Literal["auto", "fr", "en"] = "auto"
    paths: PathSettings = PathSettings()
    models: ModelSettings = ModelSettings()
    splitting: SplittingSettings = SplittingSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    page: PageSettings = PageSettings()
