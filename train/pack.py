"""Reading and writing the container of FORMAT.md, section 1."""
import struct

import numpy as np

MAGIC, BYTE_ORDER, VERSION = b"CASUSPK1", 0x01020304, 1
HEADER, ENTRY, ALIGN, NAME = 64, 96, 64, 48
TYPES = [None, np.int8, np.uint8, np.int16, np.int32, np.float32]
_MASK = (1 << 64) - 1


def checksum(data):
    """64-bit FNV-1a by 8-byte words, the last one padded with zeros."""
    data += b"\0" * (-len(data) % 8)
    h = 14695981039346656037
    for word in np.frombuffer(data, "<u8").tolist():
        h = ((h ^ word) * 1099511628211) & _MASK
    return h


def write(path, sections):
    """sections: ordered name -> bytes or numpy array."""
    at = HEADER + ENTRY * len(sections)
    directory, body = b"", b""
    for name, value in sections.items():
        encoded = name.encode()
        assert len(encoded) < NAME, name
        if isinstance(value, bytes):
            kind, shape, raw = 0, (len(value),), value
        else:
            kind = next(i for i, t in enumerate(TYPES) if t is not None and value.dtype == t)
            shape, raw = value.shape, np.ascontiguousarray(value).astype(value.dtype.newbyteorder("<")).tobytes()
        gap = -(at + len(body)) % ALIGN
        body += b"\0" * gap
        dims = list(shape) + [1] * (3 - len(shape))
        directory += struct.pack("<48sII3QQQ", encoded, kind, len(shape), *dims, at + len(body), len(raw))
        body += raw
    rest = directory + body
    header = struct.pack("<8sIIQQI", MAGIC, BYTE_ORDER, VERSION, HEADER + len(rest), checksum(rest), len(sections))
    with open(path, "wb") as out:
        out.write(header.ljust(HEADER, b"\0") + rest)


def read(path):
    """name -> bytes or array, after checking size and checksum."""
    with open(path, "rb") as f:
        data = f.read()
    magic, order, version, size, check, count = struct.unpack_from("<8sIIQQI", data)
    assert (magic, order, version, size) == (MAGIC, BYTE_ORDER, VERSION, len(data)), "not a model of this version"
    assert check == checksum(data[HEADER:]), "checksum"
    out = {}
    for i in range(count):
        name, kind, rank, *rest = struct.unpack_from("<48sII3QQQ", data, HEADER + ENTRY * i)
        shape, (offset, length) = rest[:rank], rest[3:]
        raw = data[offset:offset + length]
        out[name.rstrip(b"\0").decode()] = raw if kind == 0 else np.frombuffer(raw, TYPES[kind]).reshape(shape)
    return out
