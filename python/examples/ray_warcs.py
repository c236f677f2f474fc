"""WARC files to a table of records, on Ray.

    python examples/ray_warcs.py --cpus 2 crawl/*.warc.gz records/
"""

import argparse

import ray

from dehusk.ray import ExtractWarcs

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--cpus", type=int, help="processors to start Ray with; without it a running cluster is used")
parser.add_argument("archives", nargs="+", help="WARC or WET files")
parser.add_argument("records", help="folder of the Parquet table")
arguments = parser.parse_args()

if arguments.cpus:
    ray.init(num_cpus=arguments.cpus, include_dashboard=False)
else:
    ray.init(address="auto")
processors = int(ray.cluster_resources()["CPU"])
paths = ray.data.from_items([{"path": path} for path in arguments.archives])
# A processor is left to Ray's own tasks, such as writing.
workers = ray.data.ActorPoolStrategy(min_size=1, max_size=max(processors - 1, 1))
records = paths.map_batches(ExtractWarcs, batch_format="pyarrow", batch_size=1, compute=workers)
records.write_parquet(arguments.records)
