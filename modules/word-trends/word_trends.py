"""Counts the words of a text, follows them from its beginning to its end, and grades how hard it is to read."""

import argparse
import csv
import json
import os
import re
import signal
import sys
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
COLORS = ["#4269d0", "#efb118", "#ff725c", "#3ca951", "#a463f2", "#6cc5b0", "#9c6b4e", "#97bbf5"]
COMMON = set(
    """a about after again all am an and any are as at be been before but by can could did do down for from had has have
    he her herself him his how i if in into is it its itself like me might my no nor not of off on one or out over
    quite she should so some such than that the their them then there these they this through to too under up upon
    very was way we well were what when where which while who will with would you your""".split()
)


def main():
    options = read_options()
    try:
        text = Path(options.input).read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        fail(f"Cannot read {options.input}: {error.strerror}")
    words = [word.lower().replace("’", "'") for word in WORD.findall(text)]
    if not words:
        fail(f"{options.input} contains no words")

    counts = Counter(word for word in words if counted(word, options))
    followed = chosen_words(options) or [word for word, _ in most_frequent(counts, 6)]
    trends = follow(words, followed, options.sections)
    grades = readability(text, words)

    results = Path(os.environ.get("PRISMQ_OUTPUT_DIR", "results"))
    results.mkdir(parents=True, exist_ok=True)
    report = {"input": options.input, **grades, "distinct_words": len(set(words)), "trends": trends}
    (results / "report.json").write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (results / "trends.svg").write_text(chart(trends), encoding="utf-8")
    with open(results / "words.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("word", "count"), *most_frequent(counts, options.top)])

    print("Most frequent: " + ", ".join(f"{word} ({count})" for word, count in most_frequent(counts, 10)))
    print(f"Reading ease {grades['reading_ease']} of 100 (English), school grade {grades['school_grade']}")
    for name in ("words", "sentences", "reading_ease", "school_grade"):
        print(f"::metric {name}={grades[name]}")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--input", default="alice.txt")
    parser.add_argument("--mode", choices=["most frequent", "chosen"], default="most frequent")
    parser.add_argument("--words", default="")
    parser.add_argument("--top", type=int, default=50)
    parser.add_argument("--sections", type=int, default=10)
    parser.add_argument("--min_length", type=int, default=3)
    parser.add_argument("--ignore_common", action="store_true")
    options = parser.parse_args()
    for name, low, high in (("top", 1, 10_000), ("sections", 2, 50), ("min_length", 1, 30)):
        if not low <= getattr(options, name) <= high:
            fail(f"{name} must be between {low} and {high}")
    if options.mode == "chosen" and not chosen_words(options):
        fail("words must name at least one word to follow")
    return options


def chosen_words(options):
    return [word.lower() for word in re.split(r"[,\s]+", options.words) if word] if options.mode == "chosen" else []


def counted(word, options):
    return len(word) >= options.min_length and not (options.ignore_common and word in COMMON)


def most_frequent(counts, limit):
    """The most frequent first, equally frequent ones by the alphabet, so that the same text gives the same answer."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]


def follow(words, followed, sections):
    """How often each word occurs in each of as many equal parts of the text."""
    trends = {word: [] for word in followed}
    for section in range(sections):
        part = Counter(words[len(words) * section // sections:len(words) * (section + 1) // sections])
        for word in followed:
            trends[word].append(part[word])
        print(f"::progress {section + 1}/{sections}")
    return trends


def readability(text, words):
    """Flesch reading ease and Flesch-Kincaid grade; both were made for English."""
    sentences = max(1, len(SENTENCE_END.findall(text)))
    length, weight = len(words) / sentences, sum(map(syllables, words)) / len(words)
    return {
        "words": len(words),
        "sentences": sentences,
        "words_per_sentence": round(length, 1),
        "syllables_per_word": round(weight, 2),
        "reading_ease": round(206.835 - 1.015 * length - 84.6 * weight, 1),
        "school_grade": round(0.39 * length + 11.8 * weight - 15.59, 1),
    }


def syllables(word):
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def chart(trends):
    width, height, left, top = 720, 300, 40, 20
    highest = max(1, *(count for counts in trends.values() for count in counts))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 160} {height + 60}" font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<path d="M{left} {top}V{top + height}H{left + width}" fill="none" stroke="#888"/>',
        f'<text x="{left - 6}" y="{top + 5}" text-anchor="end">{highest}</text>',
        f'<text x="{left}" y="{top + height + 24}">beginning</text>',
        f'<text x="{left + width}" y="{top + height + 24}" text-anchor="end">end</text>',
    ]
    for index, (word, counts) in enumerate(trends.items()):
        color = COLORS[index % len(COLORS)]
        step = width / (len(counts) - 1)
        points = " ".join(f"{left + i * step:.1f},{top + height * (1 - n / highest):.1f}" for i, n in enumerate(counts))
        lines.append(f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2.5"/>')
        lines.append(f'<text x="{left + width + 12}" y="{top + 12 + index * 20}" fill="{color}">{escape(word)}</text>')
    return "\n".join([*lines, "</svg>\n"])


def fail(message):
    print(f"ERROR {message}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda number, _: sys.exit(128 + number))
    main()
