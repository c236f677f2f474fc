"""Renders saved pages as text dumps by programs that people dump pages with, for the training mix of the text model.

    python training/render.py DATA [--work DIR] [--only NAME,NAME]

Writes work/text-NAME.jsonl.gz, rows {"id", "text"}. Needs w3m, lynx and links on the path (Debian packages of these names),
the Python packages of requirements.txt, and for `browser` what `.ci/browser` installs; a renderer that is missing is named and
left out.
"""
import argparse
import gzip
import json
import shutil
import subprocess
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from resiliparse.parse.encoding import bytes_to_str, detect_encoding

SECONDS_A_PAGE = 20
WIDTHS = {"w3m": 80, "links": 100, "lynx": 80}


def command(*words, by_file=False):
    """A renderer that is a program: it reads the page from standard input, or from the file named last."""
    def run(html):
        page = ('<meta charset="utf-8">' + html).encode("utf-8", "replace")
        with tempfile.NamedTemporaryFile(suffix=".html") as file:
            if by_file:
                file.write(page)
                file.flush()
            given = {"args": [*words, file.name]} if by_file else {"args": words, "input": page}
            done = subprocess.run(**given, capture_output=True, timeout=SECONDS_A_PAGE)
        return done.stdout.decode("utf-8", "replace")
    run.program = words[0]
    return run


def markdown(html):
    import html2text
    writer = html2text.HTML2Text(bodywidth=78)
    writer.ignore_links = writer.ignore_images = True
    return writer.handle(html)


def laid_out(html):
    import inscriptis
    return inscriptis.get_text(html)


def plain(html):
    from resiliparse.extract.html2text import extract_plain_text
    return extract_plain_text(html, preserve_formatting=True, main_content=False, alt_texts=True, noscript=False)


def strings(html):
    """A page's text nodes as they stand, in order, as parsers with a `get_text` of their own list them."""
    from resiliparse.parse.html import HTMLTree, NodeType
    tree = HTMLTree.parse(html)
    waiting = [tree.document]
    while waiting:
        node = waiting.pop()
        if node.type == NodeType.TEXT:
            yield node.text
        elif node.type != NodeType.COMMENT and node.tag not in ("script", "style"):
            waiting += reversed(node.child_nodes)


def a_string_a_line(html):
    """What BeautifulSoup's `get_text("\\n", strip=True)` gives: a link inside a sentence stands on a line of its own."""
    return "\n".join(text.strip() for text in strings(html) if text.strip())


def as_in_source(html):
    """What BeautifulSoup's `get_text()` gives: lines and blanks are those of the source. A quarter of the pages is cleaned as is
    usual, blank lines left out and what two blanks part on lines of its own, and a quarter is one line (`get_text(" ", strip=True)`)."""
    if len(html) % 4 == 2:
        return a_string_a_line(html).replace("\n", " ")
    text = "".join(strings(html))
    if len(html) % 4:
        return text
    chunks = (chunk.strip() for line in text.splitlines() for chunk in line.split("  "))
    return "\n".join(chunk for chunk in chunks if chunk)


def in_browser(pages):
    """Rows of all pages as a browser shows them: `inner_text.mjs` keeps one open."""
    command = ["node", str(Path(__file__).with_name("inner_text.mjs"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as browser:
        def give():
            with browser.stdin as rows:
                rows.writelines(json.dumps({"id": key, "html": html}, ensure_ascii=False) + "\n" for key, html in pages)
        threading.Thread(target=give, daemon=True).start()
        yield from browser.stdout
    if browser.returncode:
        raise ChildProcessError("the browser's renderer failed")


in_browser.program = "node"


RENDERERS = {
    "w3m": command("w3m", "-dump", "-I", "UTF-8", "-O", "UTF-8", "-T", "text/html", "-cols", str(WIDTHS["w3m"])),
    "links": command("links", "-dump", "-html-assume-codepage", "utf-8", "-codepage", "utf-8", "-width",
                     str(WIDTHS["links"]), by_file=True),
    "lynx80": command("lynx", "-dump", "-nolist", "-stdin", "-force_html", "-assume_charset=utf-8", "-display_charset=utf-8",
                      f"-width={WIDTHS['lynx']}"),
    "markdown": markdown,
    "laidout": laid_out,
    "plain": plain,
    "strings": a_string_a_line,
    "source": as_in_source,
    "browser": in_browser,
}
# Pages of the first set are there as four renderings already; the others have none.
SETS = {
    "wcxb-dev": ("w3m", "links", "markdown", "plain", "strings", "source", "browser"),
    "news-dev": tuple(RENDERERS),
    "dates-dev": tuple(RENDERERS),
}


def pages(data, folder):
    for path in sorted((data / folder / "html").glob("*.gz")):
        raw = gzip.decompress(path.read_bytes())
        yield path.name.removesuffix(".html.gz"), bytes_to_str(raw, detect_encoding(raw, from_html_meta=True))


def render(render_one, page):
    key, html = page
    try:
        return json.dumps({"id": key, "text": render_one(html)}, ensure_ascii=False)
    except Exception as error:  # A page that a renderer cannot take is left out of its mix, and said.
        print(f"{key}: {type(error).__name__}")
        return None


def rows(render_one, given, pool):
    """The lines of the pages' rows."""
    if render_one is in_browser:
        return in_browser(given)
    made = pool.map(lambda page: render(render_one, page), given)
    return (line + "\n" for line in made if line)


def write(name, render_one, data, target):
    with gzip.open(target, "wt", encoding="utf-8") as out, ThreadPoolExecutor(2) as pool:
        for folder, wanted in SETS.items():
            if name in wanted:
                out.writelines(rows(render_one, pages(data, folder), pool))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path(__file__).resolve().parent / "work")
    parser.add_argument("--only")
    options = parser.parse_args()
    options.work.mkdir(exist_ok=True)
    chosen = options.only.split(",") if options.only else list(RENDERERS)
    for name in chosen:
        render_one = RENDERERS[name]
        if not shutil.which(getattr(render_one, "program", "python3")):
            print(f"{render_one.program} is not installed: {name} is left out")
            continue
        target = options.work / f"text-{name}.jsonl.gz"
        unfinished = target.with_suffix(".part")
        try:
            write(name, render_one, options.data, unfinished)
        except ChildProcessError as error:
            unfinished.unlink()
            print(f"{error}: {name} is left out")
            continue
        unfinished.replace(target)
        print(name, flush=True)


if __name__ == "__main__":
    main()
