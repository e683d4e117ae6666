"""Put on the path of a child process: writes every address that it connects to, or looks up, to a file."""

import os
import sys

_FILE = os.environ.get("SOURCIER_TEST_CONTACTS")


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        contact = repr(arguments[1])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        contact = f"lookup {arguments[0]!r}"
    else:
        return
    with open(str(_FILE), "a", encoding="utf-8") as file:  # noqa: PTH123
        file.write(contact + "\n")


if _FILE:
    sys.addaudithook(_watch)
