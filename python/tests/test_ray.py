"""`dehusk.ray` on Ray itself, with two processors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

pytestmark = pytest.mark.ray
ray = pytest.importorskip("ray")

import dehusk
from dehusk.ray import ExtractPages, ExtractWarcs
from support import damage, saved_pages, write_warc

CONTENTS = [page.content for page in saved_pages()]
EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module", autouse=True)
def engine():
    ray.init(num_cpus=2, include_dashboard=False, object_store_memory=200 << 20, log_to_driver=False)
    yield
    ray.shutdown()


@pytest.fixture()
def archives(tmp_path):
    """Four archives, one of them with a damaged record."""
    paths = [tmp_path / f"crawl-{at}.warc.gz" for at in range(4)]
    for at, path in enumerate(paths):
        write_warc(path, CONTENTS[at::4], first=100 * at)
    damage(paths[3])
    return [str(path) for path in paths]


def workers():
    """One actor: the other processor is for Ray's own tasks, which wait for ever where actors hold all of them."""
    return ray.data.ActorPoolStrategy(size=1)


def rows_of(dataset):
    return sorted(dataset.take_all(), key=lambda row: (row["path"], row["offset"] or 0, row["id"]))


def test_a_table_of_pages():
    contents = [*CONTENTS, None, b"%PDF-1.7"]
    ids = [str(number) for number in range(len(contents))]
    table = pyarrow.table({"id": ids, "html": contents})
    parts = [table.slice(start, 13) for start in range(0, len(table), 13)]
    records = ray.data.from_arrow(parts).map_batches(
        ExtractPages, fn_constructor_kwargs={"blocks": "kept"}, batch_format="pyarrow", batch_size=8, compute=workers()
    )
    wanted = dehusk.extract_batch(table, blocks="kept").to_pylist()
    assert rows_of(records) == sorted(wanted, key=lambda row: row["id"])


@pytest.mark.parametrize("opener", [None, lambda path: open(path, "rb")], ids=["path", "opener"])
def test_a_list_of_archives(archives, opener):
    records = ray.data.from_items([{"path": path} for path in archives]).map_batches(
        ExtractWarcs,
        fn_constructor_kwargs={"opener": opener, "max_rows": 3},
        batch_format="pyarrow",
        batch_size=1,
        compute=workers(),
    )
    wanted = [row for path in archives for batch in dehusk.extract_warc(path) for row in batch.to_pylist()]
    assert rows_of(records) == wanted
    assert [row["error_kind"] for row in wanted if row["status"] == "error"] == ["bad_record"]


def test_the_example_runs(archives, tmp_path):
    command = [sys.executable, EXAMPLES / "ray_warcs.py", "--cpus", "2", *archives, tmp_path / "out"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONWARNINGS": "ignore"}, timeout=240)
    assert pyarrow.parquet.read_table(tmp_path / "out").num_rows == len(CONTENTS)
