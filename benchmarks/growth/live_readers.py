"""Follows a run with many readers and measures how old its lines are when one of them gets them.
usage: live_readers.py <host> <port> <run id> <readers> <seconds>; the run prints the time, in nanoseconds, on each line."""
import json
import selectors
import socket
import statistics
import sys
import time
import urllib.request

host, port, run_id, readers, seconds = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), float(sys.argv[5])
with urllib.request.urlopen(f"http://{host}:{port}/api/runs/{run_id}/logs?tail=1") as page:
    last = json.load(page)["total_lines"]
request = f"GET /api/runs/{run_id}/logs/stream?after={last} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode()
selector = selectors.DefaultSelector()
for number in range(readers):
    reader = socket.create_connection((host, port))
    reader.sendall(request)
    reader.setblocking(False)
    selector.register(reader, selectors.EVENT_READ, number)

rest, ages, got = b"", [], [0] * readers
begin = time.monotonic() + 1
while (now := time.monotonic()) < begin + seconds:
    for key, _ in selector.select(timeout=0.1):
        chunk = key.fileobj.recv(1 << 18)
        got[key.data] += len(chunk)
        if key.data or now < begin:
            continue
        arrived = time.time_ns()
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            at = line.find(b'"message":"t=')
            if at >= 0:
                ages.append((arrived - int(line[at + 13:line.index(b'"', at + 13)])) / 1e6)

ages.sort()
slowest = min(got) / max(got)
print(f"{len(ages)} {statistics.median(ages):.1f} {ages[int(0.95 * len(ages))]:.1f} {max(ages):.1f} {slowest:.2f}")
