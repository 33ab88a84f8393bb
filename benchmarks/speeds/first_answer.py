"""How long a server takes from its start to its first 200. Asking takes little of the machine: a bare socket, again after 2 ms.
usage: first_answer.py <port> <path> <program> [arguments…]; prints milliseconds"""
import socket
import subprocess
import sys
import time

port, path, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]


def answer():
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        return connection.recv(65536)


begin = time.monotonic()
server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    while True:
        try:
            if answer().startswith(b"HTTP/1.1 200 "):
                break
        except ConnectionRefusedError:
            pass
        if server.poll() is not None or time.monotonic() - begin > 60:
            sys.exit("there is no answer")
        time.sleep(0.002)
    print(round((time.monotonic() - begin) * 1000))
finally:
    server.terminate()
    server.wait()
