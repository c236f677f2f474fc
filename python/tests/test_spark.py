"""`dehusk.spark` on Spark itself, in one process with two workers."""

from __future__ import annotations

import os
import subprocess
import sys

import pyarrow
import pyarrow.parquet
import pytest

pyspark = pytest.importorskip("pyspark")

import dehusk
import dehusk.spark
import pyspark.sql.functions
from spark_sessions import local_session, rows_of
from support import EXAMPLES, in_order, rows_of_archives, saved_pages

CONTENTS = [page.content for page in saved_pages()]


@pytest.fixture(scope="module")
def spark():
    session = local_session()
    yield session
    session.stop()


def test_the_schema_is_the_module_s():
    names = [field.name for field in dehusk.spark.schema().fields]
    assert names == dehusk.SCHEMA.names


def test_a_parquet_table_of_pages(spark, tmp_path):
    contents = [*CONTENTS, None, b"%PDF-1.7"]
    ids = [str(number) for number in range(len(contents))]
    table = pyarrow.table({"id": ids, "html": contents, "unused": [1.5] * len(ids)})
    for part in range(3):
        pyarrow.parquet.write_table(table.slice(part * 20, 20), tmp_path / f"part-{part}.parquet")
    frame = dehusk.spark.extract(spark.read.parquet(str(tmp_path)), blocks="kept")
    wanted = dehusk.extract_batch(table, blocks="kept").to_pylist()
    assert rows_of(frame) == in_order(wanted)
    assert frame.filter("status = 'error'").count() == 2


def test_a_list_of_archives_and_a_second_run(spark, archives, tmp_path):
    wanted = rows_of_archives(archives)
    assert [row["error_kind"] for row in wanted if row["status"] == "error"] == ["bad_record"]
    assert len(wanted) == len(CONTENTS)
    frame = dehusk.spark.extract_warcs(spark, archives)
    tasks = frame.select("path", pyspark.sql.functions.spark_partition_id().alias("task")).distinct().collect()
    assert len(tasks) == len({row["path"] for row in tasks}) == len({row["task"] for row in tasks}) == len(archives)
    assert rows_of(frame) == wanted
    for run in ("first", "second"):
        dehusk.spark.extract_warcs(spark, archives, max_rows=3).write.parquet(str(tmp_path / run))
        assert rows_of(spark.read.parquet(str(tmp_path / run))) == wanted


def test_archives_are_opened_by_the_caller_s_function(spark, archives):
    opened = dehusk.spark.extract_warcs(spark, archives, opener=lambda path: open(path, "rb"))
    assert rows_of(opened) == rows_of_archives(archives)


def test_an_unreadable_archive_fails_the_task_or_is_a_row(spark, archives):
    archives.append(archives[0] + ".missing")
    with pytest.raises(Exception, match="No such file"):
        dehusk.spark.extract_warcs(spark, archives).count()
    rows = rows_of(dehusk.spark.extract_warcs(spark, archives, unreadable="row"))
    assert [row["path"] for row in rows if row["error_kind"] == "read"] == archives[-1:]
    assert len(rows) == len(CONTENTS) + 1
    opened = dehusk.spark.extract_warcs(spark, archives, opener=lambda path: open(path, "rb"), unreadable="row")
    kinds = [[(row["path"], row["error_kind"]) for row in some] for some in (rows, rows_of(opened))]
    assert kinds[0] == kinds[1]


def test_a_wrong_option_is_refused_before_a_job_is_started(spark):
    frame = spark.createDataFrame([(b"<p>",)], "html binary")
    with pytest.raises(ValueError, match="favor"):
        dehusk.spark.extract(frame, favor="most")


def test_the_example_runs(archives, tmp_path):
    command = [sys.executable, EXAMPLES / "spark_warcs.py", "--master", "local[2]", *archives, tmp_path / "out"]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"})
    assert run.returncode == 0, run.stderr
    table = pyarrow.parquet.read_table(tmp_path / "out")
    assert table.num_rows == len(CONTENTS)
    counts = dict(line.split(": ") for line in run.stdout.splitlines())
    assert counts.pop("error") == "1" and sum(map(int, counts.values())) == len(CONTENTS) - 1, run.stdout
