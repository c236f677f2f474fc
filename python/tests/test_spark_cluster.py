"""`dehusk.spark` on a standalone master and worker, with an executor that is killed at work.

Run alone, with `pytest -m cluster`: a process has one Spark session.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

pytestmark = pytest.mark.cluster
pyspark = pytest.importorskip("pyspark")

import dehusk
import dehusk.spark
from dehusk import _native
from spark_sessions import LOOPBACK, rows_of, session
from support import rows_of_archives, saved_pages

CONTENTS = [page.content for page in saved_pages()]
HOME = Path(pyspark.__file__).parent


def free_port():
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def start(folder, name, *arguments):
    command = [HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{name}", "--host", LOOPBACK, *arguments]
    log = (folder / f"{name}.log").open("wb")
    environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": LOOPBACK}
    return subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)


def wait_for(folder, name, words):
    log = folder / f"{name}.log"
    deadline = time.monotonic() + 120
    while words not in log.read_text():
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.2)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A master, and a worker that has room for two executors of one core. Gives the session and the worker's folder."""
    folder = tmp_path_factory.mktemp("cluster")
    port, work = free_port(), folder / "work"
    processes = [start(folder, "master.Master", "--port", str(port), "--webui-port", str(free_port()))]
    try:
        wait_for(folder, "master.Master", "New state: ALIVE")
        address = f"spark://{LOOPBACK}:{port}"
        sizes = ["--cores", "2", "--memory", "2g", "--webui-port", str(free_port()), "--work-dir", str(work)]
        processes.append(start(folder, "worker.Worker", *sizes, address))
        wait_for(folder, "worker.Worker", "Successfully registered with master")
        spark = session(address, spark_executor_cores="1", spark_executor_memory="600m", spark_cores_max="2")
        yield spark, work
        spark.stop()
    finally:
        for process in reversed(processes):
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def kills_its_executor(mapper, partition, witness):
    """The mapper, but the first attempt at a partition kills the executor it runs in when it has given two batches."""

    def work(batches):
        import os
        import signal
        import time

        from pyspark import TaskContext

        def executor_above(process):
            while True:
                with open(f"/proc/{process}/cmdline", "rb") as file:
                    if b"CoarseGrainedExecutorBackend" in file.read():
                        return process
                with open(f"/proc/{process}/stat") as file:
                    process = int(file.read().rsplit(")", 1)[1].split()[1])

        context = TaskContext.get()
        is_doomed = (context.partitionId(), context.attemptNumber()) == (partition, 0)
        for number, batch in enumerate(mapper(batches)):
            yield batch
            if is_doomed and number == 1:
                with open(witness, "x") as file:
                    file.write("killed")
                os.kill(executor_above(os.getpid()), signal.SIGKILL)
                time.sleep(60)

    return work


def executors(work):
    """How many executors the worker has started so far."""
    return len(list(work.glob("app-*/*/stderr")))


def test_a_list_of_archives_and_a_second_run(cluster, archives):
    spark, _ = cluster
    wanted = rows_of_archives(archives)
    assert [row["error_kind"] for row in wanted if row["status"] == "error"] == ["bad_record"]
    frame = dehusk.spark.extract_warcs(spark, archives)
    assert rows_of(frame) == wanted
    assert rows_of(frame) == wanted


def test_a_killed_executor_changes_nothing(cluster, archives, tmp_path):
    spark, work = cluster
    before, witness = executors(work), tmp_path / "witness"
    doomed = kills_its_executor(dehusk.spark.warc_mapper(max_rows=2), 2, str(witness))
    named = spark.sparkContext.parallelize([(path,) for path in archives], 6).toDF("path string")
    named.mapInArrow(doomed, dehusk.spark.schema()).write.parquet(str(tmp_path / "records"))
    assert witness.read_text() == "killed"
    assert executors(work) == before + 1
    assert rows_of(spark.read.parquet(str(tmp_path / "records"))) == rows_of_archives(archives)


def test_a_parquet_table_with_pages_that_fail(cluster, tmp_path):
    spark, _ = cluster
    can_panic = hasattr(_native, "_fail_on")
    contents = [*CONTENTS, None, b"%PDF-1.7", b"<p>kraken"]
    ids = [str(number) for number in range(len(contents))]
    table = pyarrow.table({"id": ids, "html": contents})
    for part in range(3):
        pyarrow.parquet.write_table(table.slice(part * 20, 20), tmp_path / f"part-{part}.parquet")

    extract = dehusk.spark.mapper()

    def panics(batches):
        from dehusk import _native

        if can_panic:
            _native._fail_on(b"kraken")
        yield from extract(batches)

    pages = spark.read.parquet(str(tmp_path))
    rows = {row["id"]: row for row in rows_of(pages.mapInArrow(panics, dehusk.spark.schema()))}
    wanted = {row["id"]: row for row in dehusk.extract_batch(table).to_pylist()}
    panicked = rows.pop(ids[-1])
    assert panicked["error_kind"] == ("internal" if can_panic else None)
    assert rows == {id: wanted[id] for id in ids[:-1]}
    assert [rows[id]["error_kind"] for id in ids[-3:-1]] == ["bad_record", "not_a_page"]
