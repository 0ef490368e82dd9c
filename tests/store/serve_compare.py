"""serve_compare.py CASUS FIRST SECOND [COMMAND...]: `casus serve` answers the same of two databases
with the same articles, also after COMMAND, which restarts the server of the second. A line for each question that it does not."""
import json
import re
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request


class Desk:
    """casus serve at a port that the system chooses."""

    def __init__(self, casus, database):
        self.process = subprocess.Popen([casus, "serve", "--write", "--port", free_port(), "--token", "t", database], stderr=subprocess.PIPE, text=True)
        self.database, self.address = database, None
        for line in self.process.stderr:
            found = re.search(r"http://[^/]*:\d+/", line)
            if found:
                self.address = found.group(0)
                break

    def ask(self, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.address + path.lstrip("/"), data, {"Content-Type": "application/json", "X-Casus": "1", "Authorization": "Bearer t"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def close(self):
        self.process.terminate()
        return self.process.wait(20)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


QUERIES = ["", "limit=7&offset=3", "type=ASSAULT", "country=USA&sort=-confidence", "text=ceasefire", "text=%22at+least%22", "actor=RUS", "party=china*",
           "killed=5&sort=-date", "confidence=0.8&limit=20", "from=2020-02-01&to=2020-03-31", "place=kabul", "actor%21=usa&limit=5", "box=20,10,60,50",
           "near=33.3,44.4,300", "speaker=anonymous", "kind=relation", "source=Agency+A"]
PLAIN = ["status", "truces", "truces?actor=RUS", "truces?on=2020-03-01", "news", "news?since=0", "judgements", "records?actor=", "records?nonsense=1", "incident/none",
         "document/none", "network?on=2020-03-01", "map?type=none", "documents"]
WORDS = ["ceasefire", "killed police", "milit*", "\"", "%", "_", "Überlingen", "President's", "U.S.", "-war", "prime minister", "minister-designate", "uberlingen", "\u00dcBERL*", "nino", "El Ni\u00f1o", "U.N.-backed", "covid-19", "cease-fire", "it's",
         "\u201cceasefire\u201d", "a&b", "'", "<->", "l'etat", "2020-02", "U.S", "\u201c", "\u201c*", "\u2014 war", "a OR b", "at least", "zzzz"]


def paths(first):
    """All that is asked; ids are taken from what FIRST answers."""
    yield from PLAIN
    for query in QUERIES:
        for route in ("records", "map", "network", "ceasefires", "contradictions", "incidents"):
            yield f"{route}?{query}"
        for by in ("type", "month,type", "actor", "dyad", "country", "source"):
            yield f"count?by={by}&{query}"
    for form in ("jsonl", "csv", "gdelt", "icews", "geojson", "graphml", "acled", "ucdp-ged", "plover"):
        yield f"export?format={form}&type=ASSAULT"
    for word in WORDS:
        yield "suggest?" + urllib.parse.urlencode({"q": word[:6]})
        yield "documents?" + urllib.parse.urlencode({"text": word})
        yield "documents?" + urllib.parse.urlencode({"text": word, "from": "2020-03-01", "limit": 5})
    for start in ("a", "Trump", "sy", "Ind", "the "):
        yield "suggest?" + urllib.parse.urlencode({"q": start})
    for actor in ("RUS", "USA", "China", "Donald Trump", "none such"):
        yield "actor/" + urllib.parse.quote(actor)
    ids = set(re.findall(rb'"document":"([0-9a-f]{24})"', first.ask("api/records?limit=20")[1]))
    yield from ("document/" + one.decode() for one in sorted(ids))
    ids = set(re.findall(rb'"incident":"([0-9a-f]{24})"', first.ask("api/incidents")[1]))
    yield from ("incident/" + one.decode() for one in sorted(ids)[:10])


def without_rank(answer):
    """The engines weigh words and cut out what stands around them in ways of their own: the same texts, in whatever order."""
    if isinstance(answer, dict) and "documents" in answer and isinstance(answer["documents"], list):
        for document in answer["documents"]:
            snippet = document.pop("snippet", "")
            document["marked"] = "\x02" in snippet and "\x03" in snippet
        answer["documents"].sort(key=lambda document: document["id"])
    return answer


def comparable(database, path, status, body):
    if path.startswith("status") and status == 200:
        return [status, {key: value for key, value in json.loads(body).items() if key != "name"}]
    if path.startswith("documents") and status == 200:
        answer = json.loads(body)
        return [status, answer["total"]] if answer["total"] > len(answer["documents"]) else [status, without_rank(answer)]
    return [status, body.replace(database.encode(), b"DATABASE")]


def judge(desk):
    """What people think of the same record, as each keeps it; when is left out."""
    event = json.loads(desk.ask("api/records?type=ASSAULT&limit=1")[1])["records"][0]["id"]
    answers = [desk.ask("api/judge", {"record": event, "verdict": verdict, "note": "seen \u00fc"}) for verdict in ("right", "wrong", "nonsense")]
    answers.append(desk.ask("api/judgements"))
    return [(status, re.sub(rb'"made":("[^"]*"|\d+)', b"", body).replace(desk.database.encode(), b"DATABASE")) for status, body in answers]


def main():
    desks = [Desk(sys.argv[1], database) for database in sys.argv[2:4]]
    passed = failed = 0
    asked = list(paths(desks[0]))
    for path in asked + ["restart"] + asked[:40]:
        if path == "restart":
            subprocess.run(sys.argv[4:], check=True) if sys.argv[4:] else None
            continue
        answers = [comparable(desk.database, path, *desk.ask("api/" + path)) for desk in desks]
        same = answers[0] == answers[1] and answers[0][0] < 500
        passed, failed = passed + same, failed + (not same)
        if not same:
            print(f"FAILED: /api/{path}\n  {str(answers[0])[:300]}\n  {str(answers[1])[:300]}")
    judged = [judge(desk) for desk in desks]
    same = judged[0] == judged[1] and judged[0][0][0] == 200
    passed, failed = passed + same, failed + (not same)
    if not same:
        print(f"FAILED: judgements\n  {judged[0]}\n  {judged[1]}")
    for desk in desks:
        desk.close()
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
