"""What lies in the input folder: which files to read, and who said what about them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from steelyard.intake.config_file import CONFIG
from steelyard.intake.memory import Memory
from steelyard.intake.readers import RESULTS_MARK, endings, part_paths
from steelyard.intake.remembered import load_memory
from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

_OURS = ("steelyard*.toml",)
_WORLD = ("world.json", "truth.parquet")
"""What lies in the folder of a made world beside its tables, which are one folder deeper."""
_WORLD_TABLES = "in"


@dataclass(frozen=True)
class Brought:
    """The input: files and folders of parts by the name messages call them."""

    root: Path
    config: Path
    memory: Memory
    paths: dict[str, Path]
    passed_over: tuple[Message, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All that lies there, read or passed over."""
        return (*self.paths, *(str(message.figures["place"]) for message in self.passed_over))


def look_into(source: Path, config: Path | None) -> Brought:
    """List what a folder (or one file) holds. Raises InputUnusable where there is nothing.

    SOURCE may also be a `steelyard.toml`; the data is then in the folder that it names with
    `folder`, seen from the file, or beside it.
    """
    source = source.expanduser().absolute()
    _refuse_unreadable_names([source])
    _refuse_nothing(source)
    if source.is_file() and source.suffix.lower() == ".toml":
        config, source = source, source.parent
    if config is not None and not config.is_file():
        raise InputUnusable(Message("intake.no_such_path", {"path": str(config)}))
    beside = source if source.is_dir() else source.parent
    config = (config or beside / CONFIG).absolute()
    memory = load_memory(config)
    if memory.folder is not None and source == config.parent:
        source = (config.parent / memory.folder).resolve()
        _refuse_nothing(source)
    if source.is_file():
        return Brought(source, config, memory, {source.name: source}, ())
    _refuse_world(source)
    return _listed(source, config, memory)


def _refuse_nothing(path: Path) -> None:
    """Raise InputUnusable where nothing is there, or nobody may know whether there is."""
    try:
        there = path.exists()
    except OSError as error:
        raise _cannot_read(path, error) from error
    if not there:
        raise InputUnusable(Message("intake.no_such_path", {"path": str(path)}))


def _refuse_world(folder: Path) -> None:
    """Raise InputUnusable for a made world as a whole: who judges it must not read the answers."""
    tables = folder / _WORLD_TABLES
    if tables.is_dir() and all((folder / name).is_file() for name in _WORLD):
        figures = {"path": str(folder), "tables": str(tables)}
        raise InputUnusable(Message("intake.made_world", figures))


def _refuse_unreadable_names(paths: Sequence[Path]) -> None:
    """Raise InputUnusable for names that are no text: those of a Chinese zip file, say.

    Neither an engine nor a table can hold them.
    """
    odd = dict.fromkeys(str(path) for path in paths if _shown(str(path)) != str(path))
    if odd:
        raise InputUnusable(*(Message("intake.name_no_text", {"path": _shown(o)}) for o in odd))


def _shown(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _cannot_read(path: Path, error: OSError) -> InputUnusable:
    why = {"file": str(path), "reason": error.strerror or type(error).__name__}
    return InputUnusable(Message("intake.cannot_read", why))


def _listed(folder: Path, config: Path, memory: Memory) -> Brought:
    paths: dict[str, Path] = {}
    passed_over: list[Message] = []
    for path in _entries(folder):
        reason = _reason_to_pass_over(path, memory)
        if reason is not None:
            passed_over.append(Message(f"intake.{reason}", {"place": _shown(path.name)}))
        else:
            paths[path.name] = path
    parts = [part for path in paths.values() if path.is_dir() for part in part_paths(path)]
    _refuse_unreadable_names([*paths.values(), *parts])
    if not paths:
        figures = {"path": str(folder), "endings": ", ".join(sorted(endings()))}
        raise InputUnusable(Message("intake.empty_folder", figures), *passed_over)
    return Brought(folder, config, memory, paths, tuple(passed_over))


def _entries(folder: Path) -> list[Path]:
    """Return what lies in the folder, without hidden files, locks and our own decisions."""
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise _cannot_read(folder, error) from error
    return [
        path
        for path in entries
        if not path.name.startswith((".", "~$", "_")) and not _matches(path.name, _OURS)
    ]


def _reason_to_pass_over(path: Path, memory: Memory) -> str | None:
    if _matches(path.name, memory.ignore):
        return "ignored"
    if path.is_dir():
        if (path / RESULTS_MARK).is_file():
            return "own_results"
        return None if part_paths(path) else "no_table_inside"
    # A broken link is told of when it is opened; what is no file (a pipe, say) never is.
    table = path.suffix.lower() in endings() and (path.is_file() or not path.exists())
    return None if table else "not_a_table_file"


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
