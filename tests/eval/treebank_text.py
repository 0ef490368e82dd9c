"""Raw text of a CoNLL-U file (its sentences joined, a blank line where a document or paragraph starts) with the
byte spans of its sentences, surface tokens and words. Shared by segment_score.py and train/sentence_boundary.py."""
import gzip


class Text:
    def __init__(self):
        self.raw = bytearray()
        self.sentences = []  # (start, end)
        self.tokens = []  # surface tokens: (start, end)
        self.words = []  # syntactic words: (start, end), or (start, end, number) where they are no parts of the token

    def add(self, text, forms, new_paragraph):
        if self.raw:
            self.raw += b"\n\n" if new_paragraph else b" "
        base = len(self.raw)
        at = 0
        for form, words in forms:
            start = text.index(form, at)
            at = start + len(form)
            first = base + len(text[:start].encode())
            self.tokens.append((first, first + len(form.encode())))
            self.words += word_spans(first, form, words)
        data = text.encode()
        self.raw += data
        self.sentences.append((base, base + len(data)))


def word_spans(first, form, words):
    """The spans of the WORDS of a surface token that starts at byte FIRST."""
    if "".join(words) != form:
        return [(first, first + len(form.encode()), i) for i in range(len(words))]
    spans = []
    for word in words:
        spans.append((first, first + len(word.encode())))
        first = spans[-1][1]
    return spans


def read(path, keep=lambda sent_id: True):
    out = Text()
    text, sent_id, new_paragraph, forms, inside = None, "", False, [], 0
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line[9:]
            elif line.startswith("# sent_id = "):
                sent_id = line[12:]
            elif line.startswith(("# newdoc", "# newpar")):
                new_paragraph = True
            elif line and not line.startswith("#"):
                number, form = line.split("\t")[:2]
                if "-" in number:
                    first, last = map(int, number.split("-"))
                    forms.append((form, []))
                    inside = last
                elif "." not in number and int(number) <= inside:
                    forms[-1][1].append(form)
                elif "." not in number:
                    forms.append((form, [form]))
            elif not line and forms:
                if keep(sent_id):
                    out.add(text, forms, new_paragraph)
                text, new_paragraph, forms, inside = None, False, [], 0
    return out
