"""Settings → the page served on an address of this machine. Gradio first; the engine opens behind it."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcier.errors import SettingsError
from sourcier.types import Bilingual

if TYPE_CHECKING:
    from sourcier.engine import Engine
    from sourcier.settings import Settings
    from sourcier.ui.desk import Desk


def main(settings: Settings) -> int:
    """Serves the page until Ctrl-C; gives the exit code.

    Raises:
        SettingsError: the port is taken, or the address is not one of this machine and that was not allowed.
    """
    host, port = address(settings)
    desk, url = serve(settings, host, port)
    french = settings.wording == "fr"
    # Service managers end programs with SIGTERM: leave as after Ctrl-C, the index closed.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    stop = "Ctrl-C pour arrêter" if french else "Ctrl-C to stop"
    print(f"sourcier : {url}  ({stop})" if french else f"sourcier: {url}  ({stop})", flush=True)
    try:
        desk.wait_closed()
    except KeyboardInterrupt:
        print("", file=sys.stderr)
    finally:
        desk.close()
    return 0


def serve(
    settings: Settings,
    host: str,
    port: int,
    *,
    extra_middleware: Sequence[Any] = (),
    app_kwargs: dict[str, Any] | None = None,
) -> tuple[Desk, str]:
    """Starts the server in the background: its desk, and the address to open.

    ``extra_middleware`` are Starlette ``Middleware`` that run behind the guard; ``app_kwargs`` go to the
    FastAPI application (``routes``, ``on_startup`` …).
    """
    folder = tempfile.mkdtemp(prefix="sourcier-")
    os.environ["GRADIO_TEMP_DIR"] = folder
    from starlette.middleware import Middleware

    from sourcier.ui.desk import Desk
    from sourcier.ui.guard import Guard
    from sourcier.ui.handover import Handover, new_token
    from sourcier.ui.look import head, style, theme
    from sourcier.ui.page import build

    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{port}"
    token = new_token()

    def opening(settings: Settings) -> Engine:
        from sourcier.engine import Engine

        engine = Engine.open(settings, what="chat")
        # Other commands find the way here through owner.json: loopback only, whatever the page listens on.
        engine.announce(f"http://127.0.0.1:{port}" if host == "0.0.0.0" else url, token)  # noqa: S104
        return engine

    desk = Desk(settings, opening)
    page = build(desk)
    middleware = [
        Middleware(Guard, hosts=[host, *settings.page.allowed_hosts]),
        Middleware(Handover, engine=lambda: desk.engine, token=token, told=desk.told),
        *extra_middleware,
    ]
    page.queue(max_size=64, api_open=False)
    page.launch(
        server_name=host,
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        inbrowser=False,
        share=False,
        show_error=False,
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
        mcp_server=False,
        pwa=False,
        ssr_mode=False,
        strict_cors=True,
        max_file_size=settings.page.upload_mb * 1_000_000,
        blocked_paths=[str(settings.paths.index), str(settings.paths.corpus)],
        app_kwargs={"openapi_url": None, **(app_kwargs or {}), "middleware": middleware},
        theme=theme(),
        css=style(),
        head=head(),
        js="() => window.sourcier.start()",
    )
    desk.temporary = Path(folder)
    desk.page = page
    desk.open()
    return desk, url


def address(settings: Settings) -> tuple[str, int]:
    """Where to listen: the settings, with Gradio's own variables where they say nothing.

    Raises:
        SettingsError: see `main`.
    """
    chosen = settings.page.model_fields_set
    host = (
        settings.page.host if "host" in chosen else os.environ.get("GRADIO_SERVER_NAME") or settings.page.host
    )
    port = settings.page.port
    if "port" not in chosen and (given := os.environ.get("GRADIO_SERVER_PORT")):
        if not given.isdecimal() or int(given) > 65535:
            raise SettingsError(
                Bilingual(
                    fr=f"GRADIO_SERVER_PORT={given} n'est pas un numéro de port.",
                    en=f"GRADIO_SERVER_PORT={given} is not a port number.",
                ),
                Bilingual(
                    fr="Par exemple : uv run app.py --port 7861", en="For example: uv run app.py --port 7861"
                ),
            )
        port = int(given)
    if not is_loopback(host) and not settings.page.allow_remote:
        raise SettingsError(
            Bilingual(
                fr=f"L'adresse {host} ouvrirait la page à d'autres machines, sans mot de passe.",
                en=f"The address {host} would open the page to other machines, without a password.",
            ),
            Bilingual(
                fr="Gardez --host 127.0.0.1, ou ajoutez --allow-remote si c'est voulu.",
                en="Keep --host 127.0.0.1, or add --allow-remote if that is what you want.",
            ),
        )
    return host, _free_port(host, port)


def is_loopback(host: str) -> bool:
    """Whether ``host`` names this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _free_port(host: str, port: int) -> int:
    """``port`` if it is free; 0 stands for any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except OSError as error:
        raise SettingsError(
            Bilingual(
                fr=f"Impossible d'écouter sur {host}, port {port} : {error.strerror}.",
                en=f"Cannot listen on {host}, port {port}: {error.strerror}.",
            ),
            Bilingual(
                fr=f"Un autre programme s'en sert sans doute. Tapez : uv run app.py --port {port + 1}",
                en=f"Another program probably uses it. Type: uv run app.py --port {port + 1}",
            ),
        ) from None
