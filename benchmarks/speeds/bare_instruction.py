"""How long from the start of a script until its first instruction, in ms, as first_instruction.py measures it, without a server between.
usage: bare_instruction.py <script> <times>"""
import statistics
import subprocess
import sys
import time

script, times = sys.argv[1], int(sys.argv[2])
firsts = []
for _ in range(times + 10):
    begin = time.time_ns()
    firsts.append((int(subprocess.check_output(["/bin/sh", script])) - begin) / 1e6)
    time.sleep(0.03)

firsts = sorted(firsts[10:])
print(f"{firsts[int(0.95 * times)]:.2f} ms ({statistics.median(firsts):.2f})")
