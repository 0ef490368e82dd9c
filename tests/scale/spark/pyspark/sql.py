"""In place of Spark, for tests/scale/batch.sh, what examples/spark.py asks of it, done as PySpark does it: a text file in partitions at line ends (SPARK_PARTITIONS,
of which the last is empty), a process for each of them with an empty environment, a thread that writes lines to it while others are read from it, its exit status
looked at where that is asked for, a partition tried four times before the job fails, a file for each, and _SUCCESS at the end."""
import glob
import os
import shlex
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor

ATTEMPTS = 4


def piped(lines, command, check):
    process = subprocess.Popen(shlex.split(command), env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def write():
        try:
            for line in lines:
                process.stdin.write(line.rstrip("\n").encode() + b"\n")
            process.stdin.close()
        except BrokenPipeError:
            pass

    threading.Thread(target=write).start()
    for line in iter(process.stdout.readline, b""):
        yield line.rstrip(b"\n").decode()
    if process.wait() and check:
        raise RuntimeError(f"Pipe function `{command}' exited with error code {process.returncode}")


class Lines:
    def __init__(self, partitions):
        self.partitions = partitions  # functions that give the lines of one, anew with each attempt

    def pipe(self, command, env=None, checkCode=False):
        assert env is None
        return Lines([lambda lines=lines: piped(lines(), command, checkCode) for lines in self.partitions])

    def saveAsTextFile(self, folder):
        os.mkdir(folder)

        def save(number):
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    text = "".join(line + "\n" for line in self.partitions[number]())
                    break
                except RuntimeError as failure:
                    print(f"Lost task {number}.{attempt}: {failure}")
                    if attempt == ATTEMPTS:
                        raise SystemExit("Job aborted due to stage failure")
            with open(f"{folder}/part-{number:05d}", "w", encoding="utf-8") as out:
                out.write(text)

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(save, range(len(self.partitions))))
        open(f"{folder}/_SUCCESS", "w").close()


class SparkSession:
    class builder:
        @staticmethod
        def appName(name):
            return SparkSession.builder

        @staticmethod
        def getOrCreate():
            return SparkSession()

    @property
    def sparkContext(self):
        return self

    def textFile(self, pattern):
        lines = [line for name in sorted(glob.glob(pattern)) for line in open(name, encoding="utf-8").read().splitlines()]
        count = int(os.environ["SPARK_PARTITIONS"])
        size = -(-len(lines) // (count - 1))
        return Lines([lambda at=at: lines[at:at + size] for at in range(0, count * size, size)])

    def stop(self):
        pass
