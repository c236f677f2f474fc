"""Every profile loaded by the tool it is named after.

    python benches/corpora/loaders.py EXTRACT PAGES...

Writes the pages in each profile, loads the file with the real tool, and compares ids and texts with the native record.
"""

import importlib
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile


def extract(command, pages, *arguments):
    run = subprocess.run([command, *pages, "-q", *arguments], capture_output=True)
    if run.returncode:
        sys.exit(run.stderr.decode())
    return run.stdout


def with_jq(path, wanted):
    out = subprocess.run(["jq", "-r", "[.id, .status] | @tsv", path], capture_output=True, check=True).stdout
    assert [line.split("\t")[0] for line in out.decode().splitlines()] == [row["id"] for row in wanted]


def with_pandas(path, wanted):
    frame = importlib.import_module("pandas").read_json(path, lines=True)
    assert list(frame["body"]) == [row["body"] for row in wanted]


def with_pandas_parquet(path, wanted):
    frame = importlib.import_module("pandas").read_parquet(path)
    for key in ("id", "status", "headline", "body", "date_published", "confidence"):
        assert [None if value != value else value for value in frame[key]] == [row[key] for row in wanted], key
    assert [list(value) for value in frame["authors"]] == [row["authors"] for row in wanted]
    assert list(frame["path"]) == [row["provenance"]["path"] for row in wanted]


def with_pandas_csv(path, wanted):
    frame = importlib.import_module("pandas").read_csv(path, keep_default_na=False)
    assert [text.removeprefix("'") for text in frame["body"]] == [row["body"].removeprefix("'") for row in wanted]


def with_datasets(path, wanted):
    datasets = importlib.import_module("datasets")
    kind = "parquet" if str(path).endswith(".parquet") else "json"
    with tempfile.TemporaryDirectory() as cache:
        rows = datasets.load_dataset(kind, data_files=str(path), split="train", cache_dir=cache)
        text = "body" if "body" in rows.column_names else "text"
        assert rows[text] == [row["body"] for row in wanted] or list(rows[text]) == [row["body"] for row in wanted]


def with_datatrove(path, wanted):
    reader = importlib.import_module("datatrove.pipeline.readers").JsonlReader(str(path.parent), glob_pattern=path.name)
    documents = list(reader())
    # The reader passes over documents without text.
    assert [(it.id, it.text) for it in documents] == [(row["id"], row["body"]) for row in wanted if row["body"]]
    headlines = [row["headline"] for row in wanted if row["body"]]
    assert [it.metadata.get("headline") for it in documents] == headlines


def with_dolma(path, wanted):
    # Of the package, only the types that it decodes documents into: the whole of it needs a compiler to install.
    package = importlib.util.find_spec("dolma")
    if package is None:
        raise ImportError("no module named dolma")
    file = pathlib.Path(package.origin).parent / "core" / "data_types.py"
    spec = importlib.util.spec_from_file_location("data_types", file)
    types = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(types)
    msgspec = importlib.import_module("msgspec")
    decoder = msgspec.json.Decoder(types.InputSpecWithMetadata)
    documents = [types.DocumentWithMetadata.from_spec(decoder.decode(line)) for line in path.read_bytes().splitlines()]
    assert [(it.id, it.text) for it in documents] == [(row["id"], row["body"]) for row in wanted]
    assert all(it.source for it in documents)


def with_trafilatura(path, wanted):
    # trafilatura reads no JSON of its own: its keys and their types are held against what it writes.
    trafilatura = importlib.import_module("trafilatura")
    page = "<html><body><article><h1>A</h1>" + "<p>Words of a page that is long enough to be taken.</p>" * 20
    own = json.loads(trafilatura.extract(page, output_format="json", with_metadata=True))
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    for row, record in zip(rows, wanted):
        assert row["text"] == record["body"]
        assert set(own) <= set(row), sorted(set(own) - set(row))
        for key, value in own.items():
            assert value is None or row[key] is None or isinstance(row[key], type(value)), key


def with_schema_org(path, wanted):
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    for row, record in zip(rows, wanted):
        assert row["@context"] == "https://schema.org" and row["@type"]
        assert (row.get("articleBody") or row.get("text")) == record["body"]


# Tool, ending of the file, flags, and how it is loaded.
LOADERS = [
    ("jq", "jsonl", [], with_jq),
    ("pandas", "jsonl", [], with_pandas),
    ("pandas (Parquet)", "parquet", [], with_pandas_parquet),
    ("pandas (CSV)", "csv", [], with_pandas_csv),
    ("datasets", "jsonl", [], with_datasets),
    ("datasets (gzip)", "jsonl.gz", [], with_datasets),
    ("datasets (Parquet)", "parquet", [], with_datasets),
    ("datatrove", "jsonl", ["--profile", "datatrove"], with_datatrove),
    ("datatrove (gzip)", "jsonl.gz", ["--profile", "datatrove"], with_datatrove),
    ("dolma", "jsonl", ["--profile", "dolma"], with_dolma),
    ("trafilatura", "jsonl", ["--profile", "trafilatura"], with_trafilatura),
    ("schema.org", "jsonl", ["--profile", "schema-org"], with_schema_org),
]


def main():
    command, *pages = sys.argv[1:]
    wanted = [json.loads(line) for line in extract(command, pages, "--format", "jsonl").splitlines()]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, ending, flags, load in LOADERS:
            path = pathlib.Path(folder) / f"pages.{ending}"
            extract(command, pages, *flags, "-o", str(path))
            try:
                load(path, wanted)
                print(f"{name}: {len(wanted)} records loaded")
            except ImportError as error:
                print(f"{name}: not tried, {error}")
            except Exception as error:
                failed += 1
                print(f"{name}: FAILED, {type(error).__name__}: {error}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
