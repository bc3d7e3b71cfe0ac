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


def chain(path):
    closes = os.path.basename(path) != "events.jsonl"  # a study's events go on as long as it lives
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
    if last is None:
        return "there is no entry"
    return None if last == b"log closed" or not closes else "there is no closing entry"


def published(folder, events):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        run = json.load(file)["run"]
    told = None
    with open(events, encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            if entry["event"] == "publishing outputs" and entry["run"] == run:
                told = entry
    if told is None:
        return "the events do not tell that it was published"
    for name, field in (("audit.jsonl", "audit_sha256"), ("manifest.json", "manifest_sha256")):
        with open(os.path.join(folder, name), "rb") as file:
            if sha256(file.read()) != told[field]:
                return f"{name} is not what the events say was published"
    return None


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


def verify(path, events):
    if os.path.isdir(path):
        return chain(os.path.join(path, "audit.jsonl")) or outputs(path) or (events and published(path, events))
    return chain(path)


if __name__ == "__main__":
    paths, events = sys.argv[1:], None
    if paths[:1] == ["--events"]:
        events, paths = paths[1], paths[1:]
    problems = [verify(path, events) for path in paths]
    for path, problem in zip(paths, problems):
        print(f"{os.path.basename(path)}\t{problem or 'whole'}")
    sys.exit(8 if any(problems) else 0)
