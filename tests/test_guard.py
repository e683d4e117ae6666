"""The guard before the page: whose requests pass, which are refused, what every reply forbids."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from sourcier.ui.guard import Guard, Receive, Scope, Send


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """A page that sets a laxer policy of its own."""
    headers = [(b"content-type", b"text/plain"), (b"Content-Security-Policy", b"default-src *")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"page"})


def fetch(url: str, method: str = "GET", host: str | None = None, **headers: str) -> httpx.Response:
    async def run() -> httpx.Response:
        guarded: Any = Guard(page, hosts=["bureau.local"])
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if host is not None:
            given["Host"] = host
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=guarded)) as client:
            return await client.request(method, url, headers=given)

    # In a thread: Playwright, once started by another test, keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, run()).result()


@pytest.mark.parametrize(
    "host", ["127.0.0.1:7860", "localhost", "[::1]:7860", "bureau.local:80", "LOCALHOST:1"]
)
def test_known_hosts_are_served(host: str) -> None:
    assert fetch("http://127.0.0.1:7860/", host=host).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.test", "127.0.0.1.evil.test", "evil.test:7860", "localhost@evil.test", "[::1", "0.0.0.0"]
)
def test_other_hosts_are_refused_as_in_dns_rebinding(host: str) -> None:
    assert fetch("http://127.0.0.1:7860/", host=host).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:7860", "Sec_Fetch_Site": "same-origin"}, 200),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
        ({"Origin": "http://evil.test"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
    ],
)
def test_other_sites_may_not_write(headers: dict[str, str], status: int) -> None:
    assert fetch("http://127.0.0.1:7860/gradio_api/upload", "POST", **headers).status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=http://exfil.test/x",
        "/gradio_api/file=HTTPS://exfil.test/x",
        "/gradio_api/file%3Dhttp%3A%2F%2Fexfil.test",
        "/gradio_api/file%253Dhttp%253A%252F%252Fexfil.test",
        "/gradio_api/file=//exfil.test/x",
        "/gradio_api/proxy=http://exfil.test/",
    ],
)
def test_nothing_is_fetched_for_anybody(path: str) -> None:
    assert fetch(f"http://127.0.0.1:7860{path}").status_code == 403


def test_every_reply_forbids_outside_loads_whatever_the_page_says() -> None:
    for reply in (fetch("http://127.0.0.1:7860/"), fetch("http://127.0.0.1:7860/", host="evil.test")):
        policies = reply.headers.get_list("content-security-policy")
        assert len(policies) == 1
        assert "default-src 'self'" in policies[0]
        assert "*" not in policies[0]
        assert "http" not in policies[0]
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["x-content-type-options"] == "nosniff"
