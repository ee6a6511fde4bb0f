"""The order of the work: intake, facts, signals, verdicts, tables, report."""

from __future__ import annotations

import datetime as dt
import tempfile
from calendar import monthrange
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from steelyard.assessment.assessment import Assessment, Checked
from steelyard.assessment.check_summary import checked_summary
from steelyard.assessment.data_report import data_report, judged_report, with_notes, with_totals
from steelyard.assessment.earlier import changed_verdicts, made_with
from steelyard.assessment.publish import refuse_foreign_folder, side_folder
from steelyard.assessment.resent_told import resent_told
from steelyard.assessment.result_table import ResultTable
from steelyard.assessment.summary import assessed_summary, beyond_the_data
from steelyard.assessment.totals import LINES, ORDERS, orders_are_sell_in, totals
from steelyard.assessment.weigh import count_late, engine_over, judge, measure
from steelyard.assessment.write import write_results
from steelyard.intake import Intake, read, troubles_told
from steelyard.intake.unusable import InputUnusable
from steelyard.people import weigh_people
from steelyard.report import refuse_without_charts
from steelyard.results.monthly import monthly
from steelyard.results.salespeople import salespeople_table
from steelyard.results.signals import signals_table
from steelyard.results.tiers import tiers_table
from steelyard.results.verdicts import verdicts_table
from steelyard.tiers import tiers
from steelyard.words import Language, Message

Progress = Callable[[Message], None]


def assess(
    source: str | Path,
    out: str | Path | None = None,
    *,
    engine: str = "duckdb",
    as_of: str | None = None,
    report: bool = True,
    language: Language = "zh",
    overrides: Mapping[str, str] | None = None,
    config: str | Path | None = None,
    progress: Progress = lambda _: None,
) -> Assessment:
    """Assess a folder of tables, or one file; write the results to `out` where it is given.

    `as_of` (YYYY-MM) uses nothing dated after that month. Raises InputUnusable, with the
    place and the mend, where the input cannot be used, and MissingAsset where no report can be
    made; results are then left as they were.
    """
    origin, target = Path(source), None if out is None else Path(out)
    until = _last_day(as_of)
    if target is not None:
        refuse_foreign_folder(target, origin)
        if report:
            refuse_without_charts()
    with troubles_told(origin), tempfile.TemporaryDirectory(prefix="steelyard-") as work:
        intake = _read(origin, Path(work), until, overrides, config, progress)
        try:
            done = _assessed(intake, engine, Path(work), until, target, progress)
            if target is not None:
                with side_folder(target) as side:
                    write_results(done, intake, side, report, language, progress)
            return done
        finally:
            intake.connection.close()


def check(
    source: str | Path,
    *,
    overrides: Mapping[str, str] | None = None,
    config: str | Path | None = None,
    progress: Progress = lambda _: None,
) -> Checked:
    """Read and validate only. Raises InputUnusable where nothing could be assessed."""
    with troubles_told(Path(source)), tempfile.TemporaryDirectory(prefix="steelyard-") as work:
        intake = _read(Path(source), Path(work), None, overrides, config, progress)
        try:
            bought = totals(lambda query: intake.connection.sql(query).to_arrow_table())
            report = with_totals(data_report(intake), bought)
            return Checked(report, checked_summary(intake, report, bought))
        finally:
            intake.connection.close()


def _read(
    source: Path,
    work: Path,
    until: dt.date | None,
    overrides: Mapping[str, str] | None,
    config: str | Path | None,
    progress: Progress,
) -> Intake:
    progress(Message("assessment.reading"))
    return read(
        source,
        work=work / "intake",
        until=until,
        overrides=overrides or {},
        config=None if config is None else Path(config),
        progress=progress,
    )


def _assessed(
    intake: Intake,
    engine: str,
    work: Path,
    until: dt.date | None,
    out: Path | None,
    progress: Progress,
) -> Assessment:
    with closing(engine_over(intake, engine, work / "intake" / "engine")) as running:
        channel = measure(intake, running, until, progress)
        # Judging is NumPy's work and leaves cores idle: what only tables show is counted there.
        with ThreadPoolExecutor(1, "beside") as beside:
            account = beside.submit(data_report, intake)
            counted = beside.submit(count_late, intake, running, channel.panel)
            bought = beside.submit(totals, running.arrow, _over(intake))
            findings = judge(channel, intake, progress)
            verified = channel.balance.verified
            ranked = tiers(channel.panel, intake.settings, verified)
            verdicts = verdicts_table(findings)
        panel = counted.result()
    people = weigh_people(findings, ranked, panel)
    how = made_with(intake.settings)
    told = beyond_the_data(until, channel.panel.months[-1])
    said = [*resent_told(intake), *told]
    read_in = with_notes(with_totals(account.result(), bought.result()), told)
    report: dict[str, Any] = {
        **judged_report(read_in, findings),
        "made_with": how,
        "earlier_verdicts": changed_verdicts(out, verdicts, how),
    }
    return Assessment(
        monthly=ResultTable("monthly", monthly(panel, verified)),
        tiers=ResultTable("tiers", tiers_table(panel, ranked)),
        signals=ResultTable("signals", signals_table(findings)),
        verdicts=ResultTable("verdicts", verdicts),
        salespeople=ResultTable("salespeople", salespeople_table(people)),
        data_report=report,
        findings=findings,
        summary=assessed_summary(intake, report, findings, ranked, people, said),
        folder=out,
    )


def _over(intake: Intake) -> str:
    return ORDERS if orders_are_sell_in(tuple(intake.tables)) else LINES


def _last_day(as_of: str | None) -> dt.date | None:
    """Return the last day of the month YYYY-MM."""
    if as_of is None:
        return None
    try:
        first = dt.datetime.strptime(as_of.strip(), "%Y-%m").date()  # noqa: DTZ007 a month has no zone
    except ValueError:
        raise InputUnusable(Message("assessment.as_of_wrong", {"value": as_of})) from None
    return first.replace(day=monthrange(first.year, first.month)[1])
