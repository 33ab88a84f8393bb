"""Launches a trivial script again and again and tells the median and the 95th percentile of the answers, in ms.
usage: launches.py <server> <launches> [module]"""
import http.client
import json
import statistics
import sys
import time

server, launches = sys.argv[1], int(sys.argv[2])
module = sys.argv[3] if len(sys.argv) > 3 else "log-generator"
body = json.dumps({"parameters": {"lines": 1, "delay_ms": 0} if module == "log-generator" else {}, "save_config": False})
connection = http.client.HTTPConnection(server.removeprefix("http://"))


def call(method, path, text=None):
    connection.request(method, path, text, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


times = []
for _ in range(launches + 5):
    begin = time.perf_counter()
    status, run = call("POST", f"/api/modules/{module}/run", body)
    times.append((time.perf_counter() - begin) * 1000)
    assert status == 202, run
    while call("GET", f"/api/runs/{run['run_id']}")[1]["status"] in ("queued", "running"):
        time.sleep(0.005)

times = sorted(times[5:])  # the first ones warm up
print(f"median {statistics.median(times):.2f}, p95 {times[int(0.95 * len(times))]:.2f}")
