"""Articles of a Spark cluster through `casus code`, which every node has: one process a partition, lines of JSON in, lines of JSON out.

    spark-submit examples/spark.py hdfs:///archive/*.jsonl hdfs:///records

Each line in is an article ({"id":…, "date":…, "text":…}), each line out a record. Lines that are no article are named in the worker's log and left out; a process that
fails otherwise fails its partition, which Spark tries again; a record has the same id whichever node made it.
"""
import sys

from pyspark.sql import SparkSession

# One thread, since Spark runs as many partitions at once as there are cores. Spark gives it an empty environment; the shell looks for casus in the usual folders.
# Status 1: some lines were no articles, or there were none in this partition; trying again would not help.
COMMAND = "sh -c 'casus code --quiet --threads 1 --from jsonl --format jsonl -; test $? -le 1'"


def main(articles: str, records: str) -> None:
    spark = SparkSession.builder.appName("casus").getOrCreate()
    spark.sparkContext.textFile(articles).pipe(COMMAND, checkCode=True).saveAsTextFile(records)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:3])
