"""How long from the request until the script's first instruction, in ms: the script prints the time (the start of the program that tells
it is part of the figure). usage: first_instruction.py <server> <module> <times>"""
import http.client
import json
import statistics
import sys
import time

server, module, times = sys.argv[1].removeprefix("http://"), sys.argv[2], int(sys.argv[3])
connection = http.client.HTTPConnection(server)


def call(method, path, body=None):
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return json.loads(answer.read())


answers, firsts = [], []
for _ in range(times + 10):
    begin, clock = time.time_ns(), time.perf_counter()
    run = call("POST", f"/api/modules/{module}/run", '{"save_config": false}')
    answers.append((time.perf_counter() - clock) * 1000)
    time.sleep(0.05)  # who asks how the run is while it starts takes the machine from it
    while call("GET", f"/api/runs/{run['run_id']}")["status"] in ("queued", "running"):
        time.sleep(0.005)
    [line] = call("GET", f"/api/runs/{run['run_id']}/logs")["logs"]
    firsts.append((int(line["message"]) - begin) / 1e6)
    time.sleep(0.02)  # what the run left to do is done

answers, firsts = sorted(answers[10:]), sorted(firsts[10:])
at = lambda times, share: times[int(share * len(times))]
print(f"{statistics.median(answers):.2f} {at(answers, 0.95):.2f} {statistics.median(firsts):.2f} {at(firsts, 0.95):.2f}")
