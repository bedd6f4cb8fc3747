"""readers PEER FILE: the seconds of a peer's second pass over a comma-separated file, all as text."""

import csv
import sys
import time


def with_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            pass


def with_polars(path):
    import polars
    polars.read_csv(path, infer_schema=False)


def with_pyarrow(path):
    import pyarrow
    from pyarrow import csv as arrow
    names = open(path, encoding="utf-8").readline().rstrip().replace('"', "").split(",")
    types = arrow.ConvertOptions(column_types={name: pyarrow.string() for name in names})
    arrow.read_csv(path, convert_options=types)


peer = {"csv": with_csv, "polars": with_polars, "pyarrow": with_pyarrow}[sys.argv[1]]
peer(sys.argv[2])
start = time.perf_counter()
peer(sys.argv[2])
print(time.perf_counter() - start)
