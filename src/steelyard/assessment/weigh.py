"""From tables to findings: facts on an engine, the panel, the signals, the verdicts.

Steps, for they lean on different things: `measure` and `count_late` on the engine, `judge`
on NumPy, so that the last two can run side by side.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from steelyard.baselines import Channel
from steelyard.baselines.rebate_schedule import rebate_schedule
from steelyard.baselines.rebate_steps import RebateSteps
from steelyard.baselines.takeover import Takeover, told
from steelyard.engines import Engine, open_engine
from steelyard.facts import LATE, Panel, facts, panel_from, run_facts, with_late
from steelyard.intake import Intake
from steelyard.intake.unusable import InputUnusable
from steelyard.tables import TABLES
from steelyard.tables.schema import SQL_TYPE
from steelyard.verdicts import Findings, decide
from steelyard.verdicts.decide import read_signals
from steelyard.words import Message

Progress = Callable[[Message], None]


def engine_over(intake: Intake, engine: str, work: Path) -> Engine:
    """Open the engine over the tables that were brought; the caller closes it."""
    if not intake.dealers_known:
        _know_no_dealers(intake)
    return open_engine(engine, intake.connection, work)


def measure(intake: Intake, engine: Engine, until: dt.date | None, progress: Progress) -> Channel:
    """Return the facts per dealer and month, the late ones left out.

    Raises InputUnusable where no order is early enough.
    """
    settings = intake.settings
    rows = run_facts(
        engine,
        (*_present(intake), "dealers"),
        settings.month_end_days,
        lambda name: progress(Message("assessment.fact", {"name": name})),
        wanted=facts().keys() - LATE,
    )
    _refuse_empty(rows, intake, until)
    panel = panel_from(rows, _master(intake), _regions(intake))
    return Channel(panel, settings, _rebate_steps(intake, panel), _takeovers(intake, panel))


def count_late(intake: Intake, engine: Engine, panel: Panel) -> Panel:
    """Return the panel with the late facts too."""
    present = (*_present(intake), "dealers")
    return with_late(panel, run_facts(engine, present, wanted=LATE))


def judge(channel: Channel, intake: Intake, progress: Progress) -> Findings:
    """Return what the signals found and what was decided."""
    progress(Message("assessment.signals"))
    readings = read_signals(channel, _present(intake))
    progress(Message("assessment.verdicts"))
    return Findings(
        channel, readings, decide(channel, readings, present=_present(intake)), _present(intake)
    )


def _present(intake: Intake) -> tuple[str, ...]:
    return tuple(sorted(intake.tables))


def _master(intake: Intake) -> pa.Table | None:
    """Return the dealer master, or None; its rows are one a dealer (intake sees to it)."""
    if not intake.dealers_known:
        return None
    return intake.connection.sql("select * from dealers").to_arrow_table()


def _regions(intake: Intake) -> pa.Table | None:
    """Return the table of regions, or None."""
    if "regions" not in intake.tables:
        return None
    return intake.connection.sql("select * from regions").to_arrow_table()


def _know_no_dealers(intake: Intake) -> None:
    """Give the facts a dealer master without dealers.

    A promotion for everybody covers dealers of whom nothing is known too.
    """
    columns = ", ".join(
        f"{column.name} {SQL_TYPE[column.kind]}" for column in TABLES["dealers"].columns
    )
    intake.connection.execute(f"create table dealers ({columns})")


def _rebate_steps(intake: Intake, panel: Panel) -> RebateSteps | None:
    if "rebate_steps" not in intake.tables:
        return None
    table = intake.connection.sql("select * from rebate_steps").to_arrow_table()
    return rebate_schedule(table, panel.dealers, panel.months)


def _takeovers(intake: Intake, panel: Panel) -> tuple[Takeover, ...] | None:
    """Return who took over whose business; None where no table tells."""
    if "successors" not in intake.tables:
        return None
    table = intake.connection.sql("select * from successors").to_arrow_table()
    return told(table, panel.dealers, panel.months)


def _refuse_empty(rows: dict[str, pa.Table], intake: Intake, until: dt.date | None) -> None:
    if rows["dealer_month"].num_rows or until is None:
        return
    first = intake.tables["sell_in"].first_date
    raise InputUnusable(
        Message("assessment.no_orders_until", {"month": f"{until:%Y-%m}", "first": str(first)})
    )
