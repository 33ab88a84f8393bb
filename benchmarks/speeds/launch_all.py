"""Launches a module many times at once over eight connections and waits until all runs have ended; tells how many a second, end to end.
It speaks HTTP by hand, so that little of what is measured is its own. usage: launch_all.py <server> <module> <times>"""
import json
import socket
import sys
import time

CONNECTIONS = 8
server, module, times = sys.argv[1].removeprefix("http://"), sys.argv[2], int(sys.argv[3])
host, port = server.split(":")
connections = [socket.create_connection((host, int(port))) for _ in range(CONNECTIONS)]


def request(method, path, body=""):
    return (f"{method} {path} HTTP/1.1\r\nHost: {server}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}").encode()


def answer(connection):
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += connection.recv(65536)
    return head, body


def successful():
    connections[0].sendall(request("GET", "/api/system/stats"))
    return json.loads(answer(connections[0])[1])["runs"]["successful"]


launch = request("POST", f"/api/modules/{module}/run", '{"save_config": false}')
before = successful()
begin = time.perf_counter()
for first in range(0, times, CONNECTIONS):
    busy = connections[:times - first]
    for connection in busy:
        connection.sendall(launch)
    for connection in busy:
        head, body = answer(connection)
        assert head.startswith(b"HTTP/1.1 202"), (head, body)
while successful() < before + times:
    time.sleep(0.02)
print(f"{times / (time.perf_counter() - begin):.1f}")
