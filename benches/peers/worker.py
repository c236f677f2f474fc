"""One peer in a process of its own: reads a folder's pages into memory, then extracts all of them for each line on stdin.

Speaks as `dehusk.rs` does: first a line with the number of pages and bytes, then a line of times a round.
The text is decoded as UTF-8, the cheapest way; finding a page's charset is not counted to a peer.
"""

import gzip
import json
import pathlib
import sys
import time


def resiliparse_main():
    from resiliparse.extract.html2text import extract_plain_text

    return lambda text: extract_plain_text(text, main_content=True)


def resiliparse_parse():
    from resiliparse.parse.html import HTMLTree

    return HTMLTree.parse


def selectolax_parse():
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser


def trafilatura_text():
    from trafilatura import extract

    return extract


PEERS = {
    "resiliparse": resiliparse_main,
    "resiliparse-parse": resiliparse_parse,
    "selectolax-parse": selectolax_parse,
    "trafilatura": trafilatura_text,
}


def read(path):
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def main():
    peer, folder, every = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    names = sorted(path for path in folder.iterdir() if path.name.endswith((".html", ".html.gz")))
    pages = [read(path) for path in names[::every]]
    work = PEERS[peer]()
    print(json.dumps({"pages": len(pages), "bytes": sum(map(len, pages))}), flush=True)
    for _ in sys.stdin:
        failures = 0
        wall, cpu = time.perf_counter(), time.process_time()
        for page in pages:
            try:
                work(page.decode("utf-8", "replace"))
            except Exception:
                failures += 1
        took = {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu}
        print(json.dumps({**took, "failures": failures}), flush=True)


if __name__ == "__main__":
    main()
