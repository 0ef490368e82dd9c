#!/usr/bin/env python3
"""page_other.py: what Debian's python3-readability makes of the pages of html-segments, for page_score.py --other.

    tests/eval/page_other.py FOLDER/en > readability.jsonl
"""
import glob, json, sys
from lxml import html
from readability import Document

for path in sorted(glob.glob(sys.argv[1] + "/*.html")):
    try:
        text = html.fromstring(Document(open(path, "rb").read()).summary()).text_content()
    except Exception:
        text = ""
    print(json.dumps({"path": path, "text": text}))
