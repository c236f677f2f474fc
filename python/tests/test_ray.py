"""`dehusk.ray` on Ray itself, with two processors."""

from __future__ import annotations

import os
import subprocess
import sys

import pyarrow
import pyarrow.parquet
import pytest

pytestmark = pytest.mark.ray
ray = pytest.importorskip("ray")

import dehusk
from dehusk.ray import ExtractPages, ExtractWarcs
from support import EXAMPLES, in_order, rows_of_archives, saved_pages

CONTENTS = [page.content for page in saved_pages()]


@pytest.fixture(scope="module", autouse=True)
def engine():
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=200 << 20, log_to_driver=False)
    yield
    ray.shutdown()


def workers():
    """One actor: the other processor is for Ray's own tasks, which wait for ever where actors hold all of them."""
    return ray.data.ActorPoolStrategy(size=1)


def test_a_table_of_pages():
    contents = [*CONTENTS, None, b"%PDF-1.7"]
    ids = [str(number) for number in range(len(contents))]
    table = pyarrow.table({"id": ids, "html": contents})
    parts = [table.slice(start, 13) for start in range(0, len(table), 13)]
    records = ray.data.from_arrow(parts).map_batches(
        ExtractPages, fn_constructor_kwargs={"blocks": "kept"}, batch_format="pyarrow", batch_size=8, compute=workers()
    )
    wanted = dehusk.extract_batch(table, blocks="kept").to_pylist()
    assert in_order(records.take_all()) == in_order(wanted)


@pytest.mark.parametrize("opener", [None, lambda path: open(path, "rb")], ids=["path", "opener"])
def test_a_list_of_archives(archives, opener):
    records = ray.data.from_items([{"path": path} for path in archives]).map_batches(
        ExtractWarcs,
        fn_constructor_kwargs={"opener": opener, "max_rows": 3},
        batch_format="pyarrow",
        batch_size=1,
        compute=workers(),
    )
    wanted = rows_of_archives(archives)
    assert in_order(records.take_all()) == wanted
    assert [row["error_kind"] for row in wanted if row["status"] == "error"] == ["bad_record"]


def test_the_example_runs(archives, tmp_path):
    command = [sys.executable, EXAMPLES / "ray_warcs.py", "--cpus", "2", *archives, tmp_path / "out"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONWARNINGS": "ignore"}, timeout=240)
    assert pyarrow.parquet.read_table(tmp_path / "out").num_rows == len(CONTENTS)
