"""`verdicts`: one answer a dealer and month, from its first month to the last of the data."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.results.cells import Cells
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.rivals import Rivals
from steelyard.results.strength import strength_of
from steelyard.results.words import unjudged_sentence, watch_sentence
from steelyard.verdicts import Findings
from steelyard.verdicts.findings import LISTED
from steelyard.words import LANGUAGES, Language

TOLD = ("watch", "alert")
"""Reasons whose sentence is the dealer's own."""


def verdicts_table(findings: Findings) -> pa.Table:
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
    rivals = Rivals(ExpectedMonth(findings))
    for language in LANGUAGES:
        columns[f"explanation_{language}"] = _explanations(rivals, cells, language)
    columns["amount_kind"] = cells.texts(verdicts.amount_kind)
    columns["amount_since"] = cells.numbers(verdicts.amount_since)
    columns["strength"] = _strengths(rivals, cells)
    return pa.table(columns)


def _strengths(rivals: Rivals, cells: Cells) -> pa.Array:
    """Return the grade of the listed months; null elsewhere."""
    verdicts = rivals.expected.findings.verdicts
    listed = np.isin(verdicts.verdict[cells.dealer, cells.month], LISTED)
    grades: list[str | None] = [None] * listed.size
    for row in np.flatnonzero(listed).tolist():
        grades[row] = strength_of(rivals, int(cells.dealer[row]), int(cells.month[row])).grade
    return pa.array(grades, pa.string())


def _explanations(rivals: Rivals, cells: Cells, language: Language) -> pa.Array:
    """Return the explanations: few distinct reasons for most rows, own words for a watch."""
    findings = rivals.expected.findings
    reasons = findings.verdicts.reason[cells.dealer, cells.month]
    known, code = np.unique(reasons, return_inverse=True)
    code = code.ravel().astype(np.int64)
    texts = ["" if r in TOLD else unjudged_sentence(findings, r, language) for r in known.tolist()]
    for row in np.flatnonzero(np.isin(reasons, TOLD)).tolist():
        code[row] = len(texts)
        dealer, month = int(cells.dealer[row]), int(cells.month[row])
        texts.append(watch_sentence(rivals, dealer, month, language))
    return pa.array(texts, pa.string()).take(pa.array(code))
