"""`dehusk.datatrove` in datatrove's own pipelines, from WARC to JSON Lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytest.importorskip("datatrove")

import dehusk
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader, WarcReader
from datatrove.pipeline.writers import JsonlWriter
from dehusk.datatrove import DehuskExtractor, DehuskWarcReader
from support import EXAMPLES, damage, saved_pages, write_warc

SAVED = saved_pages()


@pytest.fixture()
def crawl(tmp_path):
    """Two archives; the second begins with a damaged record."""
    folder = tmp_path / "crawl"
    folder.mkdir()
    half = len(SAVED) // 2
    write_warc(folder / "a.warc.gz", [page.content for page in SAVED[:half]])
    write_warc(folder / "b.warc.gz", [page.content for page in SAVED[half:]], first=half)
    return folder


def record_of(number):
    """The record of a page at the address that the archive gives it."""
    return dehusk.extract(SAVED[number].content, url=f"https://example.org/{number}")


def run(tmp_path, name, *steps):
    """The documents that a pipeline of two tasks writes, by id."""
    writer = JsonlWriter(str(tmp_path / name), compression=None)
    LocalPipelineExecutor([*steps, writer], tasks=2, logging_dir=str(tmp_path / f"{name}-logs")).run()
    return documents_in(tmp_path / name)


def documents_in(folder):
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    documents = [json.loads(line) for line in lines]
    return {document["id"]: document for document in documents}


def totals(tmp_path, name, step):
    stats = json.loads((tmp_path / f"{name}-logs" / "stats.json").read_text())
    counts = stats[step]["stats"]
    return {key: value["total"] if isinstance(value, dict) else value for key, value in counts.items()}


def test_archives_to_json_lines_by_datatrove_s_reader(crawl, tmp_path):
    documents = run(tmp_path, "records", WarcReader(str(crawl)), DehuskExtractor())
    wanted = {f"<urn:test:{number}>": record_of(number) for number in range(len(SAVED))}
    utf8 = [id for id, record in wanted.items() if record["provenance"]["charset"] == "UTF-8"]
    assert len(utf8) > 20
    kept = 0
    for id in utf8:
        record = wanted[id]
        if record["status"] != "ok":
            assert id not in documents
            continue
        kept += 1
        document = documents[id]
        assert document["text"] == record["body"]
        metadata = document["metadata"]
        assert metadata["url"].startswith("https://example.org/")
        for key in ("headline", "date_published", "date_modified", "authors", "site_name", "tags", "page_type"):
            assert metadata.get(key) == (record[key] or None), key
        assert metadata["date"] == "2026-01-02T03:04:05Z"
    assert kept > 20
    counts = totals(tmp_path, "records", 1)
    assert counts["extracted"] == counts["forwarded"] == len(documents)
    assert counts["total"] == counts["forwarded"] + counts.get("dropped", 0)


def test_archives_to_json_lines_by_our_reader(crawl, tmp_path):
    damage(crawl / "b.warc.gz")
    documents = run(tmp_path, "records", DehuskWarcReader(str(crawl)))
    everything = run(tmp_path, "all", DehuskWarcReader(str(crawl), keep_all=True))
    for number in range(len(SAVED)):
        id, record = f"<urn:test:{number}>", record_of(number)
        if number == len(SAVED) // 2:
            continue
        assert (id in documents) == (record["status"] == "ok")
        assert everything[id].get("text", "") == record["body"]
        metadata = everything[id]["metadata"]
        assert metadata["status"] == record["status"]
        assert metadata.get("headline") == record["headline"]
        assert metadata["provenance"]["path"].endswith(".warc.gz") and "offset" in metadata["provenance"]
    failed = [document for document in everything.values() if document["metadata"]["status"] == "error"]
    assert [document["metadata"]["error"]["kind"] for document in failed] == ["bad_record"]
    assert len(everything) == len(SAVED)
    counts = totals(tmp_path, "records", 0)
    assert counts["error_bad_record"] == 1 and counts["extracted"] == len(documents)


def test_metadata_that_is_there_already_stays(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    page = {"id": "a", "text": SAVED[0].content.decode(), "metadata": {"headline": "mine", "crawl": 7}}
    (folder / "pages.jsonl").write_text(json.dumps(page) + "\n")
    document = run(tmp_path, "records", JsonlReader(str(folder)), DehuskExtractor(blocks="kept"))["a"]
    assert (document["metadata"]["headline"], document["metadata"]["crawl"]) == ("mine", 7)
    assert document["metadata"]["blocks"]


def test_a_charset_is_refused_before_a_task_is_started():
    with pytest.raises(ValueError, match="charset 'latin1' is for bytes"):
        DehuskExtractor(charset="latin1")


def test_the_example_runs(crawl, tmp_path):
    command = [sys.executable, EXAMPLES / "datatrove_warcs.py", crawl, tmp_path / "out"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    assert len(documents_in(tmp_path / "out")) > 20
