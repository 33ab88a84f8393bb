"""Asks every endpoint that has a promise and tells how long it took. usage: measure.py <server> <server's process> <row: date, version, machine>
Prints the table of targets on stdout, and on its last line the row for the comparison over time."""
import concurrent.futures
import http.client
import json
import sys
import threading
import time

server, process, environment = sys.argv[1].removeprefix("http://"), sys.argv[2], sys.argv[3]
ASKED = 300
local = threading.local()


def call(method, path, body=None):
    connection = getattr(local, "connection", None)
    if connection is None:
        connection = local.connection = http.client.HTTPConnection(server)
    begin = time.perf_counter()
    connection.request(method, path, body and json.dumps(body), {"Content-Type": "application/json"} if body else {})
    answer = connection.getresponse()
    text = answer.read()
    taken = (time.perf_counter() - begin) * 1000
    assert answer.status < 300, (answer.status, text[:300])
    return taken, json.loads(text)


def launch(lines, delay=0):
    return call("POST", "/api/modules/log-generator/run", {"parameters": {"lines": lines, "delay_ms": delay}, "save_config": False})


def ended(run_id):
    while call("GET", f"/api/runs/{run_id}")[1]["status"] in ("queued", "running"):
        time.sleep(0.01)


def at(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def field(name):
    with open(f"/proc/{process}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) / 1000 for line in status if line.startswith(name))


def cpu_seconds():
    with open(f"/proc/{process}/stat", encoding="ascii") as stat:
        return sum(map(int, stat.read().rsplit(")", 1)[1].split()[11:13])) / 100


run_id = launch(600)[1]["run_id"]
ended(run_id)
config = {"parameters": {"lines": 20}}
endpoints = [
    ("GET", "/api/health", None, 100), ("GET", "/api/modules", None, 100), ("GET", "/api/runs?limit=50", None, 100),
    ("GET", "/api/modules/log-generator/config", None, 100), ("GET", f"/api/runs/{run_id}", None, 100),
    ("GET", f"/api/runs/{run_id}/logs?tail=500", None, 100), ("GET", "/api/system/stats", None, 100),
    ("POST", "/api/modules/log-generator/config", config, 100)]
rows = []


def row(what, target, unit, met, *figures):
    rows.append(f"| {what} | {target} {unit} | {' | '.join(figures)} | {chr(10003) if met else chr(10007)} |")


p95s = []
for method, path, body, target in endpoints:
    for _ in range(50):
        call(method, path, body)
    times = [call(method, path, body)[0] for _ in range(ASKED)]
    p95s.append(at(times, 0.95))
    row(f"{method} `{path.replace(run_id, '{run_id}').replace('log-generator', '{module_id}')}`", f"< {target}", "ms", at(times, 0.99) < target,
        f"{at(times, 0.5):.2f}", f"{at(times, 0.95):.2f}", f"{at(times, 0.99):.2f}")

launches = []
for _ in range(60):
    taken, run = launch(1)
    launches.append(taken)
    ended(run["run_id"])
launches = launches[10:]
row("POST `/api/modules/{module_id}/run`", "< 500", "ms", at(launches, 0.99) < 500,
    f"{at(launches, 0.5):.2f}", f"{at(launches, 0.95):.2f}", f"{at(launches, 0.99):.2f}")

paths = [path for method, path, _, _ in endpoints if method == "GET"]
with concurrent.futures.ThreadPoolExecutor(10) as pool:
    together = []
    for _ in range(50):
        begin = time.perf_counter()
        list(pool.map(lambda number: call("GET", paths[number % len(paths)]), range(10)))
        together.append((time.perf_counter() - begin) * 1000)
row("ten requests at once, together", "< 500", "ms", at(together, 0.99) < 500,
    f"{at(together, 0.5):.1f}", f"{at(together, 0.95):.1f}", f"{at(together, 0.99):.1f}")

averages = []
for _ in range(50):
    averages.append(sum(call("GET", paths[number % len(paths)])[0] for number in range(20)) / 20)
row("twenty requests in a row, average of each", "< 100", "ms", at(averages, 0.99) < 100,
    f"{at(averages, 0.5):.2f}", f"{at(averages, 0.95):.2f}", f"{at(averages, 0.99):.2f}")

begin = time.perf_counter()
for number in range(1000):
    call("GET", paths[number % len(paths)])
rate = 1000 / (time.perf_counter() - begin)
row("requests a second, one client", "> 100", "a second", rate > 100, f"{rate:,.0f}", "", "")

# Normal load: ten runs that print, and a client that looks at one thing after another, ten times a second.
runs = [launch(1000, 10)[1]["run_id"] for _ in range(10)]
cpu, begin = cpu_seconds(), time.perf_counter()
for number in range(100):
    call("GET", paths[number % len(paths)])
    time.sleep(0.1)
used = (cpu_seconds() - cpu) / (time.perf_counter() - begin) * 100
for run in runs:
    call("DELETE", f"/api/runs/{run}") if call("GET", f"/api/runs/{run}")[1]["status"] in ("queued", "running") else None
row("CPU of the server with ten runs and ten requests a second", "< 50", "% of a core", used < 50, f"{used:.1f}", "", "")
row("memory of the server with ten runs, peak", "< 500", "MB", field("VmHWM") < 500, f"{field('VmHWM'):.0f}", "", "")

print("| promise | target | p50 | p95 | p99 | met |\n|---|--:|--:|--:|--:|---|")
print("\n".join(rows))
cells = [f"{time_:.2f}" for time_ in p95s] + [f"{at(launches, 0.95):.2f}", f"{rate:,.0f}", f"{field('VmHWM'):.0f}"]
print(f"\n| {environment} | {' | '.join(cells)} |")
