"""`verdicts`: one answer a dealer and month, from its first month to the last of the data."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from steelyard.results.cells import Cells
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.explanations import explanations
from steelyard.results.possible_causes import also_possible
from steelyard.results.rivals import Rivals
from steelyard.results.strength import strength_of
from steelyard.signals import SIGNALS, Reader
from steelyard.verdicts import Findings
from steelyard.verdicts.findings import ALERTS, LISTED


def verdicts_table(findings: Findings, readers: Mapping[str, Reader] = SIGNALS) -> pa.Table:
    """Return the table, with the columns and the order of the contract."""
    verdicts = findings.verdicts
    cells = Cells.where(findings.channel.panel, verdicts.verdict != "")
    columns = {
        **cells.keys(),
        "verdict": cells.texts(verdicts.verdict),
        "cause": cells.texts(verdicts.cause),
        "score": cells.numbers(verdicts.score),
        "amount_in_question": cells.numbers(verdicts.amount_in_question),
        "since": cells.months(verdicts.since[cells.dealer, cells.month]),
    }
    rivals = Rivals(ExpectedMonth(findings), readers)
    for language, said in explanations(rivals, cells).items():
        columns[f"explanation_{language}"] = said
    columns["amount_kind"] = cells.texts(verdicts.amount_kind)
    columns["amount_since"] = cells.numbers(verdicts.amount_since)
    columns["strength"], columns["other_causes"] = _of_listed(rivals, cells)
    return pa.table(columns)


def _of_listed(rivals: Rivals, cells: Cells) -> tuple[pa.Array, pa.Array]:
    """Return the grade of the listed months, and what else an alert may be; null elsewhere."""
    findings = rivals.expected.findings
    verdict = findings.verdicts.verdict[cells.dealer, cells.month]
    grades: list[str | None] = [None] * verdict.size
    others: list[str | None] = [None] * verdict.size
    for row in np.flatnonzero(np.isin(verdict, LISTED)).tolist():
        at = (int(cells.dealer[row]), int(cells.month[row]))
        grades[row] = strength_of(rivals, *at).grade
        if verdict[row] in ALERTS:
            others[row] = ";".join(also_possible(findings, *at)) or None
    return pa.array(grades, pa.string()), pa.array(others, pa.string())
