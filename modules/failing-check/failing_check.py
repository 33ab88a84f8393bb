"""Checks a CSV file against rules and fails when it breaks too many. The sample orders do, so this run is meant to fail."""

import argparse
import csv
import datetime
import json
import os
import re
import signal
import sys
from pathlib import Path


def main():
    options = read_options()
    rules = load_rules(options.rules)
    violations, rows = [], 0
    try:
        size = max(1, os.path.getsize(options.input))
        with open(options.input, encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            missing = sorted(rules.keys() - set(table.fieldnames or []))
            if missing:
                fail(f"{options.input} lacks the columns that the rules speak of: {', '.join(missing)}")
            seen = {column: {} for column in rules}
            for rows, row in enumerate(table, start=1):
                for column, rule in rules.items():
                    problem = broken(rule, (row[column] or "").strip(), seen[column], table.line_num)
                    if problem:
                        violations.append({"line": table.line_num, "column": column, "value": row[column], "problem": problem})
                        print(f"ERROR line {table.line_num}, {column}: {problem}", file=sys.stderr)
                if rows % 1000 == 0:
                    print(f"::progress {min(file.buffer.tell(), size)}/{size}")
    except OSError as error:
        fail(f"cannot read {options.input}: {error.strerror}")
    except (UnicodeDecodeError, csv.Error) as error:
        fail(f"{options.input} is not a CSV file in UTF-8: {error}")
    print(f"::progress {size}/{size}")

    write_results(options, rows, violations)
    print(f"::metric rows={rows}")
    print(f"::metric errors={len(violations)}")
    summary = f"{len(violations)} violations in {rows} rows, {options.allowed} allowed"
    if len(violations) > options.allowed and not options.report_only:
        fail(f"{summary}: see violations.csv among the results", code=1)
    print(summary)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", default="orders.csv")
    parser.add_argument("--rules", default="rules.json")
    parser.add_argument("--allowed", type=int, default=0)
    parser.add_argument("--report_only", action="store_true")
    options = parser.parse_args()
    if options.allowed < 0:
        fail("allowed must be 0 or more")
    return options


def load_rules(path):
    """An object of rules by column; each may say required, unique, type (number, date), min, max, pattern, one_of."""
    try:
        rules = json.loads(Path(path).read_text(encoding="utf-8"))
        for rule in rules.values():
            unknown = rule.keys() - {"required", "unique", "type", "min", "max", "pattern", "one_of"}
            if unknown:
                fail(f"{path}: unknown rule {sorted(unknown)[0]}")
            re.compile(rule.get("pattern", ""))
        return rules
    except OSError as error:
        fail(f"cannot read {path}: {error.strerror}")
    except (ValueError, AttributeError, TypeError, re.error) as error:
        fail(f"{path} is not an object of rules by column: {error}")


def broken(rule, value, seen, line):
    """What the value breaks, in words; None when it breaks nothing."""
    if not value:
        return "is empty" if rule.get("required") else None
    if rule.get("unique") and seen.setdefault(value, line) != line:
        return f"{value} was there before, on line {seen[value]}"
    if "one_of" in rule and value not in rule["one_of"]:
        return f"{value} is not one of: {', '.join(rule['one_of'])}"
    if "pattern" in rule and not re.fullmatch(rule["pattern"], value):
        return f"{value} does not look like {rule['pattern']}"
    try:
        if rule.get("type") == "date":
            datetime.date.fromisoformat(value)
        if rule.get("type") == "number":
            number = float(value)
            if not rule.get("min", number) <= number <= rule.get("max", number):
                return f"{value} is not between {rule.get('min', 'any')} and {rule.get('max', 'any')}"
    except ValueError:
        return f"{value} is not a {rule['type']}"
    return None


def write_results(options, rows, violations):
    results = Path(os.environ.get("PRISMQ_OUTPUT_DIR", "results"))
    results.mkdir(parents=True, exist_ok=True)
    report = {"input": options.input, "rows": rows, "violations": violations}
    (results / "report.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    with open(results / "violations.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["line", "column", "value", "problem"])
        table.writeheader()
        table.writerows(violations)


def fail(message, code=2):
    print(f"ERROR {message}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda number, _: sys.exit(128 + number))
    main()
