"""Extraction on Spark: DataFrames of pages, and lists of archives.

Both run `mapInArrow`: pages go to the extractor as Arrow batches, in the Python worker of the executor, and records
come back with the schema of `schema()`. A page that cannot be read is a row of status "error". The same input gives the
same rows, so a task that Spark runs again, after an executor was lost, gives what the first would have given.

    import dehusk.spark

    records = dehusk.spark.extract(spark.read.parquet("pages/"), column="html")
    records.write.parquet("records/")

    records = dehusk.spark.extract_warcs(spark, paths)      # a task for each archive

Spark sends 10,000 rows in a batch unless told otherwise, which is too many for whole pages: set
`spark.sql.execution.arrow.maxRecordsPerBatch` to a few hundred.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Iterable, Iterator, Optional

import pyarrow
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

import dehusk
from dehusk._archives import Opener, extract_archives
from dehusk.options import Options

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = ["extract", "extract_warcs", "mapper", "schema", "warc_mapper"]

Mapper = Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]
"""What `mapInArrow` calls once a task."""


def schema() -> StructType:
    """`dehusk.SCHEMA` in Spark's types."""
    return from_arrow_schema(dehusk.SCHEMA)


def mapper(
    column: str = "html",
    *,
    id_column: Optional[str] = None,
    url_column: Optional[str] = None,
    **options: Unpack[Options],
) -> Mapper:
    """The function for `DataFrame.mapInArrow`, with `schema()`: a record for each row, in the order of the rows.

    The arguments are those of `dehusk.extract_batch`; wrong ones are refused here, before a job is started.

    >>> list(mapper("page")(iter([pyarrow.record_batch({"page": [b"<h1>Ebb</h1>"]})])))[0].num_rows
    1
    """
    extractor = dehusk.Extractor(**options)

    def extract_batches(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield extractor.extract_batch(batch, column, id_column=id_column, url_column=url_column)

    return extract_batches


def warc_mapper(
    column: str = "path",
    *,
    opener: Optional[Opener] = None,
    unreadable: str = "raise",
    max_rows: int = 512,
    **options: Unpack[Options],
) -> Mapper:
    """The function for `DataFrame.mapInArrow` over rows that name archives: a record for each page of each archive.

    column      the column of the archives' paths
    opener      opens a path as a binary file, for stores the executors do not see as files, such as
                `lambda path: fsspec.open(path, "rb").open()`
    unreadable  "raise": a file that cannot be opened or read on fails the task, which Spark tries again; "row": it is a
                row of status "error" and `error_kind` "read"
    max_rows    rows of a batch, at least 1

    The other arguments are those of `dehusk.extract`.
    """
    extractor = dehusk.Extractor(**options)

    def extract_paths(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            paths = batch.column(batch.schema.get_field_index(column)).to_pylist()
            yield from extract_archives(extractor, paths, opener, max_rows=max_rows, unreadable=unreadable)

    return extract_paths


def extract(
    pages: DataFrame,
    column: str = "html",
    *,
    id_column: Optional[str] = None,
    url_column: Optional[str] = None,
    **options: Unpack[Options],
) -> DataFrame:
    """The records of a DataFrame's pages. The arguments are those of `mapper`.

    Columns that are not needed are not sent to the extractor.
    """
    function = mapper(column, id_column=id_column, url_column=url_column, **options)
    usual = [name for name in ("id", "url") if name in pages.columns]
    wanted = dict.fromkeys([column, id_column, url_column, *usual])
    return pages.select(*[name for name in wanted if name is not None]).mapInArrow(function, schema())


def extract_warcs(
    spark: SparkSession,
    paths: Iterable[str],
    *,
    opener: Optional[Opener] = None,
    unreadable: str = "raise",
    max_rows: int = 512,
    **options: Unpack[Options],
) -> DataFrame:
    """The records of the pages of many archives, a task for each archive. The arguments are those of `warc_mapper`.

    Spark Connect, which has no `sparkContext`, needs a DataFrame of paths and `warc_mapper`.
    """
    function = warc_mapper(opener=opener, unreadable=unreadable, max_rows=max_rows, **options)
    rows = [(path,) for path in paths]
    # An RDD is cut into exactly as many parts as asked for; `repartition` puts several rows into one and none into another.
    parts = spark.sparkContext.parallelize(rows, max(len(rows), 1))
    return spark.createDataFrame(parts, "path string").mapInArrow(function, schema())
