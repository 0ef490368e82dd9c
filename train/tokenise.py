"""A plain tokeniser in the manner of the UD English treebanks, for unlabelled training text.

The library has its own; this one only has to be right nearly always."""
import re

_ABBREVIATIONS = set("""
mr mrs ms dr st gen col lt maj capt sgt gov sen rep reps sens rev hon prof jr sr pres supt cmdr adm brig
jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
inc corp co ltd bros no vs etc e.g i.e al ft mt dept est approx ave blvd rd u.s u.n u.k e.u d.c a.m p.m ph.d
m.d b.a m.a b.c a.d ala ariz ark calif colo conn fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
okla ore pa tenn tex va vt wash wis wyo u.s.a p.o op cf pp vol fig
""".split())
_KEEP_PERIOD_ALWAYS = set("mr mrs ms dr st gen col lt maj capt sgt gov sen rep reps sens rev hon prof".split())
_PREFIXES = set("""non e re anti co pre pro post ex sub semi mini neo inter multi counter over pan mid un ultra
vice extra intra trans micro macro de""".split()) - {"vice"}
_CLITIC = re.compile(r"^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$", re.I)
_ATOM = re.compile(r"""
    (?:https?://|www\.)\S+
  | [\w.+-]+@[\w-]+\.[\w.]+
  | \d{1,4}/\d{1,2}(?:/\d{2,4})?
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|km)?(?![^\W\d_])
  | (?:[^\W\d_]\.){2,}
  | [^\W_]+(?:['’.&][^\W_]+)*
  | \.{2,} | -{2,} | [^\w\s] | _+
""", re.X)


def split_sentences(text):
    """Sentences of one paragraph, by end punctuation before a capital."""
    start, out = 0, []
    for m in re.finditer(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])", text):
        word = text[start:m.start() + 1].split()[-1].strip("\"'“‘([").rstrip(".").lower()
        after = text[m.end():m.end() + 1]
        if text[m.start()] == ".":
            if word in _KEEP_PERIOD_ALWAYS or re.fullmatch(r"[a-z]", word):
                continue
            if word in _ABBREVIATIONS and (after.isdigit() or "." in word or len(word) <= 4):
                continue
        out.append(text[start:m.end()].strip())
        start = m.end()
    out.append(text[start:].strip())
    return [s for s in out if s]


def _words(chunk, last):
    """Tokens of one run of non-space characters; `last` at the end of a sentence."""
    pieces = _ATOM.findall(chunk)
    out = []
    for i, piece in enumerate(pieces):
        final = last and all(p in "\"'”’)]" for p in pieces[i + 1:])
        if re.fullmatch(r"(?:[^\W\d_]\.){2,}", piece):
            if final and len(piece) > 4 and out == [] and piece.lower().rstrip(".") not in _ABBREVIATIONS:
                out += [piece[:-1], "."]
            else:
                out.append(piece)
            continue
        if piece == "." and out and not final:
            word = out[-1].lower()
            if word in _ABBREVIATIONS or re.fullmatch(r"[a-z]", word):
                out[-1] += "."
                continue
        clitic = _CLITIC.match(piece)
        if clitic:
            out += [clitic.group(1), clitic.group(2)]
        elif piece.lower() == "cannot":
            out += [piece[:3], piece[3:]]
        else:
            out.append(piece)
    return _join_prefixes(out)


def _join_prefixes(tokens):
    out, i = [], 0
    while i < len(tokens):
        if (i + 2 < len(tokens) and tokens[i + 1] == "-" and tokens[i].lower() in _PREFIXES
                and tokens[i + 2][0].isalpha()):
            out.append(tokens[i] + "-" + tokens[i + 2])
            i += 3
        elif tokens[i] in "'’" and i > 0 and i + 1 == len(tokens) and tokens[i - 1].endswith("s"):
            out.append(tokens[i])
            i += 1
        else:
            out.append(tokens[i])
            i += 1
    return out


def tokenise(sentence):
    chunks = sentence.split()
    out = []
    for i, chunk in enumerate(chunks):
        out += _words(chunk, i + 1 == len(chunks))
    return out
