"""Seals the files of a folder in a manifest of their checksums, and later tells what has changed since.

With a passphrase the manifest itself is sealed too (HMAC-SHA-256 under a key derived by PBKDF2), so that nobody without the
passphrase can change a file and its checksum together. The passphrase comes by the environment and is never printed or stored.
"""

import argparse
import hashlib
import hmac
import json
import os
import secrets
import signal
import sys
from pathlib import Path

ITERATIONS = 300_000


def main():
    options = read_options()
    files = {}
    paths = sorted(path for path in Path(options.folder).rglob("*") if path.is_file() and not path.is_symlink())
    for number, path in enumerate(paths, start=1):
        try:
            files[path.relative_to(options.folder).as_posix()] = checksum(path)
        except OSError as error:
            fail(f"cannot read {path}: {error.strerror}")
        print(f"::progress {number}/{len(paths)}")
    if options.action == "seal":
        seal(files, options)
    else:
        verify(files, options)


def seal(files, options):
    manifest = {"folder": Path(options.folder).name, "files": files, "seal": None}
    if options.passphrase:
        salt = secrets.token_hex(16)
        manifest["seal"] = {"iterations": ITERATIONS, "salt": salt, "hmac": mac(files, options.passphrase, salt, ITERATIONS)}
    path = write_result("manifest.json", manifest)
    print(f"{len(files)} files sealed {'with' if options.passphrase else 'without'} a passphrase in {path.name}")
    print(f"::metric files={len(files)}")


def verify(files, options):
    try:
        manifest = json.loads(Path(options.manifest).read_text(encoding="utf-8"))
        sealed, recorded = manifest["seal"], dict(manifest["files"])
        if sealed and options.passphrase:
            expected = mac(recorded, options.passphrase, sealed["salt"], min(int(sealed["iterations"]), 10_000_000))
            genuine = hmac.compare_digest(expected, sealed["hmac"])
    except OSError as error:
        fail(f"cannot read {options.manifest}: {error.strerror}")
    except (ValueError, KeyError, TypeError):
        fail(f"{options.manifest} is not a manifest that this module wrote")
    if options.passphrase and not sealed:
        fail(f"{options.manifest} was sealed without a passphrase, so it proves nothing about who made it", code=1)
    if sealed and not options.passphrase:
        print("WARNING the manifest is sealed with a passphrase, but none was given: its own seal is not checked")
    elif sealed and not genuine:
        fail(f"{options.manifest} was altered, or sealed with another passphrase", code=1)

    changes = [
        *(f"changed: {name}" for name in sorted(recorded) if name in files and files[name] != recorded[name]),
        *(f"missing: {name}" for name in sorted(recorded) if name not in files),
        *(f"added: {name}" for name in sorted(files) if name not in recorded),
    ]
    for change in changes:
        print(f"ERROR {change}", file=sys.stderr)
    write_result("verification.json", {"manifest": options.manifest, "intact": not changes, "changes": changes})
    print(f"::metric files={len(files)}")
    print(f"::metric errors={len(changes)}")
    if changes:
        fail(f"{len(changes)} differences from {options.manifest}", code=1)
    print(f"All {len(files)} files are as they were sealed")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", default="documents")
    parser.add_argument("--action", choices=["seal", "verify"], default="seal")
    parser.add_argument("--manifest", default="documents.manifest.json")
    parser.add_argument("--use_passphrase", action="store_true")
    options = parser.parse_args()
    options.passphrase = os.environ.pop("PRISMQ_PARAM_PASSPHRASE", "") if options.use_passphrase else ""
    if options.use_passphrase and len(options.passphrase) < 12:
        fail("the passphrase (environment variable PRISMQ_PARAM_PASSPHRASE) must have at least 12 characters")
    if not Path(options.folder).is_dir():
        fail(f"no such folder: {options.folder}")
    return options


def checksum(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def mac(files, passphrase, salt, iterations):
    key = hashlib.pbkdf2_hmac("sha256", passphrase.encode(), bytes.fromhex(salt), iterations)
    return hmac.new(key, json.dumps(files, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def write_result(name, content):
    results = Path(os.environ.get("PRISMQ_OUTPUT_DIR", "results"))
    results.mkdir(parents=True, exist_ok=True)
    (results / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return results / name


def fail(message, code=2):
    print(f"ERROR {message}", file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda number, _: sys.exit(128 + number))
    main()
