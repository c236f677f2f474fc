"""The module alone, without an engine."""

from __future__ import annotations

import doctest
import io
import itertools
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import dehusk
import pyarrow
import pytest
from dehusk import _native
from dehusk.record import Block, Fault, Fingerprints, Provenance, Record
from support import FIXTURES, damage, rows_in, saved_pages, warc_record, write_warc

SAVED = saved_pages()
CONTENTS = [page.content for page in SAVED]


def words(number: int) -> bytes:
    return f"<h1>Tide {number}</h1><p>The sea rises and falls twice a day on most coasts.".encode()


def batch_of(contents, **columns):
    return pyarrow.record_batch({"html": contents, **columns})


@pytest.mark.parametrize("module", ["dehusk", "dehusk.spark", "dehusk.datatrove", "dehusk.ray"])
def test_the_examples_in_the_docs_are_true(module):
    if module != "dehusk":
        pytest.importorskip(module.removeprefix("dehusk.").replace("spark", "pyspark"))
    found = doctest.DocTestFinder().find(__import__(module, fromlist=["_"]))
    with_examples = [test for test in found if test.examples]
    results = [doctest.DocTestRunner().run(test) for test in with_examples]
    assert results and all(result.failed == 0 for result in results)
    if module == "dehusk":
        names = {test.name for test in with_examples}
        assert names >= {"dehusk.extract", "dehusk.Extractor.extract_many", "dehusk.Page"}, names


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: saved.name)
def test_records_are_those_of_the_command(saved):
    wanted = json.loads((FIXTURES / saved.name / "expected.json").read_text("utf-8"))
    record = dehusk.extract(saved.content)
    for key in ("headline", "date_published", "authors", "body", "tags"):
        assert record[key] == wanted[key], key


def test_a_record_has_the_keys_that_its_types_name():
    record = dehusk.extract(SAVED[0].content, blocks="all", fingerprints=True)
    assert set(record) == Record.__required_keys__ | Record.__optional_keys__
    assert set(record["blocks"][0]) <= set(Block.__required_keys__ | Block.__optional_keys__)
    assert set(record["provenance"]) <= set(Provenance.__required_keys__ | Provenance.__optional_keys__)
    assert set(dehusk.extract(b"%PDF-1.7")["error"]) == set(Fault.__annotations__)
    assert set(record["fingerprints"]) == set(Fingerprints.__annotations__)
    assert not Record.__optional_keys__ & set(dehusk.extract(SAVED[0].content))


def test_text_is_believed_and_bytes_are_decoded():
    russian = "<meta charset=windows-1251><h1>Прилив</h1><p>Море поднимается и опускается дважды в сутки."
    assert dehusk.extract(russian)["headline"] == "Прилив"
    assert dehusk.extract(russian.encode("windows-1251"))["headline"] == "Прилив"
    unmarked = russian.replace("<meta charset=windows-1251>", "").encode("windows-1251")
    assert dehusk.extract(unmarked, charset="windows-1251")["headline"] == "Прилив"
    assert dehusk.extract(dehusk.Page(unmarked, charset="windows-1251"))["headline"] == "Прилив"
    assert dehusk.extract(bytearray(words(1)))["headline"] == "Tide 1"
    assert dehusk.extract("<h1>Lone \ud800 surrogate</h1><p>It is replaced.")["status"] == "ok"


BAD_ARGUMENTS = [
    (lambda: dehusk.extract(5), TypeError, "page must be bytes, a str or a dehusk.Page, not int: 5"),
    (lambda: dehusk.extract(b"", url=3), TypeError, "url must be a str, not int: 3"),
    (lambda: dehusk.extract(b"", favor="most"), ValueError, "not 'most'"),
    (lambda: dehusk.extract(b"", blocks=True), TypeError, "blocks must be a str, not bool: True"),
    (lambda: dehusk.extract(b"", fingerprints=1), TypeError, "fingerprints must be a bool, not int: 1"),
    (lambda: dehusk.extract_many([], favour="recall"), TypeError, "favour"),
    (lambda: dehusk.extract(b"", input_kind="pdf"), ValueError, "input_kind must be one of 'html', 'text', not 'pdf'"),
    (lambda: dehusk.extract(b"", charset="klingon"), ValueError, "klingon"),
    (lambda: dehusk.extract("", charset="utf-8"), ValueError, "charset 'utf-8' is for bytes"),
    (lambda: dehusk.Page("", charset="utf-8"), ValueError, "charset 'utf-8' is for bytes"),
    (lambda: dehusk.extract_many([], jobs=0), ValueError, "jobs must be at least 1, not 0"),
    (lambda: dehusk.extract_many([], jobs="2"), TypeError, "jobs must be an int, not str: '2'"),
    (lambda: dehusk.extract_many(7), TypeError, "int"),
    (lambda: next(dehusk.extract_many([None])), TypeError, "not NoneType: None"),
    (lambda: dehusk.extract_batch({}), TypeError, "data must be a pyarrow RecordBatch or Table, not dict: {}"),
    (lambda: dehusk.extract_batch(batch_of([b""]), "page"), ValueError, "no column 'page'; there are 'html'"),
    (lambda: dehusk.extract_batch(batch_of([b""]), id_column="key"), ValueError, "no column 'key'"),
    (lambda: dehusk.extract_batch(batch_of([1])), ValueError, "'html' must be binary or string, not Int64"),
    (lambda: dehusk.extract_batch(batch_of([""]), charset="utf-8"), ValueError, "charset 'utf-8'"),
    (lambda: dehusk.extract_batch(batch_of([b""]), jobs=-1), ValueError, "not -1"),
    (lambda: dehusk.read_warc(None), TypeError, "source must be a path or a binary file object, not NoneType"),
    (lambda: dehusk.read_warc("no-such.warc"), FileNotFoundError, "no-such.warc"),
    (lambda: dehusk.extract_warc("no-such.warc"), FileNotFoundError, "no-such.warc"),
    (lambda: dehusk.extract_warc("x", max_rows=0), ValueError, "max_rows must be at least 1, not 0"),
    (lambda: dehusk.extract_warc("x", unreadable="skip"), ValueError, "not 'skip'"),
]


@pytest.mark.parametrize("case", range(len(BAD_ARGUMENTS)))
def test_a_bad_argument_is_refused_with_its_value(case):
    call, kind, part = BAD_ARGUMENTS[case]
    with pytest.raises(kind) as raised:
        call()
    assert part in str(raised.value)


def test_an_extractor_pickles_as_its_options():
    extractor = dehusk.Extractor(charset="windows-1252", favor="recall", blocks="kept", fingerprints=True)
    again = pickle.loads(pickle.dumps(extractor))
    assert repr(again) == repr(extractor) == (
        "dehusk.Extractor(charset='windows-1252', input_kind=None, favor='recall', blocks='kept', fingerprints=True)"
    )
    assert again.extract(CONTENTS[0]) == extractor.extract(CONTENTS[0])


def test_an_extractor_serves_many_threads():
    extractor = dehusk.Extractor()
    wanted = [extractor.extract(content) for content in CONTENTS]
    given = [None] * 4

    def work(at):
        given[at] = [extractor.extract(content) for content in CONTENTS]

    threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(records == wanted for records in given)


@pytest.mark.parametrize("jobs", [1, 2, 5, None])
def test_many_records_stand_in_the_order_of_the_pages(jobs):
    wanted = [dehusk.extract(content) for content in CONTENTS]
    assert list(dehusk.extract_many(iter(CONTENTS), jobs)) == wanted


def test_many_pages_are_read_as_records_are_asked_for():
    taken = []

    def endless():
        for number in itertools.count():
            taken.append(number)
            yield words(number)

    records = dehusk.extract_many(endless(), jobs=2)
    assert taken == []
    assert next(records)["headline"] == "Tide 0"
    assert 1 <= len(taken) <= 16
    assert [next(records)["headline"] for _ in range(40)][-1] == "Tide 40"
    assert len(taken) <= 40 + 17


def test_what_the_iterable_raises_comes_in_its_place():
    def pages():
        yield words(0)
        yield words(1)
        raise LookupError("the store is gone")

    records = dehusk.extract_many(pages(), jobs=2)
    assert [next(records)["headline"], next(records)["headline"]] == ["Tide 0", "Tide 1"]
    with pytest.raises(LookupError, match="the store is gone"):
        next(records)
    assert list(records) == []


def test_an_iterator_may_be_dropped_before_its_end():
    for _ in range(20):
        next(dehusk.extract_many(map(words, itertools.count()), jobs=2))


def test_the_lock_is_released_while_pages_are_extracted():
    long_page = b"".join(CONTENTS) * 3
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(None)
            time.sleep(0.001)

    ticker = threading.Thread(target=tick)
    ticker.start()
    before = len(ticks)
    dehusk.extract(long_page)
    during = len(ticks) - before
    done.set()
    ticker.join()
    assert during > 3


def test_an_interrupt_ends_the_waiting():
    program = (
        "import dehusk, os, signal, threading\n"
        f"page = open({str(SAVED[0].path)!r}, 'rb').read() * 2000\n"
        # Where the tests run in the background, the signal is ignored from the start.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "try:\n"
        "    list(dehusk.extract_many([page] * 50, jobs=1))\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted', flush=True)\n"
        "    os._exit(0)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert run.stdout == "interrupted\n", run


@pytest.mark.parametrize(
    "kind",
    [
        pyarrow.binary(),
        pyarrow.large_binary(),
        pyarrow.binary_view(),
        pyarrow.string(),
        pyarrow.large_string(),
        pyarrow.string_view(),
    ],
    ids=str,
)
def test_every_layout_of_a_column_is_read(kind):
    contents = [words(0), None, words(2)]
    if not pyarrow.types.is_binary(kind) and "binary" not in str(kind):
        contents = [content and content.decode() for content in contents]
    batch = dehusk.extract_batch(batch_of(pyarrow.array(contents, kind)))
    assert batch.column("headline").to_pylist() == ["Tide 0", None, "Tide 2"]
    assert batch.column("error_message").to_pylist() == [None, "the page is null", None]


@pytest.mark.parametrize("options", [{}, {"blocks": "all", "fingerprints": True}, {"favor": "recall", "jobs": 3}], ids=str)
def test_a_batch_has_a_row_a_page_and_always_the_same_schema(options):
    contents = [*CONTENTS, b"%PDF-1.7", b"", None]
    ids = [str(number) for number in range(len(contents))]
    batch = dehusk.extract_batch(batch_of(contents, id=ids), **options)
    batch.validate(full=True)
    assert batch.schema == dehusk.SCHEMA
    assert batch.column("id").to_pylist() == ids
    assert batch.column("status").to_pylist()[-3:] == ["error", "empty", "error"]
    options.pop("jobs", None)
    for content, row in zip(CONTENTS, batch.to_pylist()):
        record = dehusk.extract(content, **options)
        for key in ("headline", "body", "authors", "confidence", "page_type", "warnings", "tags"):
            assert row[key] == record[key], key
        blocks = record.get("blocks")
        assert (row["blocks"] is None) == (blocks is None)
        for given, wanted in zip(row["blocks"] or [], blocks or []):
            assert given == {"tag": None, "line": None, **wanted}
        fingerprints = record.get("fingerprints", {})
        for name in ("exact", "near"):
            assert row[f"fingerprint_{name}"] == fingerprints.get(name), name


def test_the_schema_has_every_key_of_the_record():
    flattened = {
        "error": ["error_kind", "error_message"],
        "fingerprints": ["fingerprint_exact", "fingerprint_near"],
        "provenance": sorted(Provenance.__required_keys__ | Provenance.__optional_keys__),
    }
    keys = Record.__required_keys__ | Record.__optional_keys__
    names = {name for key in keys for name in flattened.get(key, [key])}
    # Repeats are marked by the command, whose Parquet has the same columns.
    assert set(dehusk.SCHEMA.names) == names | {"duplicate_of"}


def test_a_table_and_a_slice_are_read_where_they_lie():
    chunks = [batch_of(CONTENTS[:3]), batch_of([]).cast(batch_of([b""]).schema), batch_of(CONTENTS[3:7])]
    table = pyarrow.Table.from_batches(chunks)
    wanted = [dehusk.extract(content)["body"] for content in CONTENTS[:7]]
    assert dehusk.extract_batch(table).column("body").to_pylist() == wanted
    assert dehusk.extract_batch(table.slice(2, 4)).column("body").to_pylist() == wanted[2:6]
    assert dehusk.extract_batch(chunks[0].slice(1)).column("body").to_pylist() == wanted[1:3]
    assert dehusk.extract_batch(chunks[1]).num_rows == 0


def test_addresses_and_ids_come_from_their_columns():
    batch = batch_of([words(0)], url=["https://example.org/0"], key=["k"])
    row = dehusk.extract_batch(batch).to_pylist()[0]
    assert (row["id"], row["url"]) == ("https://example.org/0", "https://example.org/0")
    row = dehusk.extract_batch(batch, id_column="key").to_pylist()[0]
    assert (row["id"], row["url"]) == ("k", "https://example.org/0")


def test_an_archive_gives_what_its_pages_give(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    write_warc(path, CONTENTS)
    pages = list(dehusk.read_warc(path))
    assert [page.content for page in pages] == CONTENTS
    assert pages[1].url == "https://example.org/1" and pages[1].id == "<urn:test:1>"
    assert pages[1].offset and pages[1].length and pages[1].warc_date == "2026-01-02T03:04:05Z"
    assert pages[1].content_type == "text/html" and pages[1].error is None
    wanted = list(dehusk.extract_many(pages))
    assert [record["id"] for record in wanted] == [page.id for page in pages]
    batches = list(dehusk.extract_warc(path, max_rows=10))
    assert {batch.num_rows for batch in batches[:-1]} == {10}
    assert all(batch.schema == dehusk.SCHEMA for batch in batches)
    rows = rows_in(batches)
    assert [row["body"] for row in rows] == [record["body"] for record in wanted]
    assert [row["offset"] for row in rows] == [record["provenance"]["offset"] for record in wanted]
    with path.open("rb") as file:
        streamed = rows_in(dehusk.extract_warc(file))
    assert streamed == rows


def test_a_damaged_record_is_a_row_and_the_next_one_follows(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    write_warc(path, CONTENTS[:4])
    damage(path)
    pages = list(dehusk.read_warc(path))
    assert [page.error is None for page in pages] == [False, True, True, True]
    assert pages[0].error["kind"] == "bad_record" and pages[0].content == b""
    assert dehusk.extract(pages[0])["error"] == pages[0].error
    rows = rows_in(dehusk.extract_warc(path))
    assert [row["status"] for row in rows] == ["error", "ok", "ok", "ok"]
    assert rows[0]["error_message"] == pages[0].error["message"]


def test_a_store_that_fails_is_an_exception_or_a_row():
    archive = b"".join(warc_record(number, words(number)) for number in range(3))

    class Store(io.BytesIO):
        def read(self, size=-1):
            part = super().read(min(size, 200))
            if not part:
                raise ConnectionError("the store is gone")
            return part

    batches = dehusk.extract_warc(Store(archive))
    assert next(batches).column("headline").to_pylist()[:2] == ["Tide 0", "Tide 1"]
    with pytest.raises(OSError, match="the store is gone"):
        next(batches)
    rows = rows_in(dehusk.extract_warc(Store(archive), unreadable="row"))
    assert rows[-1]["error_kind"] == "read" and "the store is gone" in rows[-1]["error_message"]
    pages = dehusk.read_warc(Store(archive))
    with pytest.raises(OSError, match="the store is gone"):
        list(pages)


@pytest.mark.skipif(not hasattr(_native, "_fail_on"), reason="the module was built without the feature `fault`")
def test_a_panic_costs_one_page(tmp_path, capfd):
    contents = [words(0), b"<p>kraken", words(2)]
    path = tmp_path / "crawl.warc.gz"
    write_warc(path, contents)
    message = "the extractor failed on this page: asked to"
    _native._fail_on(b"kraken")
    try:
        assert dehusk.extract(contents[1])["error"] == {"kind": "internal", "message": message}
        many = [record["headline"] for record in dehusk.extract_many(contents, jobs=2)]
        assert many == ["Tide 0", None, "Tide 2"]
        for batch in [dehusk.extract_batch(batch_of(contents)), dehusk.extract_batch(batch_of(contents), jobs=2)]:
            assert batch.column("error_kind").to_pylist() == [None, "internal", None]
        assert [row["error_message"] for row in rows_in(dehusk.extract_warc(path))] == [None, message, None]
    finally:
        _native._fail_on(None)
    assert dehusk.extract(contents[1])["error"] is None
    assert "asked to" in capfd.readouterr().err


def test_forked_processes_extract():
    """As PySpark and multiprocessing do, after threads have run in the parent."""
    wanted = [record["headline"] for record in dehusk.extract_many(map(words, range(8)), jobs=2)]
    child = os.fork()
    if child == 0:
        given = [record["headline"] for record in dehusk.extract_many(map(words, range(8)), jobs=2)]
        os._exit(0 if given == wanted else 1)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            assert os.waitstatus_to_exitcode(status) == 0
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise AssertionError("the child hangs")


def test_the_module_works_without_pyarrow():
    program = (
        "import sys\nsys.modules['pyarrow'] = None\nimport dehusk\n"
        "print(dehusk.extract('<h1>Ebb</h1>')['headline'])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert run.stdout == "Ebb\n", run.stderr


def test_paths_may_be_of_either_kind(tmp_path: Path):
    path = tmp_path / "a.warc.gz"
    write_warc(path, [words(0)])
    assert [page.path for page in dehusk.read_warc(str(path))] == [str(path)]
    assert [page.path for page in dehusk.read_warc(path)] == [str(path)]
