"""Launches a module many times at once over one connection and waits until all runs have ended; tells how many a second, end to end.
usage: launch_all.py <server> <module> <times>"""
import http.client
import json
import sys
import time

server, module, times = sys.argv[1].removeprefix("http://"), sys.argv[2], int(sys.argv[3])
connection = http.client.HTTPConnection(server)


def call(method, path, body=None):
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


stats = "/api/system/stats"
before = call("GET", stats)[1]["runs"]["successful"]
begin = time.perf_counter()
for _ in range(times):
    status, run = call("POST", f"/api/modules/{module}/run", '{"save_config": false}')
    assert status == 202, run
while call("GET", stats)[1]["runs"]["successful"] < before + times:
    time.sleep(0.02)
print(f"{times / (time.perf_counter() - begin):.1f}")
