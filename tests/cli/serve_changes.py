"""serve_changes.py CASUS DATABASE FOLDER: asked again and again, so that answers come from memory, `casus serve --write` says at once what another
process added and what was judged here. A line for each thing that it does not."""
import json
import os
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "store"))
from serve_compare import Desk

casus, database, folder = sys.argv[1:]
desk, wrong = Desk(casus, database), []


def must(holds, what):
    if not holds:
        wrong.append(what)


def ask(path):
    """What every desk says, the same of all: four at a time are asked, more than once."""
    answers = []

    def one():
        answers.append(desk.ask("/api/" + path))

    for _ in range(3):
        threads = [threading.Thread(target=one) for _ in range(4)]
        [t.start() for t in threads]
        [t.join() for t in threads]
    must(all(status == 200 for status, _ in answers), f"{path}: {answers[0]}")
    must(len({body for _, body in answers}) == 1, f"{path}: not the same each time")
    return json.loads(answers[0][1])


def add(name, text):
    with open(f"{folder}/{name}.jsonl", "w") as out:
        out.write(json.dumps({"id": name, "date": "2020-03-01", "publisher": "Agency", "text": text}) + "\n")
    subprocess.run([casus, "add", "-q", "--db", database, f"{folder}/{name}.jsonl"], check=True)


before = ask("records?limit=500")["total"]
for number, text in enumerate(["Russian troops shelled Kharkiv on Saturday.", "Turkey condemned Russia on Sunday.", "Israel and Hamas agreed to a ceasefire on Saturday."]):
    documents = ask("status")["documents"]
    add(f"new{number}", text)
    # One question, of one desk: none may still say what was.
    must(json.loads(desk.ask("/api/status")[1])["documents"] == documents + 1, f"status after addition {number}")
    after = ask("records?limit=500")["total"]
    must(after > before, f"records after addition {number}: {after}, before {before}")
    before = after

event = ask("records?limit=1")["records"][0]["id"]
for verdict in ["right", "wrong", "right", "wrong", "wrong"]:
    must(desk.ask("/api/judge", {"record": event, "verdict": verdict})[0] == 200, "a judgement is not taken")
    must(json.loads(desk.ask("/api/records?limit=1")[1])["records"][0]["judgement"]["verdict"] == verdict, f"the record after the judgement '{verdict}'")
    must(ask("records?limit=1")["records"][0]["judgement"]["verdict"] == verdict, f"the records after the judgement '{verdict}'")
must(ask("records?limit=2") != ask("records?limit=1") and ask("count?by=type")["by"] == ["type"], "another question has another answer")
must(desk.ask("/api/records?nonsense=1")[0] == 400 and desk.ask("/api/records?nonsense=1")[0] == 400, "a wrong question is wrong twice")
must(desk.close() == 0, "the server ends")
print("\n".join(wrong), end="")
sys.exit(1 if wrong else 0)
