"""Paragraphs of running text, one a line, out of npm and Debian packages under free licences: what pretrain.py learns from. Mail headers, quoted lines, listings, tables
and paragraphs that are mostly signs are left out; no paragraph comes twice.
    text.py --sotu FOLDER --mail FOLDER --factbook FOLDER --novel FILE... --pages FOLDER...      (unpacked packages, see run.sh)"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import email
import email.policy
import glob
import html
import json
import os
import re
import struct
import sys
import zlib

SHORTEST = 30  # characters of a paragraph
LETTERS = 0.82  # least share of letters and spaces
PAGES_LIMIT = 900000  # words of one manual: they are all alike


def strings(value):
    """All strings of a JSON value."""
    if isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


def without_tags(text):
    """HTML or XML as text, blocks parted by empty lines."""
    text = re.sub(r"(?s)<(pre|script|style|head|table|nav|footer)\b.*?</\1>", "\n\n", text)
    text = re.sub(r"</?(p|li|dd|dt|h\d|div|title|section|item|note|media|desc|info|steps)\b[^>]*>", "\n\n", text)
    return html.unescape(re.sub(r"<[^>]+>", "", text)).replace("¶", "")


def blocks(text):
    return re.split(r"\n\s*\n", text)


def addresses(folder):
    for path in sorted(glob.glob(folder + "/data/*.txt")):
        with open(path, encoding="utf-8", errors="replace") as file:
            yield from re.split(r"\n\s*\n|\n(?=[A-Z\"])", file.read())


def mail_text(message):
    for part in message.walk():
        if part.get_content_type() in ("text/plain", "text/html"):
            try:
                text = part.get_content()
            except (LookupError, ValueError, KeyError):
                text = part.get_payload(decode=True).decode("latin-1")
            return text if isinstance(text, str) else ""
    return ""


def mail(folder):
    for path in sorted(p for kind in ("easy-ham-1", "easy-ham-2", "hard-ham-1") for p in glob.glob("%s/data/%s/*" % (folder, kind))):
        try:
            with open(path, "rb") as file:
                text = mail_text(email.message_from_binary_file(file, policy=email.policy.default))
        except Exception:  # mail that is broken in one of the many ways of 2002
            continue
        if "\ufffd" in text or "\u00c3" in text:
            continue
        text = without_tags(text) if "<" in text and "</" in text else text
        body = re.split(r"\n-- ?\n|\n_{20,}|\n-{20,}\n", text)[0]
        other = r"\s*([>|}]|[A-Za-z]{0,3}>)"
        heads = r"wrote:|writes:|http://|^(From|To|Date|Subject|Sent|Cc|URL):"
        yield from blocks("\n".join("" if re.match(other, line) or re.search(heads, line) else line for line in body.split("\n")))


def factbook(folder):
    for path in sorted(glob.glob(folder + "/*/*.json")):
        with open(path, encoding="utf-8") as file:
            try:
                value = json.load(file)
            except ValueError:
                continue
        for text in strings(value):
            yield from (p for p in html.unescape(re.sub(r"<[^>]+>", " ", text)).split("++") if len(p) > 80)


def novel(path):
    """A text file, a JSON file of strings, or an R database (Rdata.rdb) of character vectors: blocks of zlib streams behind their sizes."""
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".json"):
        text = "\n\n".join(strings(json.loads(data)))
    elif path.endswith(".rdb"):
        text, at = "", 0
        while at + 4 < len(data):
            stream = zlib.decompressobj()
            try:
                block = stream.decompress(data[at + 4:])
            except zlib.error:
                at += 1
                continue
            at = len(data) - len(stream.unused_data)
            for found in re.finditer(rb"\x00\x04\x00\x09(....)", block, re.S):
                size = struct.unpack(">I", found.group(1))[0]
                if size < 500:
                    text += block[found.end():found.end() + size].decode("utf-8", "replace") + "\n"
            text += "\n\n"
    else:
        text = data.decode("utf-8")
    yield from (p.replace("_", "") for p in blocks(text))


def pages(folder):
    words = 0
    for path in sorted(p for kind in ("html", "page") for p in glob.glob("%s/**/*.%s" % (folder, kind), recursive=True)):
        if words > PAGES_LIMIT:
            return
        with open(path, encoding="utf-8", errors="replace") as file:
            for paragraph in blocks(without_tags(file.read())):
                words += len(paragraph.split())
                yield paragraph


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sotu", required=True)
    parser.add_argument("--mail", required=True)
    parser.add_argument("--factbook", required=True)
    parser.add_argument("--novel", action="append", default=[])
    parser.add_argument("--pages", action="append", default=[])
    args = parser.parse_args()
    sources = [("addresses", addresses(args.sotu)), ("mail", mail(args.mail)), ("factbook", factbook(args.factbook))]
    sources += [(os.path.basename(p), novel(p)) for p in args.novel] + [(p, pages(p)) for p in args.pages]
    seen = set()
    for name, paragraphs in sources:
        words = 0
        for paragraph in paragraphs:
            paragraph = re.sub(r"\s+", " ", paragraph).strip()
            letters = sum(c.isalpha() or c == " " for c in paragraph)
            if len(paragraph) < SHORTEST or letters < LETTERS * len(paragraph) or paragraph.upper() == paragraph or paragraph in seen:
                continue
            seen.add(paragraph)
            words += len(paragraph.split())
            print(paragraph)
        print(name, words, "words", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
