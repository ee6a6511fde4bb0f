"""What a table of judged worlds says: a row of shares, and recall by cause beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.unseen.judged import Case, Judged
from steelyard.statistics.wilson import proportion

HEAD = (
    "family",
    "tables",
    "honest ever alerted",
    "recall",
    "of traceable",
    "cause",
    "cause as far as any table parts it",
    "delay",
    "lies called genuine",
)


def row(judged: Sequence[Judged]) -> list[str]:
    """Return the figures of one row, each share with its 95 % interval."""
    cases = [case for one in judged for case in one.cases]
    found = [case for case in cases if case.named]
    delays = [case.delay for case in found]
    cleared, months = (sum(one.cleared[k] for one in judged) for k in (0, 1))
    return [
        share(np.concatenate([one.accused for one in judged]).tolist()),
        share([bool(case.named) for case in cases]),
        share([bool(case.named) for case in cases if not case.traceless]),
        share([case.named == case.cause for case in found]),
        share([case.named in (case.cause, case.mistakable_for) for case in found]),
        f"{np.median(delays):.0f}" if delays else "none",
        share([True] * cleared + [False] * (months - cleared)),
    ]


def share(flags: Sequence[bool]) -> str:
    """Return a share in per cent with its Wilson interval and count."""
    if not flags:
        return "none"
    one = proportion(sum(flags), len(flags))
    return f"{one.share:.1%} ({one.low:.1%}–{one.high:.1%}, n={len(flags)})"


def by_cause(judged: Sequence[Judged]) -> str:
    """Return recall by cause, the partners alerted, and what was taken for what."""
    cases = [case for one in judged for case in one.cases]
    causes = sorted({case.cause for case in cases})
    told = [f"{cause} {share([bool(c.named) for c in cases if c.cause == cause])}"
            for cause in causes]  # fmt: skip
    partners = np.concatenate([one.partners for one in judged]).tolist()
    said = [f"partners alerted {share(partners)}", *confused(cases), *accused_in(judged)]
    return "; ".join([*told, *said])


def accused_in(judged: Sequence[Judged]) -> list[str]:
    """Return of each honest circumstance how many are ever alerted, where any is."""
    accused = np.concatenate([one.accused for one in judged])
    where = np.concatenate([one.circumstance for one in judged])
    return [f"honest alerted ({name or 'nothing special'}) {share(accused[where == name].tolist())}"
            for name in np.unique(where[accused]).tolist()]  # fmt: skip


def confused(cases: Sequence[Case]) -> list[str]:
    """Return the pairs of true and named cause that differ, with counts."""
    pairs = [(c.cause, c.named) for c in cases if c.named not in ("", c.cause)]
    return [f"{true} taken for {named} {pairs.count((true, named))}"
            for true, named in sorted(set(pairs))]  # fmt: skip
