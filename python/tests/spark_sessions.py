"""Spark sessions on this machine's loopback, with nothing listening elsewhere."""

from __future__ import annotations

import os
import sys
from typing import List

from pyspark.sql import DataFrame, SparkSession
from support import Row, in_order

LOOPBACK = "127.0.0.1"


def session(master: str, **more: str) -> SparkSession:
    """A session whose executors run this interpreter. Keys of `more` are written with `_` for `.`."""
    os.environ["SPARK_LOCAL_IP"] = LOOPBACK
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    settings = {
        "spark.driver.host": LOOPBACK,
        "spark.driver.bindAddress": LOOPBACK,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "16",
        **{key.replace("_", "."): value for key, value in more.items()},
    }
    builder = SparkSession.builder.master(master).appName("dehusk-tests")
    for key, value in settings.items():
        builder = builder.config(key, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made


def local_session() -> SparkSession:
    return session("local[2]")


def rows_of(frame: DataFrame) -> List[Row]:
    """The rows as a driver sees them, in the order of `in_order`."""
    return in_order(row.asDict(recursive=True) for row in frame.collect())
