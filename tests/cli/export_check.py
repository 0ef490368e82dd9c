"""Reads a file that `casus code -f FORMAT` wrote as its users do. Usage: export_check.py FORMAT FILE"""
import csv
import json
import sys
import xml.etree.ElementTree as xml

COLUMNS = {"icews": 20, "gdelt": 61, "gdelt-mentions": 16, "phoenix": 26, "polecat": 40, "acled": 31, "ucdp-ged": 49, "ceasefires": 86}
HEADLESS = {"gdelt", "gdelt-mentions", "phoenix"}
COMMA = {"csv", "acled", "ucdp-ged", "ceasefires"}


def check(condition, what):
    if not condition:
        sys.exit(f"{sys.argv[1]}: {what}")


def read_table(name, path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, dialect="excel" if name in COMMA else "excel-tab", strict=True))
    width = COLUMNS.get(name, len(rows[0]))
    check(all(len(row) == width for row in rows), f"{width} columns in every row")
    if name in HEADLESS:
        return [dict(enumerate(row)) for row in rows]
    header, rows = rows[0], rows[1:]
    check(len(set(header)) == width, "each column has a name of its own")
    return [dict(zip(header, row)) for row in rows]


def number(text):
    return float(text) if text not in ("", "None") else None


def check_icews(rows):
    check(any(row["CAMEO Code"] == "0256" and row["Event Text"] for row in rows), "a CAMEO code keeps its zero")
    for row in rows:
        check(row["Event ID"].isdigit() and len(row["Event ID"]) <= 15, "integer ids")
        check(-10 <= number(row["Intensity"]) <= 10, "an intensity")
    check(len({row["Event ID"] for row in rows}) == len(rows), "ids are different")


def check_gdelt(rows):
    check(len({row[0] for row in rows}) == len(rows), "ids are different")
    for row in rows:
        check(row[26].startswith(row[27]) and row[27].startswith(row[28]) and len(row[28]) == 2, "codes hang together")
        check(row[29] in "1234", "a quad class")
        check(row[1].startswith(row[2]) and row[2].startswith(row[3]), "dates hang together")
        check(row[53] == "" or len(row[53]) == 2, "FIPS countries")
    actors = {row[5] for row in rows} | {row[15] for row in rows}
    check("LBYREB" in actors, "the Libyan National Army is LBYREB")
    check(not any("ROU" in actor or "JRN" in actor for actor in actors), "CAMEO's letters, not PLOVER's")


def check_phoenix(rows):
    for row in rows:
        check(row[1] == row[2] + row[3] + row[4], "dates hang together")
        check(row[13].startswith(row[14]) and row[15] in "01234", "codes hang together")
        check(row[5].startswith(row[6]), "actors hang together")


def check_polecat(rows):
    for row in rows:
        check(row["Quad Code"] in ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"), "a quad code")
        check(number(row["Intensity"]) is not None, "an intensity")
        check("" not in row.values(), "nothing is None")
    check(any(row["Actor COW"] == "620" for row in rows), "Libya's number")


def check_acled(rows):
    check(rows, "there are rows")
    for row in rows:
        check(row["event_date"][:4] == row["year"] and row["fatalities"].isdigit() and row["inter1"].isdigit(), "cells hang together")
    check(any(row["fatalities"] == "12" and "\t" in row["notes"] and '"witnesses"' in row["notes"] for row in rows), "the attack, its words kept")


def check_ged(rows):
    check(rows, "there are rows")
    for row in rows:
        check(int(row["low"]) <= int(row["best"]) <= int(row["high"]), "low, best, high")
        total = sum(int(row[name]) for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
        check(total == int(row["best"]), "the deaths add up")
        check(row["date_start"] <= row["date_end"], "dates in order")


def check_ceasefires(rows):
    check(len(rows) >= 2, "one row for each who declares")
    check(len({row["uniq_id"] for row in rows}) == len(rows), "ids are different")


def check_records(rows):
    check(any(row["kind"] == "relation" for row in rows), "a relation")
    check(any(row["factuality"] == "negated" for row in rows), "a denial")
    for row in rows:
        check(row["date"] == "" or row["date"] <= row["end_date"], "dates in order")


def check_mentions(rows):
    for row in rows:
        check(all(row[i].lstrip("-").isdigit() for i in (6, 7, 8, 9, 11, 12)), "numbers")


TABLES = {"icews": check_icews, "gdelt": check_gdelt, "gdelt-mentions": check_mentions, "phoenix": check_phoenix, "polecat": check_polecat,
          "acled": check_acled, "ucdp-ged": check_ged, "ceasefires": check_ceasefires, "csv": check_records, "tsv": check_records}


def check_plover(path):
    with open(path, encoding="utf-8") as file:
        events = [json.loads(line) for line in file]
    check(events, "there are events")
    for event in events:
        check(event["id"] and event["event"] and event["text"], "what is required")
        check(event["quad_code"] in (1, 2, 3, 4), "a quad code")


def check_geojson(path):
    with open(path, encoding="utf-8") as file:
        collection = json.load(file)
    check(collection["type"] == "FeatureCollection" and collection["features"], "features")
    for feature in collection["features"]:
        check(feature["type"] == "Feature" and isinstance(feature["properties"], dict), "a feature")
        if feature["geometry"]:
            lon, lat = feature["geometry"]["coordinates"]
            check(-180 <= lon <= 180 and -90 <= lat <= 90, "on earth")
    check(any(f["geometry"] is None for f in collection["features"]), "one without a place")


def check_graphml(path):
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = xml.parse(path).getroot()
    graph = root.find(space + "graph")
    keys = {key.get("id") for key in root.findall(space + "key")}
    nodes = {node.get("id") for node in graph.findall(space + "node")}
    edges = graph.findall(space + "edge")
    check(nodes and edges, "nodes and edges")
    for edge in edges:
        check(edge.get("source") in nodes and edge.get("target") in nodes, "edges between nodes")
    for data in graph.iter(space + "data"):
        check(data.get("key") in keys, "declared keys")
    weights = [float(data.text) for data in graph.iter(space + "data") if data.get("key") == "weight"]
    check(min(weights) < 0 < max(weights), "signed weights")


def main():
    name, path = sys.argv[1:]
    others = {"plover": check_plover, "geojson": check_geojson, "graphml": check_graphml}
    if name in others:
        others[name](path)
    else:
        TABLES[name](read_table(name, path))


main()
