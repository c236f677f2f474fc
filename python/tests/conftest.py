"""What the tests of several engines begin with."""

from __future__ import annotations

import pytest
from support import damage, saved_pages, write_warc

ARCHIVES = 6
DAMAGED = 4


@pytest.fixture()
def archives(tmp_path):
    """The paths of six archives, one of them with a damaged record, that hold the repository's pages."""
    contents = [page.content for page in saved_pages()]
    paths = [tmp_path / f"crawl-{at}.warc.gz" for at in range(ARCHIVES)]
    for at, path in enumerate(paths):
        write_warc(path, contents[at::ARCHIVES], first=100 * at)
    damage(paths[DAMAGED])
    return [str(path) for path in paths]
