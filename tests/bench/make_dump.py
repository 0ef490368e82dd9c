#!/usr/bin/env python3
"""Makes a crawl and a dump of any size from texts at hand: make_dump.py FOLDER MEGABYTES [SHARED]

FOLDER/N/crawl.warc.gz (N from 0 to 9) holds pages (the files *.html of SHARED/gold/html-segments.tar.xz, else some made here), each
record a gzip member of its own as in Common Crawl, with the HTTP answer in front; FOLDER/N/dump.jsonl holds articles put together from
the paragraphs of SHARED/news and examples/. Each is a twentieth of MEGABYTES, unpacked. Every page and article has a paragraph of its own, so that none is
another's duplicate. The same arguments give the same bytes."""
import glob, json, os, random, re, sys, tarfile, zlib

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks fail</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Talks fail</h1>%s</article><footer>Contact us</footer></body></html>"""


def pages(shared, paragraphs):
    name = os.path.join(shared, "gold", "html-segments.tar.xz")
    if os.path.exists(name):
        with tarfile.open(name) as archive:
            for member in sorted(archive.getmembers(), key=lambda m: m.name):
                if member.isfile() and member.name.endswith((".html", ".htm")):
                    yield archive.extractfile(member).read()
    else:
        for start in range(0, len(paragraphs), 12):
            yield (PAGE % "".join("<p>%s</p>\n" % p for p in paragraphs[start:start + 12])).encode()


def paragraphs_at_hand(shared):
    here = os.path.join(os.path.dirname(__file__), "..", "..", "examples")
    found = []
    for path in sorted(glob.glob(os.path.join(shared, "news", "*.txt"))) + sorted(glob.glob(os.path.join(here, "*.txt"))):
        text = open(path, encoding="utf-8").read()
        found += [p.strip() for p in text.replace("\n\n", "\0").replace("\n", " ").split("\0") if len(p.strip()) > 60]
    return found


def own_paragraph(number):
    return "Report %d of the series says that %d people met in district %d on Thursday." % (number, number % 997 + 2, number * 7919 % 100003)


def record(number, page):
    mark = ("<p>%s</p>" % own_paragraph(number)).encode()
    longest = max(re.finditer(rb"<p[ >].*?</p>", page, re.S | re.I), key=lambda m: m.end() - m.start(), default=None)
    at = longest.end() if longest else len(page)
    page = page[:at] + mark + page[at:]
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
    head = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%032x>\r\nWARC-Date: 2020-01-%02dT08:00:00Z\r\n"
            "WARC-Target-URI: https://news.example/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
            % (number, number % 28 + 1, number, len(answer))).encode()
    return head + answer + b"\r\n\r\n"


def gzip_member(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def write_crawl(path, size, pool, number):
    written = 0
    with open(path, "wb") as out:
        while written < size:
            data = record(number, pool[number % len(pool)])
            out.write(gzip_member(data))
            written += len(data)
            number += 1
    return number


def write_dump(path, size, paragraphs, chance, number):
    written = 0
    with open(path, "w", encoding="utf-8") as out:
        while written < size:
            text = "\n\n".join([own_paragraph(number)] + chance.sample(paragraphs, min(8, len(paragraphs))))
            line = json.dumps({"url": "https://news.example/%d" % number, "title": "Report %d" % number, "date": "2020-01-%02d" % (number % 28 + 1), "text": text}) + "\n"
            out.write(line)
            written += len(line)
            number += 1
    return number


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    folder, part = sys.argv[1], float(sys.argv[2]) * 5e4
    shared = sys.argv[3] if len(sys.argv) > 3 else "../shared"
    paragraphs = paragraphs_at_hand(shared)
    pool = list(pages(shared, paragraphs))
    chance = random.Random(1)
    number = 0
    for n in range(10):
        os.makedirs(os.path.join(folder, str(n)), exist_ok=True)
        first = number
        number = write_crawl(os.path.join(folder, str(n), "crawl.warc.gz"), part, pool, number)
        then = number
        number = write_dump(os.path.join(folder, str(n), "dump.jsonl"), part, paragraphs, chance, number)
        print("part %d: %d pages, %d articles" % (n, then - first, number - then))


main()
