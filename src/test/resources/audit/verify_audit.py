"""Verifies audit logs without the product: python3 verify_audit.py LOG|RUN_FOLDER... prints "whole" or what is wrong.
After --events FILE run folders are also compared with what the study's events say was published."""
import hashlib
import json
import os
import re
import sys

ENTRY = re.compile(
    rb'(\{"seq":([0-9]{1,18}),"event":"([a-z ]+)".*,"prev":"([0-9a-f]{64})"),"hash":"([0-9a-f]{64})"\}', re.DOTALL)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def chain(path):
    data = read(path)
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
    # A study's events go on as long as it lives.
    return None if last == b"log closed" or os.path.basename(path) == "events.jsonl" else "there is no closing entry"


def published(folder, events):
    run = json.loads(read(folder, "manifest.json"))["run"]
    told = [e for e in map(json.loads, read(events).splitlines()) if (e["event"], e.get("run")) == ("publishing outputs", run)]
    if not told:
        return "the events do not tell that it was published"
    for name, field in (("audit.jsonl", "audit_sha256"), ("manifest.json", "manifest_sha256")):
        if sha256(read(folder, name)) != told[-1][field]:
            return f"{name} is not what the events say was published"


def outputs(folder):
    expected = {output["file"]: output["sha256"] for output in json.loads(read(folder, "manifest.json"))["outputs"]}
    for root, _, names in os.walk(folder):
        for name in names:
            relative = os.path.relpath(os.path.join(root, name), folder).replace(os.sep, "/")
            if relative != "manifest.json" and expected.pop(relative, None) != sha256(read(root, name)):
                return f"{relative} is not as the manifest says"
    return f"{sorted(expected)[0]} is missing" if expected else None


def verify(path, events):
    if os.path.isdir(path):
        return chain(os.path.join(path, "audit.jsonl")) or outputs(path) or (events and published(path, events))
    return chain(path)


if __name__ == "__main__":
    events, paths = (sys.argv[2], sys.argv[2:]) if sys.argv[1:2] == ["--events"] else (None, sys.argv[1:])
    problems = [verify(path, events) for path in paths]
    for path, problem in zip(paths, problems):
        print(f"{os.path.basename(path)}\t{problem or 'whole'}")
    sys.exit(8 if any(problems) else 0)
