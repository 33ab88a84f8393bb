"""Launches a module many times at once over eight connections and waits until all runs have ended; tells how many a second, end to end.
usage: launch_all.py <server> <module> <times>"""
import json
import sys
import time

import raw_http

CONNECTIONS = 8
server, module, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
connections = [raw_http.connect(server) for _ in range(CONNECTIONS)]


def successful():
    connections[0].sendall(raw_http.request("GET", "/api/system/stats"))
    return json.loads(raw_http.answer(connections[0])[1])["runs"]["successful"]


launch = raw_http.request("POST", f"/api/modules/{module}/run", '{"save_config": false}')
before = successful()
begin = time.perf_counter()
for first in range(0, times, CONNECTIONS):
    busy = connections[:times - first]
    for connection in busy:
        connection.sendall(launch)
    for connection in busy:
        head, body = raw_http.answer(connection)
        assert head.startswith(b"HTTP/1.1 202"), (head, body)
while successful() < before + times:
    time.sleep(0.02)
print(f"{times / (time.perf_counter() - begin):.1f}")
