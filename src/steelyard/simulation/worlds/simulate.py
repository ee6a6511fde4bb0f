"""Writes a made world to a folder: its tables, its truth, and what may be known of it.

The folder appears whole or not at all, and takes the place of an earlier world only.
"""

from __future__ import annotations

import itertools
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from steelyard.intake.unusable import InputUnusable
from steelyard.simulation.worlds.brought import in_parts
from steelyard.simulation.worlds.family import FAMILIES
from steelyard.simulation.worlds.made import World, make_world
from steelyard.simulation.worlds.truth import latent, truth
from steelyard.words import Message

MARK = "world.json"
"""The file by which a folder is known to hold a made world."""
_OURS = frozenset({MARK, "in", "truth.parquet", "latent.parquet"})
DEALERS, MONTHS = (20, 20_000), (8, 120)
"""Fewest and most that a world may have."""


def simulate(
    out: Path,
    *,
    dealers: int,
    months: int,
    seed: int,
    family: str = "usual",
    progress: Callable[[Message], None] = lambda _: None,
) -> World:
    """Make a world and write it to `out`; return it.

    Raises InputUnusable for numbers out of bounds, an unknown family, or a folder that holds
    something else than an earlier world.
    """
    refuse(out, dealers, months, seed, family)
    progress(Message("simulation.making"))
    world = make_world(FAMILIES[family], dealers, months, seed)
    with _in_place_of(out.resolve()) as folder:
        write_world(world, folder, progress)
    return world


@contextmanager
def _in_place_of(out: Path) -> Iterator[Path]:
    """Yield a folder beside `out` that takes its place when the block ends well."""
    out.parent.mkdir(parents=True, exist_ok=True)
    side = Path(tempfile.mkdtemp(prefix=f".{out.name}.unfinished-", dir=out.parent))
    try:
        made, earlier = side / "made", side / "earlier"
        made.mkdir()
        yield made
        if out.exists():
            out.replace(earlier)
        try:
            made.replace(out)
        except OSError:
            if earlier.exists():
                earlier.replace(out)
            raise
    finally:
        shutil.rmtree(side, ignore_errors=True)


def refuse(out: Path, dealers: int, months: int, seed: int, family: str) -> None:
    """Raise InputUnusable for what cannot be made or must not be replaced."""
    bounds = (("--dealers", dealers, DEALERS), ("--months", months, MONTHS))
    for name, given, (least, most) in bounds:
        if not least <= given <= most:
            figures = {"name": name, "given": given, "least": least, "most": most}
            raise InputUnusable(Message("simulation.out_of_bounds", figures))
    if seed < 0:
        raise InputUnusable(Message("simulation.negative_seed", {"given": seed}))
    if family not in FAMILIES:
        known = ", ".join(FAMILIES)
        raise InputUnusable(Message("simulation.no_family", {"given": family, "known": known}))
    if out.exists() and not _replaceable(out):
        raise InputUnusable(Message("simulation.foreign", {"out": str(out)}))


def _replaceable(out: Path) -> bool:
    """Whether it is an empty folder, or one with an earlier world and nothing else."""
    if not out.is_dir():
        return False
    names = {path.name for path in out.iterdir()}
    return not names or (MARK in names and names <= _OURS)


def write_world(world: World, folder: Path, progress: Callable[[Message], None]) -> None:
    """Write all files of a world into a folder that is there."""
    brought = folder / "in"
    brought.mkdir()
    for name, parts in in_parts(world):
        progress(Message("simulation.writing", {"table": name}))
        _write(parts, brought / f"{name}.parquet")
    _write([truth(world)], folder / "truth.parquet")
    _write([latent(world)], folder / "latent.parquet")
    text = json.dumps(known(world), ensure_ascii=False, indent=2)
    (folder / MARK).write_text(text + "\n", encoding="utf-8")


def _write(parts: Iterable[pa.Table], path: Path) -> None:
    """Write the pieces of a table into one file."""
    pieces = iter(parts)
    first = next(pieces)
    # Without Arrow's own schema a label reads as plain text, as from any other program.
    with pq.ParquetWriter(path, first.schema, compression="zstd", store_schema=False) as file:
        for part in itertools.chain([first], pieces):
            file.write_table(part)


def known(world: World) -> dict[str, object]:
    """Return what an oracle may know of the world: how it was drawn, and not who lies."""
    setting = world.setting
    places, products = setting.places, setting.products
    return {
        "family": setting.family.name,
        "seed": setting.seed,
        "dealers": world.shape[0],
        "months": world.shape[1],
        "constants": asdict(setting.known),
        "season": setting.season.tolist(),
        "regions": {
            "region_id": places.ids,
            "scanning": places.scanning.tolist(),
            "spill": places.spill.tolist(),
        },
        "products": {
            "product_id": products.ids,
            "share": products.share.tolist(),
            "scanning": products.scanning.tolist(),
        },
    }
