"""Set up, try, test and document Steelyard: `make demo`.

Without make: `python3 make.py demo`; on Windows: `py make.py demo`.

One implementation for all systems, with nothing but Python: it makes `.venv`, installs the
locked versions of `requirements/` (with uv where it is there, else with pip) and runs each
step in it. Nothing is installed outside this folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCKS = HERE / "requirements"
DEMO = HERE / "demo"
OLDEST = (3, 11)
IN_CI = os.environ.get("CI") == "true"


def main(arguments: list[str]) -> int:
    """Run the tasks named, in order; 1 where one fails, 2 for a wrong name, 130 for Ctrl-C."""
    unknown = [name for name in arguments if name not in TASKS]
    if unknown or not arguments:
        print(*(f"没有这个任务 Unknown task: {name}" for name in unknown), task_list(), sep="\n")
        return 2
    try:
        for name in arguments:
            TASKS[name]()
    except subprocess.CalledProcessError as failed:
        step = " ".join(map(str, failed.cmd))
        print(f"\n这一步没有成功 This step failed: {step}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n已停止 Stopped.", file=sys.stderr)
        return 130
    return 0


def setup() -> None:
    """Make .venv with everything that the main job needs."""
    make_venv()
    install("runtime", "build")
    install_steelyard()
    assets()


def demo() -> None:
    """Assess the bundled example and show the report."""
    setup()
    run(PYTHON, "-m", "steelyard.simulation.demo_channel", DEMO / "in", quiet=True)
    run(PYTHON, "-m", "steelyard", "assess", DEMO / "in", "--out", DEMO / "out", "--lang", "zh")
    report = DEMO / "out" / "report.html"
    print(f"\n报告 Report: {report}")
    if has_desktop():
        webbrowser.open(report.as_uri())


def test() -> None:
    """Run the tests; with Java, those on Spark too, and the coverage gate."""
    setup()
    install("dev")
    with_java = shutil.which("java") is not None
    if with_java:
        install("spark")
    else:
        print("No Java here: the tests on Spark are skipped, and so is the coverage gate.")
    run(PYTHON, "-m", "pytest", "--cov", *([f"--cov-fail-under={COVERAGE}"] if with_java else []))


COVERAGE = 95
"""Per cent of lines and branches that the tests must reach."""


def lint() -> None:
    """Check style, types and the layers."""
    setup()
    install("dev")
    run(PYTHON, "-m", "ruff", "check")
    run(PYTHON, "-m", "ruff", "format", "--check")
    run(PYTHON, "-m", "mypy")
    run(PYTHON.parent / "lint-imports")


def docs() -> None:
    """Build the documentation into site/; a warning is an error."""
    setup()
    install("docs")
    run(PYTHON, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "docs", "site")
    print(f"Documentation: {HERE / 'site' / 'index.html'}")


def bench() -> None:
    """Run the benchmarks: ratios to hand-written SQL in one run."""
    setup()
    install("dev")
    run(PYTHON, "-m", "benchmarks")


def assets() -> None:
    """Build what the report carries inside itself; does nothing when it is up to date."""
    if shutil.which("npm") is None:
        install("assets")
    run(PYTHON, "assets/build.py")


def lock() -> None:
    """Write requirements/*.txt anew (needs uv); commit the result."""
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("uv is not here: `pip install uv`, then run this again")
    options = ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
    options += ["--quiet", "--no-header", "--no-annotate", "--no-emit-index-url", "--upgrade"]
    agreed: list[object] = []
    for name, wanted in LOCKED.items():
        run(uv, "pip", "compile", *options, *wanted, *agreed, "-o", LOCKS / f"{name}.txt")
        agreed += ["-c", LOCKS / f"{name}.txt"]


LOCKED = {
    "runtime": ["pyproject.toml"],
    "spark": ["pyproject.toml", "--extra", "spark"],
    "build": ["--group", "build"],
    "dev": ["--group", "dev"],
    "docs": ["--group", "docs"],
    "assets": ["--group", "assets"],
}
"""The lock files and what each is made from; a later one agrees with those before it."""


def make_venv() -> None:
    """Make .venv with a Python that is new enough, unless it is there."""
    if PYTHON.exists():
        return
    python = new_enough_python()
    uv = shutil.which("uv")
    if python is None and uv is not None:
        run(uv, "venv", "--quiet", "--seed", "--python", "3.11", VENV)
        return
    if python is None:
        sys.exit(
            f"需要 Python {OLDEST[0]}.{OLDEST[1]} 或更新的版本；请从 python.org "
            "或系统的软件源安装后重试。\n"
            f"Steelyard needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is "
            f"{sys.version.split()[0]}. Install a newer one from python.org or your "
            "package manager and run this again."
        )
    made = subprocess.run([python, "-m", "venv", str(VENV)], check=False)
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("这里的 Python 建不了虚拟环境。Python cannot make a virtual environment here.\n"
                 "Debian, Ubuntu: sudo apt install python3-venv")  # fmt: skip


def new_enough_python() -> str | None:
    """Return this Python if it is new enough, else the newest on the path, else None."""
    if sys.version_info[:2] >= OLDEST:
        return sys.executable
    names = [f"python3.{minor}" for minor in range(20, OLDEST[1] - 1, -1)]
    return next((found for found in map(shutil.which, names) if found and works(found)), None)


def works(python: str) -> bool:
    """Return whether it runs: version managers leave stand-ins on the path that do not."""
    return subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0


def install(*names: str) -> None:
    """Install those lock files into .venv, unless they are in already."""
    wanted = [name for name in names if not is_installed(name)]
    if not wanted:
        return
    print(f"正在安装 Installing {', '.join(wanted)} ...", flush=True)
    files = [part for name in wanted for part in ("-r", str(LOCKS / f"{name}.txt"))]
    if not installed_with_uv(files):
        run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", *files)
    for name in wanted:
        stamp_of(name).parent.mkdir(exist_ok=True)
        stamp_of(name).write_text(fingerprint(LOCKS / f"{name}.txt"), encoding="utf-8")


def installed_with_uv(files: list[str]) -> bool:
    """Install with uv, which is many times faster; False where it is absent or failed."""
    uv = shutil.which("uv")
    if uv is None:
        return False
    command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *files]
    return subprocess.run(command, check=False, cwd=HERE).returncode == 0


def install_steelyard() -> None:
    """Install this folder itself, editable; its dependencies are there from the locks."""
    stamp = stamp_of("steelyard")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint(HERE / "pyproject.toml"):
        return
    options = ["-q", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    run(PYTHON, "-m", "pip", "install", *options, "-e", HERE)
    stamp.write_text(fingerprint(HERE / "pyproject.toml"), encoding="utf-8")


def is_installed(name: str) -> bool:
    """Return whether .venv has that lock file as it is now."""
    stamp = stamp_of(name)
    return stamp.exists() and stamp.read_text("utf-8") == fingerprint(LOCKS / f"{name}.txt")


def stamp_of(name: str) -> Path:
    """Return the file that remembers what was installed."""
    return VENV / ".installed" / name


def fingerprint(path: Path) -> str:
    """Return a digest of the file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def has_desktop() -> bool:
    """Return whether a browser window can be opened for the person who runs this."""
    if IN_CI or not sys.stdout.isatty():
        return False
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, displays))


def run(*command: object, quiet: bool = False) -> None:
    """Run a command in this folder; CalledProcessError where it fails."""
    output = subprocess.DEVNULL if quiet else None
    parts = [str(part) for part in command]
    # Python's own output is UTF-8 everywhere, so that Chinese reads on a Windows console.
    environment = {**os.environ, "PYTHONUTF8": "1"}
    subprocess.run(parts, check=True, cwd=HERE, stdout=output, env=environment)


TASKS = {task.__name__: task for task in (demo, test, setup, lint, docs, bench, assets, lock)}


def task_list() -> str:
    """Return the tasks with a line each."""
    lines = [f"  {name:8}{(task.__doc__ or '').splitlines()[0]}" for name, task in TASKS.items()]
    python = "py" if os.name == "nt" else "python3"
    return "\n".join([f"{python} make.py TASK", "", *lines])


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what a console cannot show must not stop the work
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
