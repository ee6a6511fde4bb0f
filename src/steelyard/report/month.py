"""Which column of the panel the report is about."""

from __future__ import annotations

import datetime as dt

import numpy as np

from steelyard.verdicts.findings import Findings
from steelyard.words import Language, say


class MonthNotThere(ValueError):
    """The month of the report is not one of the data's; the message names the mend."""


def month_index(findings: Findings, as_of: dt.date, language: Language) -> int:
    """Return the panel's column of the report's month; MonthNotThere names the mend."""
    months = findings.channel.panel.months
    at = np.flatnonzero(months == np.datetime64(as_of, "M"))
    if not at.size:
        first, last = (str(months[0]), str(months[-1])) if len(months) else ("—", "—")
        figures = {"month": f"{as_of:%Y-%m}", "first": first, "last": last}
        raise MonthNotThere(say("report.error.no_month", language, **figures))
    return int(at[0])
