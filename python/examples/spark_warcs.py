"""WARC files to a table of records, on Spark.

    python examples/spark_warcs.py --master 'local[2]' crawl/*.warc.gz records/

An archive is a task. Run it again after a failure: the same archives give the same rows, and the table is written anew.
"""

import argparse

from pyspark.sql import SparkSession

import dehusk.spark

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--master", default="local[*]", help="where Spark runs (default: %(default)s)")
parser.add_argument("archives", nargs="+", help="WARC or WET files")
parser.add_argument("records", help="folder of the Parquet table")
arguments = parser.parse_args()

spark = SparkSession.builder.master(arguments.master).appName("dehusk").getOrCreate()
records = dehusk.spark.extract_warcs(spark, arguments.archives)
records.write.mode("overwrite").parquet(arguments.records)

written = spark.read.parquet(arguments.records)
for row in written.groupBy("status").count().orderBy("status").collect():
    print(f"{row['status']}: {row['count']}")
spark.stop()
