"""WARC files by real writers, whole and damaged: does every page come out, with the body it has as a file?

    python benches/corpora/archives.py PAGES EXTRACT [--faults N]

PAGES is a folder of saved pages (`*.html` or `*.html.gz`), EXTRACT the command. Every page is wrapped in an HTTP
response with one of the encodings of MIXES and written by warcio (.warc, .warc.gz) and fastwarc (and .warc.zst). Then each archive is cut, flipped and lied about at random places (fixed seed); every record that is whole must
come out, and the fault must be told. Bodies are compared with those from the plain files.
"""

import argparse
import gzip
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import zlib

import fastwarc.stream_io
import fastwarc.warc
import warcio.statusandheaders
import warcio.warcwriter

SEED = 20


def chunked(body):
    parts = []
    for start in range(0, len(body), 7919):
        part = body[start : start + 7919]
        parts.append(b"%x\r\n%s\r\n" % (len(part), part))
    return b"".join(parts) + b"0\r\n\r\n"


def deflated(body):
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
    return compressor.compress(body) + compressor.flush()


# Name, headers, and what becomes of the body.
MIXES = [
    ("plain", [], lambda body: body),
    ("gzip", [("Content-Encoding", "gzip")], lambda body: gzip.compress(body, 6, mtime=0)),
    ("deflate", [("Content-Encoding", "deflate")], deflated),
    ("zlib", [("Content-Encoding", "deflate")], zlib.compress),
    ("chunked", [("Transfer-Encoding", "chunked")], chunked),
    (
        "chunked gzip",
        [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
        lambda body: chunked(gzip.compress(body, 6, mtime=0)),
    ),
]


def responses(pages):
    """Address, headers and body of each page's response, the encodings in turn."""
    for number, (name, html) in enumerate(pages):
        _, headers, encode = MIXES[number % len(MIXES)]
        body = encode(html)
        headers = [("Content-Type", "text/html"), *headers]
        if ("Transfer-Encoding", "chunked") not in headers:
            headers.append(("Content-Length", str(len(body))))
        yield f"https://example.org/{name}", headers, body


def write_warcio(path, pages):
    with open(path, "wb") as out:
        writer = warcio.warcwriter.WARCWriter(out, gzip=path.suffix == ".gz")
        writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "warcio"}))
        for url, headers, body in responses(pages):
            request = warcio.statusandheaders.StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", payload=io.BytesIO(b""), http_headers=request))
            head = warcio.statusandheaders.StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head))


def write_fastwarc(path, pages):
    with open(path, "wb") as out:
        writers = {".gz": fastwarc.stream_io.GzipWriter, ".zst": fastwarc.stream_io.ZstdWriter}
        stream = writers[path.suffix](out) if path.suffix in writers else out
        for url, headers, body in responses(pages):
            record = fastwarc.warc.WarcRecord()
            record.init_headers(record_type=fastwarc.warc.WarcRecordType.response)
            record.headers["WARC-Target-URI"] = url
            record.headers["Content-Type"] = "application/http; msgtype=response"
            head = "".join(f"{key}: {value}\r\n" for key, value in headers)
            record.set_bytes_content(f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body)
            record.write(stream)
            if stream is not out:
                stream.finish()


def extract(command, *arguments):
    run = subprocess.run([command, "--format", "jsonl", "-q", *arguments], capture_output=True)
    if run.returncode not in (0, 1):
        sys.exit(f"extract {arguments}: {run.returncode}\n{run.stderr.decode()}")
    return [json.loads(line) for line in run.stdout.split(b"\n") if line], run.returncode


def spans(command, path):
    """First byte and length of each page's record."""
    rows, _ = extract(command, path)
    return [(row["provenance"]["offset"], row["provenance"]["length"], row["body"]) for row in rows]


def damaged(data, records, random_source, way):
    """The bytes with one fault, and the first and last byte it touches."""
    if way == "cut":
        place = random_source.randrange(len(data) // 10, len(data))
        return data[:place], place, len(data)
    if way == "flipped":
        place = random_source.randrange(len(data) // 100, len(data))
        length = random_source.randrange(1, 9)
        wrong = bytes(byte ^ random_source.randrange(1, 256) for byte in data[place : place + length])
        return data[:place] + wrong + data[place + length :], place, place + length
    # A lie: the length of one record's header is another.
    offset, length, _ = records[random_source.randrange(1, len(records) - 1)]
    start = data.index(b"Content-Length: ", offset) + len(b"Content-Length: ")
    end = data.index(b"\r\n", start)
    lie = random_source.choice([b"0", b"7", b"18446744073709551615", b"99999999999999999999", b"-1", str(int(data[start:end]) + 50).encode()])
    return data[:start] + lie + data[end:], offset, end


def check_damage(command, path, faults):
    data = path.read_bytes()
    records = spans(command, path)
    random_source = random.Random(SEED)
    ways = ["cut", "flipped"] + (["lie"] if path.suffix == ".warc" else [])
    for way in ways:
        missing = unreported = invented = 0
        for _ in range(faults):
            broken, first, last = damaged(data, records, random_source, way)
            with tempfile.NamedTemporaryFile(suffix="".join(path.suffixes)) as file:
                file.write(broken)
                file.flush()
                rows, code = extract(command, file.name)
            bodies = [row["body"] for row in rows if row["status"] != "error"]
            have = {}
            for body in bodies:
                have[body] = have.get(body, 0) + 1
            # Without the record that the fault is in and those that are not pages.
            for offset, length, body in records:
                is_touched = offset < last and first < offset + length
                if not is_touched:
                    if have.get(body, 0) == 0:
                        missing += 1
                    else:
                        have[body] -= 1
            invented += max(0, sum(have.values()) - 1)
            is_page_touched = any(offset < last and first < offset + length for offset, length, _ in records)
            unreported += code == 0 and is_page_touched and way != "flipped"
        print(f"  {path.name} {way}: {faults} faults, {missing} whole records missing, {invented} records invented, {unreported} faults untold")
        yield missing + invented + unreported


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("extract")
    parser.add_argument("--faults", type=int, default=20)
    parser.add_argument("--damaged-pages", type=int, default=60, help="pages of the archives that are damaged")
    arguments = parser.parse_args()
    paths = sorted(path for path in arguments.pages.iterdir() if ".html" in path.name)
    read = lambda path: gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    pages = [(path.name, read(path)) for path in paths]
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "files").mkdir()
        for (name, html), path in zip(pages, paths):
            (folder / "files" / name.removesuffix(".gz")).write_bytes(html)
        wanted, _ = extract(arguments.extract, folder / "files")
        wanted = {row["id"].rsplit("/", 1)[1]: row["body"] for row in wanted}
        for writer, write in (("warcio", write_warcio), ("fastwarc", write_fastwarc)):
            for ending in (".warc", ".warc.gz", ".warc.zst")[: 2 if writer == "warcio" else 3]:
                path = folder / f"{writer}{ending}"
                write(path, pages)
                rows, _ = extract(arguments.extract, path)
                # The address may name the site and its links; the body must be the same.
                bodies = {row["url"].rsplit("/", 1)[1].removesuffix(".gz"): row["body"] for row in rows if row["url"]}
                errors = sum(row["status"] == "error" for row in rows)
                by_order = sum(row["body"] != wanted[name.removesuffix(".gz")] for row, (name, _) in zip(rows, pages))
                print(f"{path.name}: {len(rows)} records of {len(pages)}, {errors} errors, {by_order} bodies differ from the files'")
                faults += abs(len(rows) - len(pages)) + errors + by_order
                few = folder / f"few-{writer}{ending}"
                write(few, pages[: arguments.damaged_pages])
                faults += sum(check_damage(arguments.extract, few, arguments.faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
