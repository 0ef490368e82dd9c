#!/usr/bin/env python3
"""nats.py PORT COMMAND...: what casus itself would never do with its queue, in NATS's own protocol.
take DOCUMENTS COUNT MARK    takes each of so many messages COUNT times and gives it back, those that have MARK in them; the others once
dead                         what was put aside: a line each, the reason and the text's beginning"""
import base64
import json
import socket
import sys


class Server:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.file = self.socket.makefile("rb")
        self.file.readline()
        self.send(b'CONNECT {"verbose":false,"headers":true,"no_responders":true}\r\nSUB answers 1\r\n')

    def send(self, data):
        self.socket.sendall(data)

    def publish(self, subject, data=b"", reply="answers"):
        self.send(b"PUB %s %s %d\r\n%s\r\n" % (subject.encode(), reply.encode(), len(data), data))

    def next(self):
        """(reply subject, headers, bytes) of the next message."""
        while True:
            words = self.file.readline().split()
            if words[0] == b"PING":
                self.send(b"PONG\r\n")
            if words[0] not in (b"MSG", b"HMSG"):
                continue
            head = int(words[-2]) if words[0] == b"HMSG" else 0
            data = self.file.read(int(words[-1]) + 2)[:-2]
            reply = words[3] if len(words) == (5 if words[0] == b"MSG" else 6) else b""
            return reply.decode(), data[:head], data[head:]


def take(server, documents, count, mark):
    left = {}
    while len(left) < documents or any(times > 0 for times in left.values()):
        server.publish("$JS.API.CONSUMER.MSG.NEXT.CASUS.casus", json.dumps({"batch": 1, "expires": 1000000000}).encode())
        reply, head, data = server.next()
        if not reply:  # nothing waits
            continue
        left[data] = left.get(data, count if mark in data else 1) - 1
        # given back at once, or, the last time, in a while: until all are through
        server.publish(reply, b"-NAK" if left[data] > 0 else b'-NAK {"delay": 3000000000}', "none")
    print(len(left))


def dead(server):
    server.publish("$JS.API.STREAM.INFO.CASUS_DEAD")
    state = json.loads(server.next()[2])["state"]
    for number in range(state["first_seq"], state["last_seq"] + 1):
        server.publish("$JS.API.STREAM.MSG.GET.CASUS_DEAD", json.dumps({"seq": number}).encode())
        message = json.loads(server.next()[2])["message"]
        reasons = [line[14:] for line in base64.b64decode(message["hdrs"]).decode().split("\r\n") if line.startswith("Casus-Reason: ")]
        print("; ".join(reasons), "|", json.loads(base64.b64decode(message["data"]))["text"][:60])


{"take": lambda s, a: take(s, int(a[0]), int(a[1]), a[2].encode()), "dead": lambda s, a: dead(s)}[sys.argv[2]](Server(int(sys.argv[1])), sys.argv[3:])
