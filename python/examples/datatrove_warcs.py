"""A folder of WARC files to JSON Lines, with datatrove.

    python examples/datatrove_warcs.py crawl/ records/

Tasks that are done are not run again: after a failure the same command goes on.
"""

import argparse

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.writers import JsonlWriter

from dehusk.datatrove import DehuskWarcReader

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("crawl", help="folder of WARC or WET files")
parser.add_argument("records", help="folder of the JSON Lines files")
parser.add_argument("--tasks", type=int, default=2, help="parts of the work (default: %(default)s)")
arguments = parser.parse_args()

if __name__ == "__main__":
    LocalPipelineExecutor(
        [DehuskWarcReader(arguments.crawl), JsonlWriter(arguments.records, compression=None)],
        tasks=arguments.tasks,
        logging_dir=f"{arguments.records}/logs",
    ).run()
