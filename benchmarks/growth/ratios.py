"""Makes a row of a table of the rates of several processes a column. usage: ratios.py <label>, with lines "column process rate" on standard
input. A process counts by the median of its turns, and a column by the median of its processes."""
import collections
import statistics
import sys

turns = collections.defaultdict(lambda: collections.defaultdict(list))
for line in sys.stdin:
    column, process, rate = line.split()
    turns[int(column)][int(process)].append(float(rate))

processes = {column: [statistics.median(rates) for _, rates in sorted(of.items())] for column, of in turns.items()}
columns = [statistics.median(processes[column]) for column in sorted(processes)]
pairs = [last / first for first, last in zip(processes[0], processes[max(processes)])]
cells = " | ".join(f"{rate:,.0f}" for rate in columns)
print(f"| `{sys.argv[1]}` | {cells} | {columns[-1] / columns[0]:.2f} | {min(pairs):.2f}–{max(pairs):.2f} |")
