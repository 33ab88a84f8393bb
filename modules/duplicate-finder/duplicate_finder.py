"""Finds files of equal content below a folder. It only looks: nothing is deleted."""

import argparse
import csv
import hashlib
import json
import os
import signal
import sys
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import Path

BLOCK = 1 << 20


def main():
    options = read_options()
    by_size = defaultdict(list)
    for path, size in files_below(options.folder, options.files, options.min_bytes):
        by_size[size].append(path)
    # Only files of equal size can be equal: the others are never read.
    candidates = [(path, size) for size, paths in by_size.items() if len(paths) > 1 for path in paths]
    print(f"{sum(map(len, by_size.values()))} files, {len(candidates)} of them as large as another")

    by_content, errors = defaultdict(list), 0
    step = max(1, len(candidates) // 100)
    for number, (path, size) in enumerate(candidates, start=1):
        try:
            by_content[size, checksum(Path(options.folder, path), options.algorithm)].append(path)
        except OSError as error:
            errors += 1
            print(f"WARNING {path} cannot be read: {error.strerror}", file=sys.stderr)
        if number % step == 0 or number == len(candidates):
            print(f"::progress {number}/{len(candidates)}")

    groups = [
        {"bytes": size, "checksum": digest, "files": sorted(paths)}
        for (size, digest), paths in by_content.items()
        if len(paths) > 1
    ]
    groups.sort(key=lambda group: (-group["bytes"] * (len(group["files"]) - 1), group["files"]))
    wasted = sum(group["bytes"] * (len(group["files"]) - 1) for group in groups)
    write_results(options, groups, wasted)

    for group in groups[:50]:
        print(f"{group['bytes']} bytes each: {', '.join(group['files'])}")
    print(f"{len(groups)} groups of equal files; their copies take {wasted} bytes")
    print(f"::metric duplicate_groups={len(groups)}")
    print(f"::metric wasted_bytes={wasted}")
    print(f"::metric errors={errors}")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", default="sample")
    parser.add_argument("--files", default="*")
    parser.add_argument("--min_bytes", type=int, default=1)
    parser.add_argument("--algorithm", choices=["sha256", "sha512", "blake2b"], default="sha256")
    options = parser.parse_args()
    if options.min_bytes < 0:
        fail("min_bytes must be 0 or more")
    if not Path(options.folder).is_dir():
        fail(f"no such folder: {options.folder}")
    return options


def files_below(folder, pattern, min_bytes):
    """Regular files with their sizes, in a fixed order; links are not followed."""
    warn = lambda error: print(f"WARNING {error.filename} cannot be listed: {error.strerror}", file=sys.stderr)
    for parent, folders, names in os.walk(folder, onerror=warn):
        folders.sort()
        for name in sorted(names):
            path = Path(parent, name)
            if fnmatch(name, pattern) and path.is_file() and not path.is_symlink():
                size = path.stat().st_size
                if size >= min_bytes:
                    yield path.relative_to(folder).as_posix(), size


def checksum(path, algorithm):
    digest = hashlib.new(algorithm)
    with open(path, "rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def write_results(options, groups, wasted):
    results = Path(os.environ.get("PRISMQ_OUTPUT_DIR", "results"))
    results.mkdir(parents=True, exist_ok=True)
    report = {"folder": options.folder, "algorithm": options.algorithm, "wasted_bytes": wasted, "groups": groups}
    (results / "duplicates.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    with open(results / "duplicates.csv", "w", encoding="utf-8", errors="replace", newline="") as file:
        table = csv.writer(file)
        table.writerow(("group", "bytes", "file"))
        table.writerows((number, group["bytes"], path) for number, group in enumerate(groups, 1) for path in group["files"])


def fail(message):
    print(f"ERROR {message}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda number, _: sys.exit(128 + number))
    main()
