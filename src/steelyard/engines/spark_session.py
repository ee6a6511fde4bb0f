"""Starting Spark on this machine, and what to say where it does not start.

Nothing listens beyond the loopback address, nothing is shown while it runs, and what Java
has to say goes to `spark.log` in the work folder. Arithmetic is strict (ANSI) and days are
UTC days, as in DuckDB.
"""

from __future__ import annotations

import os
import shutil
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from steelyard.engines.unavailable import EngineUnavailable
from steelyard.words import Message

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

LOOPBACK = "127.0.0.1"
CORES = 2
LOG = "spark.log"
_SQL = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    # Two cores gain nothing from Spark's 200 parts of a shuffle.
    "spark.sql.shuffle.partitions": str(2 * CORES),
}


def spark_missing() -> Message | None:
    """Return what keeps Spark from starting here, with the mend; None where nothing does."""
    if find_spec("pyspark") is None:
        return Message("engines.no_pyspark")
    if _java() is None:
        return Message("engines.no_java")
    return None


def start_spark(work: Path) -> SparkSession:
    """Start Spark, `local[2]`, with its files in `work`; EngineUnavailable if it cannot."""
    missing = spark_missing()
    if missing is not None:
        raise EngineUnavailable(missing)
    # PySpark warns of pandas 3 wherever it is installed; no pandas takes part here.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
    from pyspark import SparkContext
    from pyspark.errors import PySparkRuntimeError
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    conf = _conf(work)
    log = work / LOG
    os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
    try:
        with log.open("ab") as stream:
            gateway = launch_gateway(  # type: ignore[no-untyped-call, unused-ignore]
                conf, {"stdout": stream, "stderr": stream}
            )
    except PySparkRuntimeError as error:
        raise EngineUnavailable(
            Message("engines.spark_failed", {"reason": _reason(log)})
        ) from error
    context = SparkContext(gateway=gateway, conf=conf)
    context.setLogLevel("ERROR")
    return SparkSession(context)


def running_spark() -> SparkSession | None:
    """Return a session within the Spark that the caller runs already, or None.

    It has its own views and settings, so that nothing of the caller's is touched.
    """
    if find_spec("pyspark") is None:
        return None
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    if SparkContext._active_spark_context is None:
        return None
    session = SparkSession.builder.getOrCreate().newSession()
    for name, value in _SQL.items():
        session.conf.set(name, value)
    return session


def stop_spark(session: SparkSession) -> None:
    """Stop Spark and end its Java process, so that a later start finds nothing of it."""
    from pyspark import SparkContext

    gateway: Any = session.sparkContext._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait(timeout=60)
    SparkContext._gateway = None
    SparkContext._jvm = None


def _conf(work: Path) -> SparkConf:
    from pyspark import SparkConf

    settings = {
        "spark.master": f"local[{CORES}]",
        "spark.app.name": "steelyard",
        "spark.driver.host": LOOPBACK,
        "spark.driver.bindAddress": LOOPBACK,
        "spark.driver.memory": "2g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": str(work),
        "spark.sql.warehouse.dir": str(work / "warehouse"),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.log.level": "ERROR",
        **_SQL,
    }
    return SparkConf().setAll(list(settings.items()))


def _java() -> str | None:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")


def _reason(log: Path) -> str:
    """Return the first line in which Java speaks of an error, else its last line."""
    lines = [line.strip() for line in log.read_text("utf-8", errors="replace").splitlines()]
    errors = (line for line in lines if "error" in line.lower())
    return next(errors, next((line for line in reversed(lines) if line), "-"))
