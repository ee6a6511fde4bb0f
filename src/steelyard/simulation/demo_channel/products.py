"""What the demo's manufacturer sells: sixty invented drinks in five categories, by the case."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """A category and how its orders swing: parts of an ordinary day's orders."""

    name: str
    brand: str
    summer: float
    """Swing between summer (+) and winter (-)."""
    spring_festival: float
    """Height of the stocking-up before Spring Festival."""
    mid_autumn: float
    """Height of the stocking-up before Mid-Autumn."""
    cheapest: int
    """Yuan a case."""
    dearest: int
    bottles: int
    margin: float


CATEGORIES = (
    Category("高端白酒", "衡星窖藏", -0.05, 1.5, 0.9, 1480, 4680, 6, 0.46),
    Category("大众白酒", "衡星大曲", -0.10, 0.9, 0.5, 260, 780, 6, 0.34),
    Category("果酒", "青衡果酒", 0.10, 0.5, 0.3, 180, 420, 12, 0.38),
    Category("啤酒", "衡江啤酒", 0.55, 0.1, 0.1, 42, 118, 12, 0.26),
    Category("气泡水", "小衡气泡", 0.40, 0.2, 0.1, 36, 72, 15, 0.30),
)
_SPECIFICATIONS = (
    "小满", "芒种", "夏至", "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬",
)  # fmt: skip


@dataclass(frozen=True)
class Product:
    """One article; prices in fen (a hundredth of a yuan) a case, so that sums are exact."""

    code: str
    name: str
    category: int
    price_fen: int
    cost_fen: int
    bottles: int


def _articles() -> tuple[Product, ...]:
    articles = []
    for number, category in enumerate(CATEGORIES):
        ladder = (category.dearest / category.cheapest) ** (1 / (len(_SPECIFICATIONS) - 1))
        for step, specification in enumerate(_SPECIFICATIONS):
            price = round(category.cheapest * ladder**step) * 100
            articles.append(
                Product(
                    code=f"SP{number + 1}{step + 1:02d}",
                    name=f"{category.brand}{specification}",
                    category=number,
                    price_fen=price,
                    cost_fen=round(price * (1 - category.margin) / 10) * 10,
                    bottles=category.bottles,
                )
            )
    return tuple(articles)


PRODUCTS = _articles()
LAUNCHED = len(PRODUCTS) - 1
"""The article that the whole channel begins to buy on the day of its launch."""
