"""Where the page listens, as somebody who types --host sees it."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx
import pytest

import page_fixtures

OTHER_LOOPBACK = "127.0.0.2"


def _bindable(host: str) -> bool:
    try:
        with socket.socket() as probe:
            probe.bind((host, 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not _bindable(OTHER_LOOPBACK), reason=f"this system has no {OTHER_LOOPBACK}")
def test_the_page_listens_where_host_says_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("Le port est ouvert.", encoding="utf-8")
    with page_fixtures.app(tmp_path, arguments=["--host", OTHER_LOOPBACK]) as running:
        assert running.url.startswith(f"http://{OTHER_LOOPBACK}:")
        with httpx.Client(trust_env=False) as client:
            assert client.get(running.url).status_code == 200
            with pytest.raises(httpx.ConnectError):
                client.get(running.url.replace(OTHER_LOOPBACK, "127.0.0.1"))
