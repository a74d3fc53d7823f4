# SPDX-License-Identifier: EUPL-1.2
"""Settings of one home: defaults, then `sluis.toml` in the home, then `SLUIS_…` in the environment.

Secrets never stand in the file or the environment: they come from files of their own under
`keys/` (log key, master key) and `secrets/` (one file a secret, such as `database_url` with its
password). What the rooms get is a frozen dataclass; pydantic reads at the edge, and only when
there is something to read.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path  # noqa: TC003 - dataclass field
from typing import Final

from sluis.kit.errors import BadInput
from sluis.kit.texts import LANGUAGES, Text

FILE: Final = "sluis.toml"
PREFIX: Final = "SLUIS_"
ELSEWHERE: Final = frozenset({"SLUIS_HOME", "SLUIS_SCREENSHOTS"})
"""Variables with the prefix that are not settings of a home."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be chosen per home."""

    home: Path
    database_url: str
    node: str = "main"
    """Name of this node in the record."""
    origin: str = "sluis.local/record"
    """Origin line of the log (C2SP tlog-checkpoint): unique to this organisation."""
    lang: str = "nl"
    host: str = "127.0.0.1"
    port: int = 8120
    public_host: str = "localhost"
    """Name under which browsers reach the console; passkeys are bound to it."""
    log_level: str = "INFO"

    @property
    def keys(self) -> Path:
        """Folder of the home's keys."""
        return self.home / "keys"


def load(home: Path) -> Settings:
    """Read the settings of `home`.

    Raises `BadInput` that names the file and field, or the variable, that is wrong.
    """
    home = home.absolute()
    defaults = Settings(home=home, database_url=f"sqlite:///{home / 'sluis.db'}")
    chosen = any(name.startswith(PREFIX) and name not in ELSEWHERE for name in os.environ)
    if not chosen and not (home / FILE).exists() and not (home / "secrets").exists():
        return defaults
    return _read(home, defaults)


def _read(home: Path, defaults: Settings) -> Settings:
    """Read file, secrets and environment through pydantic-settings (its import costs 0.2 s of CPU)."""
    from pydantic import Field, ValidationError  # noqa: PLC0415 - see above
    from pydantic_settings import (  # noqa: PLC0415 - see above
        BaseSettings,
        PydanticBaseSettingsSource,
        SecretsSettingsSource,
        SettingsConfigDict,
        TomlConfigSettingsSource,
    )

    class Edge(BaseSettings):
        """The same fields, with what each may hold."""

        model_config = SettingsConfigDict(
            env_prefix=PREFIX,
            extra="forbid",
            toml_file=home / FILE,
        )
        database_url: str = defaults.database_url
        node: str = Field(defaults.node, pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")
        origin: str = Field(defaults.origin, pattern=r"^[^\s+]+$")
        lang: str = Field(defaults.lang, pattern=f"^({'|'.join(LANGUAGES)})$")
        host: str = defaults.host
        port: int = Field(defaults.port, ge=0, le=65535)
        public_host: str = Field(defaults.public_host, pattern=r"^[a-z0-9.-]+$")
        log_level: str = Field(defaults.log_level, pattern="^(DEBUG|INFO|WARNING|ERROR)$")

        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            """Environment over secrets over file; no `.env`."""
            del init_settings, dotenv_settings, file_secret_settings
            secrets = home / "secrets"
            return (
                env_settings,
                *([SecretsSettingsSource(settings_cls, secrets, env_prefix="")] if secrets.exists() else []),
                TomlConfigSettingsSource(settings_cls),
            )

    try:
        edge = Edge()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadInput(Text("{why}", why=first["msg"]), file=str(home / FILE), field=field) from error
    except ValueError as error:
        raise BadInput(Text("{why}", why=str(error)), file=str(home / FILE)) from error
    names = {field.name for field in fields(Settings)} - {"home"}
    return Settings(home=home, **{name: getattr(edge, name) for name in names})
