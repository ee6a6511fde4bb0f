"""The explanations of verdicts: own words for a listed month, few distinct ones for all others."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from steelyard.results.alert_words import AlertTeller
from steelyard.results.cells import Cells
from steelyard.results.rivals import Rivals
from steelyard.results.standing_words import standing_sentences
from steelyard.results.words import watch_sentence
from steelyard.verdicts.findings import ALERTS, LISTED
from steelyard.words import LANGUAGES, Language


def explanations(rivals: Rivals, cells: Cells) -> Mapping[Language, pa.Array]:
    """Return a text column a language, in the order of the cells."""
    verdicts, alerts = rivals.expected.findings.verdicts, AlertTeller(rivals)
    verdict = verdicts.verdict[cells.dealer, cells.month]
    rows = np.flatnonzero(np.isin(verdict, LISTED))
    calm = ~np.isin(verdict, LISTED)
    said, which = standing_sentences(
        rivals.expected.findings, cells.dealer[calm], cells.month[calm]
    )
    columns: dict[Language, pa.Array] = {}
    for language in LANGUAGES:
        texts, code = list(said[language]), np.zeros(verdict.size, dtype=np.int64)
        code[calm] = which
        code[rows] = len(texts) + np.arange(rows.size)
        for row in rows.tolist():
            at = (int(cells.dealer[row]), int(cells.month[row]))
            alert = verdict[row] in ALERTS
            own = alerts.sentence(*at, language) if alert else watch_sentence(rivals, *at, language)
            texts.append(own)
        columns[language] = pa.array(texts, pa.string()).take(pa.array(code))
    return columns
