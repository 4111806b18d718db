"""Checks a case that MMD Reviewer exported, without that program:
`python3 check.py [SEAL]` in the exported folder.

What is in the folder
    facts.jsonl     What happened, one fact a line. A line is JSON with sorted keys and no blanks,
                    in UTF-8. The SHA-256 of the line, without its line end, is the id of the fact.
                    "parents" are the ids of the facts before it, "day" the day it counts for, "at"
                    the moment it was written (UTC), "by" the person, "deed" what was done together,
                    "kind" and "body" what happened. Nothing is ever changed: an undo is a fact
                    "DeedRetracted" that names the deed.
    letters/        Each letter as it was issued (fact "LetterIssued": "record" holds its words,
                    "sha256" is the hash of the PDF), and its signed copies (facts "LetterSigned").
    files/          Evidence and proofs of dispatch, named by their SHA-256 (facts
                    "EvidenceAttached" and "DispatchProven", which hold the name a person gave).
    manifest.json   The case, its seal, and each file with its SHA-256 and its size.

The seal is the number of facts, a colon, and the SHA-256 over their ids, sorted and in bytes, one
behind the other. It stands on the control sheet and was shown when the case was exported. Give the
seal from paper as the argument: then nothing in this folder, not even all of it made anew, can pass
for the case if it is not.
"""

import hashlib
import json
import os
import pathlib
import sys

FACTS, MANIFEST, SELF = "facts.jsonl", "manifest.json", "check.py"
FIRST, ISSUED, SIGNED = "RequestReceived", "LetterIssued", "LetterSigned"
KEPT = ("EvidenceAttached", "DispatchProven")
ENVELOPE = {"at", "body", "by", "case", "day", "deed", "kind", "parents", "station", "version"}


def digest_of(content):
    return hashlib.sha256(content).hexdigest()


def read_facts(content, wrong):
    """The facts by id, in the order of the file; what is no fact, or hangs on none, is named."""
    facts, lines = {}, content.split(b"\n")
    if lines[-1]:
        wrong.append(f"{FACTS}: the last line has no end")
        lines.append(b"")
    for number, line in enumerate(lines[:-1], 1):
        where = f"{FACTS}, line {number}"
        try:
            fact = json.loads(line)
            text = json.dumps(
                fact, sort_keys=True, separators=(",", ":"), ensure_ascii=False
            ).encode()
            if not isinstance(fact, dict) or set(fact) != ENVELOPE:
                raise ValueError("it has other fields than a fact")
        except (ValueError, RecursionError) as error:
            wrong.append(f"{where}: this is no fact ({error})")
            continue
        if text != line:
            wrong.append(f"{where}: it is not written as facts are")
        name = digest_of(line)
        if name in facts:
            wrong.append(f"{where}: it stands there twice")
        lost = [parent for parent in fact["parents"] if parent not in facts]
        if lost:
            wrong.append(f"{where}: it follows {lost[0][:12]}, which does not stand before it")
        if (fact["kind"] == FIRST) != (not facts):
            wrong.append(f"{where}: a case begins with the request, and has one beginning")
        if facts and not fact["parents"]:
            wrong.append(f"{where}: it follows nothing")
        if facts and fact["case"] != next(iter(facts.values()))["case"]:
            wrong.append(f"{where}: it is a fact of another case")
        facts[name] = fact
    return facts


def named_files(facts):
    """The files that the facts name: path and SHA-256."""
    files = {}
    for fact in facts.values():
        body = fact["body"]
        if fact["kind"] == ISSUED:
            files[f"letters/{body['record']['number']}.pdf"] = body["sha256"]
        elif fact["kind"] == SIGNED:
            files[f"letters/{body['letter']}-signed-{body['sha256'][:8]}.pdf"] = body["sha256"]
        elif fact["kind"] in KEPT:
            ending = pathlib.PurePosixPath(body["name"]).suffix
            plain = ending[1:].isascii() and ending[1:].isalnum() and len(ending) < 9
            files[f"files/{body['sha256']}{ending if plain else ''}"] = body["sha256"]
    return files


def seal_of(facts):
    return f"{len(facts)}:{digest_of(b''.join(sorted(map(bytes.fromhex, facts))))}"


def manifest_of(facts, contents):
    """The manifest as it must be, from what is in the folder."""
    first = next(iter(facts.values()), None)
    files = {
        name: {"bytes": len(content), "sha256": digest_of(content)}
        for name, content in sorted(contents.items())
    }
    document = {
        "format": 1,
        "case": first["body"].get("number", "") if first else "",
        "seal": seal_of(facts),
        "files": files,
    }
    return json.dumps(document, indent=1, ensure_ascii=False).encode() + b"\n"


def check(folder, paper=""):
    """Everything that is wrong, in sentences; an empty list: the folder is as it was exported."""
    wrong, contents = [], {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = pathlib.Path(place) / name
            contents[path.relative_to(folder).as_posix()] = path.read_bytes()
    if FACTS not in contents or MANIFEST not in contents:
        return [f"{FACTS} or {MANIFEST} is missing"]
    manifest = contents.pop(MANIFEST)
    contents.pop(SELF, None)
    try:
        facts = read_facts(contents[FACTS], wrong)
        files = named_files(facts)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        return [*wrong, f"{FACTS}: a fact is not as facts are ({error})"]
    for name, digest in files.items():
        if name not in contents:
            wrong.append(f"{name} is missing")
        elif digest_of(contents[name]) != digest:
            wrong.append(f"{name} is not what was kept: its hash is another one than the fact says")
    wrong += [
        f"{name} belongs to no fact" for name in sorted(contents.keys() - files.keys() - {FACTS})
    ]
    if manifest != manifest_of(facts, contents):
        wrong.append(f"{MANIFEST} is not the manifest of this folder")
    if paper and paper.strip() != seal_of(facts):
        wrong.append(f"The seal on paper is {paper.strip()}, that of the folder {seal_of(facts)}")
    return wrong


if __name__ == "__main__":
    if sys.argv[1:] and not sys.argv[1].strip():  # an unset variable: it must not pass for a seal
        print("The seal given is empty: give the one from paper, or none.", file=sys.stderr)
        sys.exit(2)
    findings = check(pathlib.Path(__file__).resolve().parent, " ".join(sys.argv[1:2]))
    said = "Give the seal from paper as well." if len(sys.argv) < 2 else "The seal on paper agrees."
    print("\n".join(findings) or f"Everything is as it was exported. {said}")
    sys.exit(bool(findings))
