"""How long from the request until the script's first instruction, in ms: the script prints the time (the start of the program that tells
it is part of the figure). usage: first_instruction.py <server> <module> <times>"""
import json
import statistics
import sys
import time

import raw_http

server, module, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
connection = raw_http.connect(server)
launch = raw_http.request("POST", f"/api/modules/{module}/run", '{"save_config": false}')


def read(path):
    connection.sendall(raw_http.request("GET", path))
    return json.loads(raw_http.answer(connection)[1])


answers, firsts = [], []
for _ in range(times + 10):
    begin, clock = time.time_ns(), time.perf_counter()
    connection.sendall(launch)
    head, body = raw_http.answer(connection)
    answers.append((time.perf_counter() - clock) * 1000)
    assert head.startswith(b"HTTP/1.1 202"), (head, body)
    run = f"/api/runs/{json.loads(body)['run_id']}"
    time.sleep(0.05)  # who asks how the run is while it starts takes the machine from it
    while read(run)["status"] in ("queued", "running"):
        time.sleep(0.005)
    [line] = read(f"{run}/logs")["logs"]
    firsts.append((int(line["message"]) - begin) / 1e6)
    time.sleep(0.02)  # what the run left to do is done

answers, firsts = sorted(answers[10:]), sorted(firsts[10:])
at = lambda times, share: times[int(share * len(times))]
print(f"{statistics.median(answers):.2f} {at(answers, 0.95):.2f} {statistics.median(firsts):.2f} {at(firsts, 0.95):.2f}")
