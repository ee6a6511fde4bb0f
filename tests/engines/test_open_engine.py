"""Which engine a name stands for, and what is said where it cannot run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from steelyard.engines import EngineUnavailable, open_engine, spark_session
from steelyard.engines.spark import SparkEngine
from steelyard.engines.spark_session import running_spark, spark_missing, start_spark


def test_duckdb_needs_nothing_and_leaves_the_connection_open(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        engine = open_engine("duckdb", connection, tmp_path / "never made")
        engine.view("one", "select 1 as a")
        engine.materialise("two", "select a + 1 as a from one")
        engine.close()
        assert connection.sql("select a from two").fetchall() == [(2,)]
    assert not (tmp_path / "never made").exists()


def test_an_unknown_engine_is_named_with_those_there_are(tmp_path: Path) -> None:
    with duckdb.connect() as connection, pytest.raises(EngineUnavailable) as caught:
        open_engine("flink", connection, tmp_path)
    assert "flink" in str(caught.value)
    assert "duckdb, spark" in caught.value.speak("zh")


def test_without_pyspark_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_session, "find_spec", lambda name: None)
    assert running_spark() is None
    assert "pip install" in spark_missing().en  # type: ignore[union-attr]


def test_without_java_the_mend_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(EngineUnavailable, match="JAVA_HOME"):
        start_spark(tmp_path)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))
    assert spark_missing() is not None


def test_java_that_dies_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'Error: class file version 61.0' >&2\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(EngineUnavailable, match=r"class file version 61\.0"):
        start_spark(tmp_path)


_OWN_SPARK = """
import sys
from pathlib import Path
import duckdb
from pyspark import SparkContext
from steelyard.engines import open_engine
work = Path(sys.argv[1])
for _ in range(2):
    connection = duckdb.connect()
    connection.execute("create table sell_in as select 'A' as dealer_id")
    engine = open_engine("spark", connection, work)
    assert engine.arrow("select dealer_id from sell_in").to_pylist() == [{"dealer_id": "A"}]
    engine.close()
    assert SparkContext._active_spark_context is None
assert [path.name for path in work.iterdir()] == ["spark.log"], list(work.iterdir())
"""


@pytest.mark.spark
def test_spark_started_for_an_engine_ends_with_it_quietly_and_can_start_again(
    tmp_path: Path,
) -> None:
    if spark_missing() is not None:
        pytest.skip(spark_missing().en)  # type: ignore[union-attr]
    command = [sys.executable, "-c", _OWN_SPARK, str(tmp_path / "work")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.spark
@pytest.mark.usefixtures("spark")
def test_a_spark_that_was_lent_stays_and_sees_none_of_our_tables(tmp_path: Path) -> None:
    connection = duckdb.connect()
    connection.execute(
        "create table sell_in as select 'A' as dealer_id; create table other (a int)"
    )
    folder = tmp_path / "it's here"
    engine = open_engine("spark", connection, folder)
    assert isinstance(engine, SparkEngine)
    engine.materialise("kept", "select count(*) as n from sell_in")
    engine.materialise("kept", "select count(*) + 1 as n from sell_in")
    assert engine.arrow("select n from kept").to_pylist() == [{"n": 2}]
    with pytest.raises(Exception, match="TABLE_OR_VIEW_NOT_FOUND"):
        engine.arrow("select * from other")
    engine.close()
    assert list(folder.iterdir()) == []
    lent = running_spark()
    assert lent is not None
    assert lent.catalog.listTables() == []
