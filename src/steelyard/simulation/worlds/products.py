"""What the manufacturer of a world sells: drinks of a few categories, ordered in whole packs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Counts

CATEGORIES = ("高端白酒", "大众白酒", "果酒", "啤酒", "气泡水")
_CHEAPEST_FEN = (9800, 2800, 1800, 500, 350)
_PACKS = (6, 12, 24)


@dataclass(frozen=True)
class Products:
    """The articles, one entry a product."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    category: Counts
    price_fen: Counts
    """List price of a unit in fen, a hundredth of a yuan."""
    pack: Counts
    """Units in a pack."""
    share: Array
    """Of the channel's units; adds up to 1."""
    scanning: Array
    """How readily its buyers scan, half to twice as the channel's."""

    def __len__(self) -> int:
        return len(self.ids)


def draw_products(rng: np.random.Generator) -> Products:
    """Draw eight to twenty articles."""
    count = int(rng.integers(8, 21))
    category = np.sort(np.concatenate([np.arange(3), rng.integers(0, 5, count - 3)]))
    dearer = np.exp(rng.uniform(0.0, 1.2, count))
    share = rng.dirichlet(np.full(count, 2.0))
    scanning = np.exp(rng.uniform(np.log(0.5), np.log(2.0), count))
    return Products(
        ids=tuple(f"SP{number:02d}" for number in range(1, count + 1)),
        names=tuple(f"衡星{CATEGORIES[kind]}{number}号" for number, kind in enumerate(category, 1)),
        category=category,
        price_fen=np.rint(np.take(_CHEAPEST_FEN, category) * dearer / 10).astype(np.int64) * 10,
        pack=rng.choice(_PACKS, count),
        share=share,
        # On average over units 1, so that the world's scan rate is what it says.
        scanning=scanning / (share * scanning).sum(),
    )
