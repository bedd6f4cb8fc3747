"""What a data team without this project would write: read, fit, score, write scores and rank.

    python -m figures.pipeline_script connectorx|pandas HOST DATABASE

Prints seconds, without those of importing packages, and the process's peak memory, as JSON."""

import io
import json
import resource
import sys
import time

import connectorx
import pandas as pd
import psycopg
import sqlalchemy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

FEATURES = [f"x{place}" for place in range(40)]


def main(reader, host, database):
    laps = {}
    start = time.perf_counter()

    def lap(name):
        laps[name] = time.perf_counter() - start - sum(laps.values())

    query = f"select person_id, gave, {', '.join(FEATURES)} from person.snapshot_people"
    if reader == "connectorx":
        address = f"postgresql://postgres@{host.replace('/', '%2F')}:5432/{database}"
        people = connectorx.read_sql(address, query, partition_on="person_id", partition_num=2)
    else:
        engine = sqlalchemy.create_engine(f"postgresql+psycopg2://postgres@/{database}?host={host}")
        people = pd.read_sql(query, engine)
    lap("read")
    train, test = train_test_split(people, train_size=0.8, random_state=1)
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    model.fit(train[FEATURES], train["gave"])
    area = roc_auc_score(test["gave"], model.predict_proba(test[FEATURES])[:, 1])
    lap("fit")
    people["probability"] = model.predict_proba(people[FEATURES])[:, 1]
    people["rank"] = people["probability"].rank(method="first", ascending=False).astype(int)
    lap("score")
    file = io.StringIO()
    people[["person_id", "probability", "rank"]].to_csv(file, index=False, header=False)
    file.seek(0)
    with psycopg.connect(f"host={host} user=postgres dbname={database}") as connection:
        with connection.cursor() as cursor:
            cursor.execute("drop table if exists public.score")
            cursor.execute("create table public.score (person_id bigint primary key, "
                           "probability double precision, rank bigint)")
            with cursor.copy("copy public.score from stdin (format csv)") as copy:
                while part := file.read(1 << 20):
                    copy.write(part)
    lap("write")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps(dict(seconds=sum(laps.values()), laps=laps, memory=memory, auc=area)))


if __name__ == "__main__":
    main(*sys.argv[1:])
