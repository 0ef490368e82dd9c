"""From a form to what the network sees of it: FORMAT.md, section 3."""
import unicodedata

PREFIX3_ROWS, SUFFIX3_ROWS, SUFFIX2_ROWS, SHAPE_ROWS = 2000, 4000, 1000, 500
NONE, UNKNOWN, FIRST = 0, 1, 2          # ids of the word tables

_VARIANTS = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2026": "...",
})
_DIGITS = str.maketrans("123456789", "000000000")


def normalise(form):
    """Typographic variants to their plain form."""
    form = form.translate(_VARIANTS)
    return '"' if form in ("``", "''") else form


def lower_char(c):
    """Simple lower-case mapping: one code point to one code point."""
    if c == "\u0130":
        return "i"
    lowered = c.lower()
    return lowered if len(lowered) == 1 else c


def lower(form):
    return "".join(map(lower_char, form))


def digit_pattern(lowered):
    """The form with every ASCII digit replaced by 0, or None if it has none."""
    if not any(c in "0123456789" for c in lowered):
        return None
    return lowered.translate(_DIGITS)


def fnv1a(text):
    h = 2166136261
    for byte in text.encode("utf8"):
        h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    return h


def bucket(text, rows):
    return fnv1a(text) % (rows - 1) + 1


def shape(form):
    """Xx-shape of the first twelve code points, runs cut to two."""
    out = ""
    for c in form[:12]:
        category = unicodedata.category(c)
        if category in ("Lu", "Lt"):
            c = "X"
        elif category == "Ll":
            c = "x"
        elif c in "0123456789":
            c = "d"
        if not (len(out) >= 2 and out[-1] == c and out[-2] == c):
            out += c
    return out


def shape_id(form):
    return bucket(shape(form), SHAPE_ROWS)


def affix_ids(lowered):
    return (bucket("p" + lowered[:3], PREFIX3_ROWS),
            bucket("s" + lowered[-3:], SUFFIX3_ROWS),
            bucket("t" + lowered[-2:], SUFFIX2_ROWS))


def look_up(lowered, vocabulary):
    """Id in a word table: the form, else its digit pattern, else UNKNOWN."""
    found = vocabulary.get(lowered)
    if found is None:
        pattern = digit_pattern(lowered)
        if pattern is not None:
            found = vocabulary.get(pattern)
    return UNKNOWN if found is None else found


def case_shapes(form):
    """Shape ids of the form as written, lower case, upper case and capitalised."""
    lowered, upper = lower(form), form.upper()
    return [shape_id(form), shape_id(lowered), shape_id(upper), shape_id(upper[:1] + lowered[1:])]
