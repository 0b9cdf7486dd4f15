#!/usr/bin/env python3
"""Checks an evidence pack from Riskbild (kontrollerar ett evidenspaket).

    python3 verify.py [--key KEYS.txt] [PACK.zip | FOLDER]

Needs Python 3.8 or later and nothing else: no network, no installation. Without a pack it checks the folder it stands in.
KEYS.txt holds the public keys that the journal's owner has given you by another way than this pack, one on each line.

Exit code 0: everything holds. 1: something is wrong. 2: this is no pack that can be checked.
"""

import base64
import hashlib
import json
import os
import sys
import zipfile
import zlib

FORMAT = "riskbild-evidence-pack/1"
SUMS = "SHA256SUMS"
MANIFEST = "pack.json"
ENTRIES = "journal/entries.jsonl"
HEAD = "journal/head.txt"

TEXTS = {
    "sv": {
        "no_pack": "Det här är inget helt paket: {0} saknas eller är trasig.",
        "twice": "{0} står två gånger i SHA256SUMS",
        "changed": "{0} har ändrats sedan paketet gjordes",
        "added": "{0} har lagts till sedan paketet gjordes",
        "removed": "{0} har tagits bort sedan paketet gjordes",
        "head_other": "journal/head.txt är inte det journalhuvud som pack.json anger",
        "head_broken": "journal/head.txt är inget signerat journalhuvud",
        "head_unknown": "journalhuvudet är inte signerat med någon av nycklarna i {0}",
        "head_wrong": "journalhuvudets signatur stämmer inte",
        "line": "journal/entries.jsonl rad {0}: {1}",
        "not_in": "posten finns inte i den journal som huvudet gäller",
        "gone_body": "innehållet är gallrat och finns ändå med",
        "gone_count": "antalet gallrade journalposter är ett annat än pack.json anger",
        "disposed": "{0} av dem gäller evidens som är gallrad enligt {1}: innehållet finns inte längre",
        "not_body": "innehållet är inte det som posten anger",
        "unreadable": "raden går inte att läsa",
        "count": "journal/entries.jsonl har {0} rader men pack.json anger {1}",
        "not_file": "{0} är inte den fil som hör till {1}",
        "damaged": "filen till {1} var inte den som registret anger när paketet gjordes",
        "missing": "filen till {1} saknades när paketet gjordes",
        "of": "Evidenspaket från {0}, {1}, sett per {2} (journalens post {3})",
        "sums": "{0} filer är oförändrade sedan paketet gjordes",
        "proved": "{0} journalposter är bevisade i journalhuvudet, {1} av dem med innehåll",
        "withheld": "{0} journalposter om samma uppgifter lämnas inte ut till den som fick paketet",
        "vouched": "{0} av {1} evidensfiler är de som journalen anger",
        "right": "Journalhuvudet är signerat av {0}, {1}, och signaturen stämmer",
        "unchecked": "Journalhuvudet säger sig vara signerat av {0}, {1}. Ange --key för att kontrollera signaturen.",
        "unsigned": "Journalen var inte signerad. Paketet stämmer med sig självt, men ingen utanför har intygat journalen.",
        "list": "Evidenslistan har {0} rader: {1} krav saknar evidens och {2} evidens gäller inte den dagen (se missing.csv)",
        "good": "ALLT STÄMMER",
        "bad": "{0} FEL",
    },
    "en": {
        "no_pack": "This is no whole pack: {0} is missing or broken.",
        "twice": "{0} stands twice in SHA256SUMS",
        "changed": "{0} was changed after the pack was made",
        "added": "{0} was added after the pack was made",
        "removed": "{0} was taken out after the pack was made",
        "head_other": "journal/head.txt is not the head that pack.json says",
        "head_broken": "journal/head.txt is no signed head",
        "head_unknown": "the head is signed by none of the keys in {0}",
        "head_wrong": "the head's signature is not right",
        "line": "journal/entries.jsonl line {0}: {1}",
        "not_in": "the entry is not in the journal that the head is of",
        "gone_body": "the content was disposed of and is there",
        "gone_count": "the number of disposed entries is not the one that pack.json says",
        "disposed": "{0} of them are about evidence that was disposed of by {1}: its content is gone",
        "not_body": "the content is not what the entry says",
        "unreadable": "the line can't be read",
        "count": "journal/entries.jsonl has {0} lines and pack.json says {1}",
        "not_file": "{0} is not the file of {1}",
        "damaged": "the file of {1} was not what the register says when the pack was made",
        "missing": "the file of {1} was missing when the pack was made",
        "of": "Evidence pack from {0}, {1}, seen from {2} (entry {3} of the journal)",
        "sums": "{0} files are unchanged since the pack was made",
        "proved": "{0} journal entries are proved to be in the head, {1} of them with content",
        "withheld": "{0} journal entries about the same records are not disclosed to the one who got the pack",
        "vouched": "{0} of {1} evidence files are those the journal tells of",
        "right": "The head is signed by {0}, {1}, and the signature is right",
        "unchecked": "The head says it is signed by {0}, {1}. Give --key to check the signature.",
        "unsigned": "The journal was not signed. The pack agrees with itself, but nobody outside has vouched for the journal.",
        "list": "The evidence list has {0} lines: {1} requirements lack evidence and {2} evidence did not hold on that day (see missing.csv)",
        "good": "EVERYTHING HOLDS",
        "bad": "{0} FAULTS",
    },
}


# What reading a damaged file ends in.
BROKEN = (OSError, EOFError, zipfile.BadZipFile, zlib.error)


class NoPack(Exception):
    pass


class Zip:
    """A pack as it was downloaded."""

    def __init__(self, path):
        try:
            self.zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile):
            raise NoPack(path)

    def names(self):
        return [name for name in self.zip.namelist() if not name.endswith("/")]

    def open(self, name):
        try:
            return self.zip.open(name)
        except (KeyError, OSError, zipfile.BadZipFile):
            raise NoPack(name)


class Folder:
    """A pack that has been unpacked."""

    def __init__(self, path):
        self.path = path

    def names(self):
        found = []
        for place, _, files in os.walk(self.path):
            for name in files:
                found.append(os.path.relpath(os.path.join(place, name), self.path).replace(os.sep, "/"))
        return sorted(found)

    def open(self, name):
        try:
            return open(os.path.join(self.path, *name.split("/")), "rb")
        except OSError:
            raise NoPack(name)


def sum_of(stream):
    digest = hashlib.sha256()
    for piece in iter(lambda: stream.read(1 << 20), b""):
        digest.update(piece)
    return digest.hexdigest()


# The Merkle tree of RFC 6962.


def leaf(data):
    return hashlib.sha256(b"\x00" + data).digest()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def included(data, index, size, proof, root):
    """RFC 9162, 2.1.3.2."""
    if index >= size:
        return False
    place, last, found = index, size - 1, leaf(data)
    for other in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node(other, found)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            found = node(found, other)
        place >>= 1
        last >>= 1
    return last == 0 and found == root


# Ed25519, from the formulas of RFC 8032.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def point(data):
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


def add(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, one):
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, one)
        one = add(one, one)
        number >>= 1
    return total


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    by, commitment, number = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if by is None or commitment is None or number >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = times(number, BASE), add(commitment, times(challenge, by))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# Signed heads: C2SP's signed notes and checkpoints.


def read_keys(path):
    keys = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            name, mark, key = line.split("+", 2)
            keys.append((name, bytes.fromhex(mark), base64.b64decode(key)))
    return keys


def read_head(text):
    body, _, signatures = text.rpartition("\n\n")
    body += "\n"
    origin, size, root, at = body.split("\n")[:4]
    lines = []
    for line in signatures.splitlines():
        dash, name, data = line.split(" ")
        if dash != "\u2014":
            raise ValueError(line)
        lines.append((name, base64.b64decode(data)))
    return body, origin, int(size), base64.b64decode(root).hex(), at[3:], lines


def head_signed(body, origin, lines, keys):
    """True, False, or None when no key is known."""
    known = False
    for name, data in lines:
        for key_name, mark, key in keys:
            if name == key_name == origin and data[:4] == mark and key[:1] == b"\x01":
                known = True
                if is_signed(key[1:], body.encode(), data[4:]):
                    return True
    return False if known else None


class Check:
    def __init__(self, pack, key_file):
        self.pack, self.key_file, self.faults, self.lines = pack, key_file, [], []
        self.manifest = json.loads(self.whole(MANIFEST))
        if self.manifest.get("format") != FORMAT:
            raise NoPack(MANIFEST)
        self.texts = TEXTS.get(self.manifest["language"], TEXTS["en"])

    def whole(self, name):
        with self.pack.open(name) as part:
            return part.read().decode("utf-8")

    def wrong(self, text, *values):
        self.faults.append(self.texts[text].format(*values))

    def tell(self, text, *values):
        self.lines.append(self.texts[text].format(*values))

    def sums(self):
        told = {}
        # Lines end as they were written, and nothing else ends one.
        lines = self.whole(SUMS).split("\n")
        if lines.pop():
            raise NoPack(SUMS)
        for line in lines:
            right, name = line.split("  ", 1)
            if name in told:
                self.wrong("twice", name)
            told[name] = right
        found, same = {}, 0
        for name in self.pack.names():
            if name == SUMS:
                continue
            try:
                with self.pack.open(name) as part:
                    found[name] = sum_of(part)
            except BROKEN:
                found[name] = ""
            if name not in told:
                self.wrong("added", name)
            elif told.pop(name) != found[name]:
                self.wrong("changed", name)
            else:
                same += 1
        for name in told:
            self.wrong("removed", name)
        self.tell("sums", same)
        return found

    def head(self):
        head = self.manifest["head"]
        if not head["signed"]:
            return self.tell("unsigned")
        try:
            body, origin, size, root, at, lines = read_head(self.whole(HEAD))
        except (ValueError, IndexError):
            return self.wrong("head_broken")
        if (size, root) != (head["size"], head["root"]):
            self.wrong("head_other")
        if not self.key_file:
            return self.tell("unchecked", origin, at)
        right = head_signed(body, origin, lines, read_keys(self.key_file))
        if right is None:
            self.wrong("head_unknown", self.key_file)
        elif not right:
            self.wrong("head_wrong")
        else:
            self.tell("right", origin, at)

    def entries(self):
        size, root = self.manifest["head"]["size"], bytes.fromhex(self.manifest["head"]["root"])
        number, proved, bodies, vouching, gone = 0, 0, 0, set(), []
        with self.pack.open(ENTRIES) as part:
            for number, line in enumerate(part, 1):
                try:
                    line = json.loads(line.decode("utf-8"))
                    text, entry = line["entry"].encode("utf-8"), json.loads(line["entry"])
                    proof = [bytes.fromhex(one) for one in line["proof"]]
                except (ValueError, KeyError, TypeError):
                    self.wrong("line", number, self.texts["unreadable"])
                    continue
                if entry["seq"] != line["index"] + 1 or not included(text, line["index"], size, proof, root):
                    self.wrong("line", number, self.texts["not_in"])
                    continue
                proved += 1
                if line.get("disposed"):
                    gone.append(line["disposed"])
                    if line["body"] is not None:
                        self.wrong("line", number, self.texts["gone_body"])
                        continue
                if line["body"] is None:
                    continue
                body = line["body"].encode("utf-8")
                if hashlib.sha256(body).hexdigest() != entry["body_hash"]:
                    self.wrong("line", number, self.texts["not_body"])
                    continue
                bodies += 1
                file = (json.loads(body).get("content") or {}).get("file")
                if file:
                    vouching.add((entry["key"], file["sha256"]))
        if number != self.manifest["entries"]:
            self.wrong("count", number, self.manifest["entries"])
        if len(gone) != self.manifest.get("disposed", 0):
            self.wrong("gone_count")
        self.tell("proved", proved, bodies)
        if gone:
            self.tell("disposed", len(gone), ", ".join(sorted(set(gone))))
        if self.manifest["withheld"]:
            self.tell("withheld", self.manifest["withheld"])
        return vouching

    def files(self, found, vouching):
        vouched, files = 0, self.manifest["files"]
        for file in files:
            right = found.get(file["path"]) == file["sha256"]
            if file["state"] != "whole":
                self.wrong(file["state"], file["path"], file["evidence"])
            elif not right:
                self.wrong("not_file", file["path"], file["evidence"])
            if right and (file["evidence"], file["sha256"]) in vouching:
                vouched += 1
        self.tell("vouched", vouched, len(files))

    def run(self):
        told = self.manifest
        self.tell("of", told["organisation"], told["board"], told["day"], told["position"])
        found = self.sums()
        self.head()
        self.files(found, self.entries())
        self.tell("list", told["lines"], told["missing"], told["expired"])
        for line in self.lines:
            print(line)
        for fault in self.faults:
            print("  ! " + fault)
        print(self.texts["bad"].format(len(self.faults)) if self.faults else self.texts["good"])
        return 1 if self.faults else 0


def main(arguments):
    key_file, rest = None, []
    while arguments:
        argument = arguments.pop(0)
        if argument == "--key" and arguments:
            key_file = arguments.pop(0)
        elif argument.startswith("-"):
            print(__doc__)
            return 2
        else:
            rest.append(argument)
    path = rest[0] if rest else os.path.dirname(os.path.abspath(__file__))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return Check(Folder(path) if os.path.isdir(path) else Zip(path), key_file).run()
    except (NoPack, KeyError, ValueError, *BROKEN) as error:
        print(TEXTS["sv"]["no_pack"].format(error))
        print(TEXTS["en"]["no_pack"].format(error))
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
