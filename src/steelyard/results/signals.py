"""`signals`: every raised signal with its figures and its sentence in both languages."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.results.cells import Cells
from steelyard.results.words import signal_sentence
from steelyard.verdicts import Findings
from steelyard.words import LANGUAGES

SCHEMA = pa.schema(
    [
        ("dealer_id", pa.string()),
        ("month", pa.date32()),
        ("signal", pa.string()),
        ("p_value", pa.float64()),
        ("effect", pa.float64()),
        ("amount_in_question", pa.float64()),
        ("explanation_zh", pa.string()),
        ("explanation_en", pa.string()),
    ]
)


def signals_table(findings: Findings) -> pa.Table:
    """Return one row a dealer, month and raised signal, in that order."""
    parts = [_rows_of(findings, name) for name in sorted(findings.verdicts.raised)]
    table = pa.concat_tables(parts) if parts else SCHEMA.empty_table()
    order = [("dealer_id", "ascending"), ("month", "ascending"), ("signal", "ascending")]
    return table.sort_by(order).combine_chunks()


def _rows_of(findings: Findings, name: str) -> pa.Table:
    reading = findings.readings[name]
    cells = Cells.where(findings.channel.panel, findings.verdicts.raised[name])
    columns = {
        **cells.keys(),
        "signal": pa.array([name] * cells.dealer.size, pa.string()),
        "p_value": cells.numbers(reading.p_value),
        "effect": cells.numbers(reading.effect),
        "amount_in_question": cells.numbers(np.nan_to_num(reading.amount_in_question)),
    }
    where = list(zip(cells.dealer.tolist(), cells.month.tolist(), strict=True))
    for language in LANGUAGES:
        said = [signal_sentence(findings, name, d, m, language) for d, m in where]
        columns[f"explanation_{language}"] = pa.array(said, pa.string())
    return pa.table(columns, schema=SCHEMA)
