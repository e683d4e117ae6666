"""`app.py` on an existing index, until its page is served, against `python -c "import gradio"`."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from pairing import Side, arguments, compare
from processes import PROJECT, environment, index_seeds, seconds_of

LONGEST_SECONDS = 180.0
BETWEEN_SECONDS = 0.01


def main() -> None:
    """Prints the ratio."""
    given = arguments("Time the start of app.py against the import of gradio.", rounds=5).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = environment(Path(folder))
        index = Path(folder) / "index"
        index_seeds(index, env)
        compare(
            Side("app.py until its page", lambda: seconds_to_page(index, env)),
            Side("import gradio", lambda: seconds_of([sys.executable, "-c", "import gradio"], env)),
            rounds=given.rounds,
            at_most=1.6,
        )


def seconds_to_page(index: Path, env: Mapping[str, str]) -> float:
    """From the start of the process to the last byte of the whole page; the process is then stopped."""
    port = free_port()
    command = [sys.executable, str(PROJECT / "app.py"), "--corpus", str(PROJECT / "seeds")]
    command += ["--index", str(index), "--port", str(port)]
    began = time.perf_counter()
    with subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL, cwd=PROJECT) as process:
        try:
            while not has_page(port):
                if process.poll() is not None or time.perf_counter() - began > LONGEST_SECONDS:
                    raise SystemExit(f"app.py served no page (exit code {process.returncode})")
                time.sleep(BETWEEN_SECONDS)
            return time.perf_counter() - began
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def has_page(port: int) -> bool:
    """Whether GET / gives a whole page there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/", headers={"Accept": "text/html"})
        reply = connection.getresponse()
        body = reply.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return reply.status == 200 and body.rstrip().endswith(b"</html>") and b"gradio_config" in body


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
