"""`models.host` as a user writes it → the base address of Ollama, loopback unless allowed otherwise."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from sourcier.errors import ModelUnfit, SettingsError
from sourcier.types import Bilingual

OLLAMA_PORT = 11434
_HINT = Bilingual(
    fr='Écrivez par exemple host = "http://127.0.0.1:11434" sous [models] dans sourcier.toml.',
    en='Write for example host = "http://127.0.0.1:11434" under [models] in sourcier.toml.',
)


def base_address(host: str, *, allow_remote: bool = False) -> str:
    """``scheme://host:port[/path]`` for every form Ollama itself accepts.

    ``host``, ``host:port``, ``:port``, ``http(s)://host[:port][/path]``, ``[v6]:port``. As for Ollama's own
    ``OLLAMA_HOST``, a bare host means port 11434, ``http://`` 80 and ``https://`` 443. The bind-all addresses
    ``0.0.0.0`` and ``::`` mean this machine.

    Raises
    ------
    SettingsError: not an address, or one with a name and password in it.
    ModelUnfit: another machine, and ``models.allow_remote`` is off.
    """
    parts, port = _split(host.strip())
    name = _bind_all_is_loopback(parts.hostname or "127.0.0.1")
    if not allow_remote and not is_loopback(name):
        raise ModelUnfit(
            Bilingual(
                fr=f"models.host = « {host} » est une autre machine : questions et articles y partiraient.",
                en=f"models.host = “{host}” is another machine: questions and articles would be sent there.",
            ),
            Bilingual(
                fr="Mettez une adresse locale (127.0.0.1:11434), ou allow_remote = true sous [models].",
                en="Use a local address (127.0.0.1:11434), or allow_remote = true under [models].",
            ),
        )
    shown = f"[{name}]" if ":" in name else name
    return f"{parts.scheme}://{shown}:{port}{parts.path.rstrip('/')}"


def is_loopback(name: str) -> bool:
    """Whether ``name`` can only be this machine; names other than localhost are not looked up."""
    if name.casefold() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def _split(host: str) -> tuple[SplitResult, int]:
    scheme, separator, rest = host.partition("://")
    if not separator:
        scheme, rest = "http", host
    if "@" in rest:
        raise _credentials()
    try:
        parts = urlsplit(f"{scheme.lower()}://{_bracketed(rest)}")
        port = parts.port
    except ValueError:
        raise _malformed(host) from None
    known = parts.scheme in ("http", "https") and not parts.query and not parts.fragment
    if not known or any(character.isspace() for character in host):
        raise _malformed(host)
    default = OLLAMA_PORT if not separator else {"http": 80, "https": 443}[parts.scheme]
    return parts, default if port is None else port


def _bracketed(rest: str) -> str:
    """A bare IPv6 address in the brackets that tell its colons from a port's."""
    try:
        return f"[{rest}]" if ipaddress.ip_address(rest).version == 6 else rest
    except ValueError:
        return rest


def _bind_all_is_loopback(name: str) -> str:
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name
    if not address.is_unspecified:
        return name
    return "127.0.0.1" if address.version == 4 else "::1"


def _malformed(host: str) -> SettingsError:
    return SettingsError(
        Bilingual(
            fr=f"models.host = « {host} » n'est pas une adresse.", en=f"models.host = “{host}” is no address."
        ),
        _HINT,
    )


def _credentials() -> SettingsError:
    # The address is not repeated: it holds a password.
    return SettingsError(
        Bilingual(
            fr="models.host contient un nom d'utilisateur ou un mot de passe.",
            en="models.host contains a user name or a password.",
        ),
        _HINT,
    )
