"""Articles of a Spark cluster through `casus code`, which every node has: one process a partition, lines of JSON in, lines of JSON out.

    spark-submit examples/spark.py hdfs:///archive/*.jsonl hdfs:///records

Each line in is an article ({"id":…, "date":…, "text":…}), each line out a record. A process that fails fails its partition, which Spark
tries again; a record has the same id whichever node made it.
"""
import sys

from pyspark.sql import SparkSession


def main(articles: str, records: str) -> None:
    spark = SparkSession.builder.appName("casus").getOrCreate()
    lines = spark.sparkContext.textFile(articles)
    # Reading from standard input; one thread, since Spark runs as many partitions at once as there are cores.
    lines.pipe("casus code --quiet --threads 1 --format jsonl -", checkCode=True).saveAsTextFile(records)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:3])
