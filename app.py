"""Opens the chat: `uv run app.py [--host H] [--port P] [--corpus DIR] [--index DIR] [--config FILE]`."""

import sys

from sourcier.cli import main

if __name__ == "__main__":
    sys.exit(main(["chat", *sys.argv[1:]]))
