"""Which column of a table names the document that a row belongs to: the order, the claim.

Rows of the other tables name none: a stock count, a sell-out report, a scan.
"""

from __future__ import annotations

from steelyard.tables import Table

_NO_DOCUMENT = (
    "dealer_id", "product_id", "region_id", "from_dealer_id", "to_dealer_id", "successor_dealer_id",
)  # fmt: skip


def document_of(table: Table) -> str | None:
    """Return the column, or None where equal rows may be two deeds."""
    named = (
        column.name
        for column in table.required_columns
        if column.kind == "id" and column.name not in _NO_DOCUMENT
    )
    return next(named, None)


def dealer_of(table: Table) -> str | None:
    """Return the column that says whose document it is; None where there is none."""
    return next((c.name for c in table.columns if c.name == "dealer_id"), None)


def amount_of(table: Table) -> str | None:
    """Return the column of what a row comes to; None where rows have no money."""
    return next((c.name for c in table.required_columns if c.kind == "money"), None)
