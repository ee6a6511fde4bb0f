"""A made-up channel for the report's tests: seeded, with Chinese and with hostile names."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from steelyard.baselines import Channel
from steelyard.facts.panel import Dealers, Panel
from steelyard.report.flagged import Flagged, flagged
from steelyard.report.inputs import ReportInputs
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rivals import Rivals
from steelyard.results.salespeople import salespeople_table
from steelyard.settings import Settings
from steelyard.signals import Reading
from steelyard.statistics.trailing import trailing_median
from steelyard.verdicts.conviction import LEARNED, Conviction, models
from steelyard.verdicts.findings import Findings, Verdicts
from steelyard.verdicts.matters import matters
from steelyard.verdicts.steadiness import unknown
from tests.people.made import channel, weighed

DATA_REPORT = Path(__file__).with_name("data_report.json")
HOSTILE = '</script><script>document.title="pwned"</script><img src=x onerror="document.title=1">'
FORMULA = '=HYPERLINK("http://example.invalid","点我")'
FAMILY = (
    "川东",
    "渝北",
    "甘南",
    "湘西",
    "粤中",
    "苏南",
    "浙东",
    "闽北",
    "鲁中",
    "豫北",
    "皖南",
    "赣南",
    "鄂西",
)
FAMILY += ("滇中", "黔北", "晋中")
TRADE = ("鼎盛商贸", "恒泰酒业", "万家供应链", "广源贸易", "同心百货", "长青食品")
TRADE += ("金桥实业", "众合商行")
REGIONS = ("", "R01", "R02", "R03", "R04", "R05", "R06")
REGION_NAMES = {
    "R01": "川南",
    "R02": "华东",
    "R03": "华南",
    "R04": "华北",
    "R05": "西北",
    "R06": "华中",
}
SENTENCES = {
    "sales_jump": (
        "{m}进货 {a}，约为常态 {e} 的 {x:.1f} 倍，同级其他经销商当月基本持平。",
        "Sell-in of {m} was {a}, {x:.1f} times the ordinary {e}; its peers were flat.",
    ),
    "order_count_jump": (
        "进货次数由常态 {oe:.0f} 次升到 {o:.0f} 次。",
        "Orders rose from {oe:.0f} to {o:.0f}.",
    ),
    "month_end_loading": (
        "月末 5 天占当月进货的 81%，自身常态 24%。",
        "The last five days held 81% of the month against 24% usually.",
    ),
}


def panel(dealers: int = 120, months: int = 30, seed: int = 7) -> Panel:
    """Return a panel of a growing, seasonal channel with a few loaded dealers."""
    random = np.random.default_rng(seed)
    shape = (dealers, months)
    size = np.sort(random.lognormal(12.4, 1.15, dealers))[::-1]
    season = 1 + 0.18 * np.sin(2 * np.pi * (np.arange(months) + 8) / 12)
    amount = size[:, None] * season * random.lognormal(0, 0.16, shape)
    orders = 1 + random.poisson(2 + 2.2 * (size / size[-1])[:, None] ** 0.3, shape)
    for place, (dealer, start, factor) in enumerate(_loaded(dealers, months)):
        amount[dealer, start:] *= factor
        orders[dealer, start:] += 4 if place % 2 == 0 else 0
    starts = np.where(np.arange(dealers) % 17 == 11, months - 9, 0)
    alive = np.arange(months) >= starts[:, None]
    amount, orders = np.round(np.where(alive, amount, 0), 2), np.where(alive, orders, 0)
    returns = np.round(np.where(random.random(shape) < 0.06, amount * 0.04, 0), 2)
    return Panel(
        dealers=_dealers(dealers),
        months=np.arange(months).astype("timedelta64[M]") + np.datetime64("2023-01"),
        sell_in_quantity=np.round(amount / 118),
        sell_in_amount=amount,
        returns_amount=returns,
        order_count=orders.astype(np.float64),
        standing_order_count=orders.astype(np.float64),
        distinct_order_amounts=orders.astype(np.float64),
        order_days=np.minimum(orders, 20).astype(np.float64),
        order_day_bits=_days(random, orders),
        order_amount_squares=amount**2,
        standing_amount=amount,
        product_count=np.minimum(orders * 2, 30).astype(np.float64),
        month_end_amount=np.round(amount * random.uniform(0.1, 0.35, shape), 2),
        launched_amount=np.zeros(shape),
        category_amount=amount[:, None, :],
        promoted_amount=np.where(np.arange(months) % 12 == 10, amount * 0.4, 0),
        channel_last_day=np.full(months, 28, dtype=np.int64),
    )


def _loaded(dealers: int, months: int) -> list[tuple[int, int, float]]:
    """Return (dealer, from which month, how many times its ordinary month)."""
    wanted = [(2, 27, 1.9), (6, 29, 2.6), (15, 29, 3.1), (31, 28, 2.2), (44, 29, 0.05)]
    wanted += [(70, 29, 4.0), (9, 26, 1.6)]
    return [(d, min(m, months - 1), f) for d, m, f in wanted if d < dealers]


def _dealers(count: int) -> Dealers:
    names = [f"{FAMILY[i % 16]}{TRADE[i // 16 % 8]}" for i in range(count)]
    for place, name in ((6, HOSTILE), (15, FORMULA), (20, "")):
        if place < count:
            names[place] = name
    return Dealers(
        ids=tuple(f"D{i + 1:04d}" for i in range(count)),
        names=tuple(names),
        level=np.where(np.arange(count) % 10 == 9, 2, 1),
        region=(np.arange(count) % 7).astype(np.int64),
        region_ids=REGIONS,
        salesperson_ids=("",) * count,
    )


def _days(random: np.random.Generator, orders: np.ndarray) -> np.ndarray:
    bits = np.zeros(orders.shape, dtype=np.int64)
    for _ in range(int(orders.max(initial=0))):
        still = random.random(orders.shape) < 0.9
        bits |= np.where(still & (orders > 0), 1 << random.integers(1, 29, orders.shape), 0)
    return bits


PRESENT = ("dealers", "promotions", "sell_in")


def findings(made: Panel | None = None, present: tuple[str, ...] = PRESENT) -> Findings:
    """Return findings on the panel: jumps against a trailing median, a watch where large."""
    made = panel() if made is None else made
    usual = trailing_median(np.where(made.order_count > 0, made.sell_in_amount, np.nan), 12, 6)
    usual_orders = trailing_median(np.where(made.order_count > 0, made.order_count, np.nan), 12, 6)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.abs(np.log(np.maximum(made.sell_in_amount, 1) / usual))
        order_ratio = np.log(made.order_count / usual_orders)
    watch = np.nan_to_num(ratio) > 0.6
    question = np.where(watch, np.abs(made.sell_in_amount - np.nan_to_num(usual)), 0)
    p_value = np.exp(-16 * np.nan_to_num(ratio)) + 1e-12
    readings = {
        "sales_jump": Reading(
            np.where(np.isnan(ratio), np.nan, p_value), ratio, question, {}, usual
        ),
        "order_count_jump": Reading(
            p_value * 3, np.exp(order_ratio), question / 2, {}, usual_orders
        ),
        "month_end_loading": Reading(p_value * 40, ratio, question / 3, {}),
    }
    fell = made.sell_in_amount < np.nan_to_num(usual)
    kind = np.where(watch, np.where(fell, "missing", "surplus"), "")
    one = matters({k: kind == k for k in ("surplus", "missing")}, kind, question)
    alive = np.arange(made.shape[1]) >= made.first_month[:, None]
    verdicts = Verdicts(
        verdict=np.where(watch, "watch", np.where(alive, "unjudged", "")),
        cause=np.full(made.shape, "", dtype="<U20"),
        score=np.where(watch, np.clip(ratio, 0, 1) * 0.6 + 0.38, 0.01),
        amount_in_question=question,
        amount_kind=kind,
        amount_since=one.amount,
        amount_added=one.added,
        since=one.since,
        listed_months=one.months,
        p_value=p_value,
        reason=np.where(watch, "watch", "quiet"),
        cause_p_values={},
        raised={
            "sales_jump": watch,
            "order_count_jump": watch & (order_ratio > 0.4),
            "month_end_loading": watch & (np.arange(made.shape[0]) % 3 == 0)[:, None],
        },
    )
    return Findings(Channel(made, Settings(currency="元")), readings, verdicts, present)


def alerted(found: Findings, causes: dict[int, str]) -> Findings:
    """Return the findings with alerts of these dealers in the last month, each at its bound."""
    plain = found.verdicts
    verdict, cause = plain.verdict.astype("<U20"), plain.cause.astype("<U20")
    scored = {}
    for dealer, named in causes.items():
        verdict[dealer, -1] = "overmighty" if named == "power" else "inflated"
        cause[dealer, -1] = named
        model = next(one for one in models().values() if named in one.causes)
        nothing = np.zeros((LEARNED, len(model.signals), *verdict.shape), dtype=np.float32)
        bound = np.full(verdict.shape, model.alert)
        scored[named] = Conviction(model, bound, nothing, unknown(verdict.shape))
    return replace(found, verdicts=replace(plain, verdict=verdict, cause=cause, convictions=scored))


def cases(found: Findings, month: int = 29) -> list[Flagged]:
    """Return the listed dealers of a month, in their order."""
    return flagged(Rivals(ExpectedMonth(found)), month)


def inputs(found: Findings, **changes: object) -> ReportInputs:
    """Return the tables that go with the findings."""
    made = found.channel.panel
    whole = ReportInputs(
        monthly=monthly(made),
        tiers=tiers(made),
        signals=signals(found),
        verdicts=verdicts(found),
        data_report=json.loads(DATA_REPORT.read_text(encoding="utf-8")),
        as_of=made.months[-1].astype("datetime64[D]").item(),
        title="示例酒业有限公司",
        currency="元",
        region_names=REGION_NAMES,
    )
    return replace(whole, **changes)


SILENT = "D0006"


def fallen_silent() -> tuple[Findings, ReportInputs]:
    """Return findings with a dealer listed for three months after its last order.

    Its rows of the monthly table end with that order, as the contract has it.
    """
    made = panel()
    for name in ("sell_in_amount", "sell_in_quantity", "order_count", "month_end_amount"):
        getattr(made, name)[5, -3:] = 0
    found = findings(made)
    given = inputs(found)
    last = pa.scalar(made.months[-4].astype("datetime64[D]").item(), pa.date32())
    ended = pc.and_(
        pc.equal(given.monthly["dealer_id"], SILENT), pc.greater(given.monthly["month"], last)
    )
    return found, replace(given, monthly=given.monthly.filter(pc.invert(ended)))


def with_names(names: tuple[str, ...]) -> tuple[Findings, ReportInputs]:
    """Return findings on dealers of those names, with some raised signals left unlisted."""
    made = panel()
    count = len(made.dealers)
    called = replace(made.dealers, names=tuple(names[i % len(names)] for i in range(count)))
    found = findings(replace(made, dealers=called))
    raised = {name: flags.copy() for name, flags in found.verdicts.raised.items()}
    raised["order_count_jump"][20:30, -1] = True
    found = replace(found, verdicts=replace(found.verdicts, raised=raised))
    return found, inputs(found)


def salespeople(*names: str) -> pa.Table:
    """Return the table of as many salespeople as are named, the last one's flags clustered."""
    dealers = [(name, "R1") for name in names for _ in range(12)]
    last = 12 * (len(names) - 1)
    usual = [(dealer, 9) for dealer in range(0, last, 12)]
    matters = [*usual, *[(last + i, 9) for i in range(8)]]
    return salespeople_table(weighed(channel(dealers), matters))


def _rows(made: Panel, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray, dict[str, pa.Array]]:
    dealer, month = np.nonzero(mask)
    days = made.months[month].astype("datetime64[D]")
    ids = [made.dealers.ids[d] for d in dealer]
    return (
        dealer,
        month,
        {"dealer_id": pa.array(ids, pa.string()), "month": pa.array(days, pa.date32())},
    )


def _number(values: np.ndarray) -> pa.Array:
    return pa.array(values.astype(float), pa.float64(), mask=~np.isfinite(values))


def monthly(made: Panel) -> pa.Table:
    """Return the contract's monthly table, as far as the panel carries it."""
    dealer, month, keys = _rows(made, np.arange(made.shape[1]) >= made.first_month[:, None])
    amount, share = made.sell_in_amount, made.channel_share

    def before(values: np.ndarray, back: int) -> np.ndarray:
        out = np.full(values.shape, np.nan)
        out[:, back:] = values[:, :-back] if back < values.shape[1] else np.nan
        return out

    with np.errstate(divide="ignore", invalid="ignore"):
        figures = {
            "sell_in_quantity": made.sell_in_quantity,
            "sell_in_amount": amount,
            "order_count": made.order_count,
            "product_count": made.product_count,
            "channel_share": share,
            "amount_change": np.where(
                before(amount, 1) > 0, amount / before(amount, 1) - 1, np.nan
            ),
            "amount_change_yoy": amount / before(amount, 12) - 1,
            "order_count_change": made.order_count / before(made.order_count, 1) - 1,
            "share_change": 100 * (share - before(share, 1)),
            "amount_trailing_median": trailing_median(amount, 12, 3),
            "month_end_share": made.month_end_amount / amount,
            "returns_amount": made.returns_amount,
            "sell_out_quantity": np.full(made.shape, np.nan),
        }
    level = pa.array(made.dealers.level[dealer], pa.int64())
    columns = {name: _number(values[dealer, month]) for name, values in figures.items()}
    return pa.table({**keys, "level": level, **columns})


def tiers(made: Panel) -> pa.Table:
    """Return tiers 1/4/15/80 by the last twelve months' amount."""
    amount = made.sell_in_amount[:, -12:].sum(axis=1)
    rank = np.empty(len(amount), dtype=np.int64)
    rank[np.argsort(-amount, kind="stable")] = np.arange(len(amount)) + 1
    cut = np.searchsorted(np.ceil(np.array([0.01, 0.05, 0.20]) * len(amount)), rank, side="left")
    return pa.table(
        {
            "dealer_id": pa.array(made.dealers.ids, pa.string()),
            "tier": [("key", "major", "ordinary", "small")[c] for c in cut],
            "paper_rank": pa.array(rank, pa.int64()),
            "true_rank": pa.nulls(len(amount), pa.int64()),
            "amount": pa.array(amount, pa.float64()),
            "profit": pa.nulls(len(amount), pa.float64()),
            "stability": pa.array(
                made.sell_in_amount.std(axis=1) / made.sell_in_amount.mean(axis=1)
            ),
            "reasons": ["rank"] * len(amount),
        }
    )


def signals(found: Findings) -> pa.Table:
    """Return the raised signals with a sentence in both languages."""
    made, usual = found.channel.panel, found.readings["sales_jump"].expected
    orders = found.readings["order_count_jump"].expected
    parts = []
    for name, raised in found.verdicts.raised.items():
        dealer, month, keys = _rows(made, raised)
        reading = found.readings[name]
        said: dict[str, list[str]] = {"zh": [], "en": []}
        for d, m in zip(dealer.tolist(), month.tolist(), strict=True):
            amount = made.sell_in_amount[d, m]
            figures = {
                "m": str(made.months[m]), "a": f"{amount:,.0f}", "e": f"{usual[d, m]:,.0f}",
                "x": amount / usual[d, m], "o": made.order_count[d, m], "oe": orders[d, m],
            }  # fmt: skip
            said["zh"].append(SENTENCES[name][0].format(**figures))
            said["en"].append(SENTENCES[name][1].format(**figures))
        parts.append(
            pa.table(
                {
                    **keys,
                    "signal": pa.array([name] * len(dealer), pa.string()),
                    "p_value": _number(reading.p_value[dealer, month]),
                    "effect": _number(reading.effect[dealer, month]),
                    "amount_in_question": _number(reading.amount_in_question[dealer, month]),
                    "explanation_zh": pa.array(said["zh"], pa.string()),
                    "explanation_en": pa.array(said["en"], pa.string()),
                }
            )
        )
    return pa.concat_tables(parts)


def verdicts(found: Findings) -> pa.Table:
    """Return the verdicts table."""
    made, answer = found.channel.panel, found.verdicts
    dealer, month, keys = _rows(made, answer.verdict != "")
    since = answer.since[dealer, month]
    return pa.table(
        {
            **keys,
            "verdict": pa.array(answer.verdict[dealer, month].tolist(), pa.string()),
            "cause": pa.nulls(len(dealer), pa.string()),
            "score": _number(answer.score[dealer, month]),
            "amount_in_question": _number(answer.amount_in_question[dealer, month]),
            "since": pa.array(
                made.months[np.maximum(since, 0)].astype("datetime64[D]"),
                pa.date32(),
                mask=since < 0,
            ),
            "explanation_zh": ["只凭进货不能下结论。"] * len(dealer),
            "explanation_en": ["Sell-in alone decides nothing."] * len(dealer),
            "amount_kind": pa.array(answer.amount_kind[dealer, month].tolist(), pa.string()),
            "amount_since": _number(answer.amount_since[dealer, month]),
        }
    )
