"""`python -m steelyard.simulation.demo_channel DIR` writes the example into DIR."""

from __future__ import annotations

import sys
from pathlib import Path

from steelyard.simulation.demo_channel.folder import write_folder


def main(arguments: list[str]) -> int:
    """Write the example and name its files; 2 where no folder is given."""
    if len(arguments) != 1:
        print("usage: python -m steelyard.simulation.demo_channel DIR", file=sys.stderr)
        return 2
    for path in write_folder(Path(arguments[0])):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
