"""Verifies audit logs without the product: python3 verify_audit.py LOG|RUN_FOLDER... prints "whole" or what is wrong."""
import hashlib
import json
import os
import re
import sys

ENTRY = re.compile(
    rb'(\{"seq":([0-9]{1,18}),"event":"([a-z ]+)".*,"prev":"([0-9a-f]{64})"),"hash":"([0-9a-f]{64})"\}', re.DOTALL)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def chain(path):
    with open(path, "rb") as log:
        data = log.read()
    if not data.endswith(b"\n"):
        return "the last line is not complete"
    previous, last = "0" * 64, None
    for number, line in enumerate(data[:-1].split(b"\n"), 1):
        entry = ENTRY.fullmatch(line)
        if entry is None:
            return f"line {number} is not an entry"
        content, seq, event, prev, own = entry.groups()
        if last == b"log closed":
            return f"line {number} comes after the closing entry"
        if int(seq) != number:
            return f"line {number} has number {int(seq)}"
        if prev.decode() != previous:
            return f"line {number} does not carry the hash of the line before"
        if sha256(content + b"}") != own.decode():
            return f"line {number} does not match its own hash"
        if number == 1 and event != b"log opened":
            return "line 1 is not the opening entry"
        previous, last = sha256(line), event
    return None if last == b"log closed" else "there is no closing entry"


def outputs(folder):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        expected = {output["file"]: output["sha256"] for output in json.load(file)["outputs"]}
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            relative = os.path.relpath(path, folder).replace(os.sep, "/")
            if relative != "manifest.json":
                with open(path, "rb") as file:
                    if expected.pop(relative, None) != sha256(file.read()):
                        return f"{relative} is not as the manifest says"
    return f"{sorted(expected)[0]} is missing" if expected else None


def verify(path):
    if os.path.isdir(path):
        return chain(os.path.join(path, "audit.jsonl")) or outputs(path)
    return chain(path)


if __name__ == "__main__":
    problems = [verify(path) for path in sys.argv[1:]]
    for path, problem in zip(sys.argv[1:], problems):
        print(f"{os.path.basename(path)}\t{problem or 'whole'}")
    sys.exit(8 if any(problems) else 0)
