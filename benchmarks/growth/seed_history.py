"""Fills the history of a server that does not run. usage: seed_history.py <history.db> <runs>; prints the id of the last run."""
import datetime
import sqlite3
import sys

database, runs = sys.argv[1], int(sys.argv[2])
statuses = ["completed"] * 8 + ["failed", "cancelled"]
start = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)


def row(number):
    created = start + datetime.timedelta(seconds=number)
    stamp = int(created.timestamp() * 1_000_000)
    module = f"m{number % 10}"
    status = statuses[number % 10]
    failure = "ExitCode" if status == "failed" else None
    return (f"run_{created:%Y%m%d_%H%M%S}_{module}_{number:08x}", module, module, status, stamp, stamp + 1000, stamp + 500_000,
            0 if status == "completed" else 1, failure, "{}", '{"lines":100,"file":"notes.txt"}', "[]")


connection = sqlite3.connect(database)
connection.executemany(
    """INSERT INTO runs (run_id, module_id, module_name, status, created_at, started_at, completed_at, exit_code, failure,
       metrics, parameters, secret_names) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", map(row, range(runs)))
connection.commit()
print(row(runs - 1)[0])
