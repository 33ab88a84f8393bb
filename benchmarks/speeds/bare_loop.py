"""Starts a program again and again, one after the other, and tells how many a second. usage: bare_loop.py <times> <program> [arguments…]"""
import os
import sys
import time

times, program = int(sys.argv[1]), sys.argv[2:]
null = os.open(os.devnull, os.O_WRONLY)
begin = time.perf_counter()
for _ in range(times):
    pid = os.posix_spawn(program[0], program, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)])
    os.waitpid(pid, 0)
print(f"{times / (time.perf_counter() - begin):.1f}")
