"""The networks: the student that is exported (FORMAT.md, section 4) and the bigger teachers."""
import torch
import torch.nn as nn
import torch.nn.functional as F

import features
from recurrence import gelu, scan

WEIGHT_STEPS, ACTIVATION_STEPS = 63, 127
WORD_DROPOUT = 0.06
FAR = 32            # arc distances are clamped to this


def round_rows(x, steps):
    """Round to `steps` levels of the row's largest value; the gradient passes straight through."""
    scale = x.detach().abs().amax(-1, keepdim=True).clamp(min=1e-12) / steps
    return x + (torch.round(x.detach() / scale) * scale - x.detach())


class RoundedLinear(nn.Linear):
    """A linear layer that computes with 7-bit weights once `rounded` is set."""
    rounded = False

    def forward(self, x):
        weight = round_rows(self.weight, WEIGHT_STEPS) if self.rounded else self.weight
        return F.linear(x, weight, self.bias)


class GatedStack(nn.Module):
    """Layers of the bidirectional gated linear recurrence over a window of three."""
    rounded = False

    def __init__(self, width, layers, dropout):
        super().__init__()
        self.norm = nn.ModuleList([nn.LayerNorm(width) for _ in range(layers)])
        self.inp = nn.ModuleList([RoundedLinear(3 * width, 3 * width) for _ in range(layers)])
        self.out = nn.ModuleList([RoundedLinear(width, width) for _ in range(layers)])
        self.final = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)

    def round(self, x):
        return round_rows(x, ACTIVATION_STEPS) if self.rounded else x

    def layer(self, x, mask, norm, inp, out):
        half = x.shape[-1] // 2
        e = self.round(norm(x)) * mask
        window = torch.cat([F.pad(e, (0, 0, 1, 0))[:, :-1], e, F.pad(e, (0, 0, 0, 1))[:, 1:]], -1)
        z, v, g = inp(self.dropout(window)).chunk(3, -1)
        z = torch.sigmoid(z) * mask
        v, keep = z * v, 1 - z
        h = scan(torch.cat([keep[..., :half], keep[..., half:].flip(1)], -1),
                 torch.cat([v[..., :half], v[..., half:].flip(1)], -1))
        h = torch.cat([h[..., :half], h[..., half:].flip(1)], -1)
        return x + self.dropout(out(self.round(h * F.silu(g))))

    def forward(self, x, mask):
        mask = mask[..., None].to(x.dtype)
        for norm, inp, out in zip(self.norm, self.inp, self.out):
            x = self.layer(x, mask, norm, inp, out)
        return self.round(self.final(x))


class LstmStack(nn.Module):
    """A bidirectional LSTM, one layer at a time with dropout shared over a sentence."""

    def __init__(self, width, layers, dropout):
        super().__init__()
        self.layers = nn.ModuleList([nn.LSTM(width, width // 2, batch_first=True, bidirectional=True)
                                     for _ in range(layers)])
        self.final = nn.LayerNorm(width)
        self.rate = dropout

    def forward(self, x, mask):
        lengths = mask.sum(1).cpu()
        for i, lstm in enumerate(self.layers):
            if self.training:
                keep = torch.full_like(x[:, :1], 1 - self.rate)
                x = x * torch.bernoulli(keep) / (1 - self.rate)
            packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            y, _ = nn.utils.rnn.pad_packed_sequence(lstm(packed)[0], batch_first=True, total_length=x.shape[1])
            x = y if i == 0 else x + y
        return self.final(x)


class CharacterReader(nn.Module):
    """Convolutions over the characters of a form, largest value of each."""

    def __init__(self, characters, size=64):
        super().__init__()
        self.embed = nn.Embedding(characters, 32, padding_idx=0)
        self.conv = nn.ModuleList([nn.Conv1d(32, size, k, padding=k // 2) for k in (3, 5)])
        self.size = 2 * size

    def forward(self, chars):
        x = self.embed(chars.flatten(0, -2).long()).transpose(1, 2)
        x = torch.cat([F.relu(c(x)).amax(-1) for c in self.conv], -1)
        return x.view(*chars.shape[:-1], -1)


class Parser(nn.Module):
    """Embeddings, encoder and heads; a teacher also reads characters."""

    def __init__(self, options, vectors, trainwords, labels, characters=0):
        super().__init__()
        o = self.options = dict(options)
        width, hidden, label = o["width"], o["hidden"], o["label"]
        words = torch.zeros(len(vectors) + features.FIRST, vectors.shape[1])
        words[features.FIRST:] = vectors
        self.word = nn.Embedding.from_pretrained(words, freeze=o["kind"] != "student")
        sizes = o.get("sizes", (64, 32, 48, 24, 24))
        rows = (trainwords + features.FIRST, features.PREFIX3_ROWS, features.SUFFIX3_ROWS, features.SUFFIX2_ROWS,
                features.SHAPE_ROWS)
        self.tables = nn.ModuleList([nn.Embedding(r, s) for r, s in zip(rows, sizes)])
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.5)
        self.reader = CharacterReader(characters) if characters else None
        total = vectors.shape[1] + sum(sizes) + (self.reader.size if self.reader else 0)
        self.project = nn.Linear(total, width)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        stack = LstmStack if o["kind"] == "lstm" else GatedStack
        self.encoder = stack(width, o["layers"], o["dropout"])
        self.dropout = nn.Dropout(o["dropout"])
        self.input_dropout = nn.Dropout(o.get("input_dropout", o["dropout"]))
        self.upos = RoundedLinear(width, len(labels["upos"]))
        self.xpos = RoundedLinear(width, len(labels["xpos"]))
        self.arc_head, self.arc_dep = RoundedLinear(width, hidden), RoundedLinear(width, hidden)
        self.label_head, self.label_dep = RoundedLinear(width, label), RoundedLinear(width, label)
        self.arc = nn.Parameter(torch.zeros(hidden + 1, hidden))
        self.dist = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.labels = nn.Parameter(torch.zeros(len(labels["deprel"]), label + 1, label + 1))

    def set_rounded(self, on):
        for module in self.modules():
            if isinstance(module, (RoundedLinear, GatedStack)):
                module.rounded = on

    def embed(self, f):
        """f: word, trainword, affixes [.., 3], shape, chars of each position; position 0 is ROOT."""
        word, trainword = f["word"], f["trainword"]
        if self.training:
            chance = torch.rand(word.shape, device=word.device)
            word = torch.where(chance < WORD_DROPOUT, torch.full_like(word, features.UNKNOWN), word)
            chance = torch.where(chance < WORD_DROPOUT, chance, torch.rand_like(chance))
            trainword = torch.where(chance < WORD_DROPOUT, torch.full_like(trainword, features.UNKNOWN), trainword)
        ids = [trainword] + list(f["affixes"].unbind(-1)) + [f["shape"]]
        parts = [self.word(word)] + [t(i) for t, i in zip(self.tables, ids)]
        if self.reader:
            parts.append(self.reader(f["chars"]))
        x = gelu(self.project(self.input_dropout(torch.cat(parts, -1))))
        return torch.cat([self.root.to(x.dtype).expand(x.shape[0], 1, -1), x[:, 1:]], 1)

    def forward(self, f, mask):
        """Tag scores, arc scores [b, dependent, head], and the label vectors of heads and dependents."""
        x = self.dropout(self.encoder(self.embed(f), mask))
        ah, ad, lh, ld = [self.dropout(gelu(m(x)))
                          for m in (self.arc_head, self.arc_dep, self.label_head, self.label_dep)]
        one = torch.ones_like(x[..., :1])
        arcs = torch.cat([ad, one], -1) @ self.arc @ ah.transpose(1, 2)
        n = x.shape[1]
        place = torch.arange(n, device=x.device)
        arcs = arcs + self.dist[(place[None] - place[:, None]).clamp(-FAR, FAR) + FAR]
        blocked = ~mask[:, None, :] | torch.eye(n, device=x.device, dtype=torch.bool)
        arcs = arcs.masked_fill(blocked, -1e9)
        return self.upos(x), self.xpos(x), arcs, torch.cat([lh, one], -1), torch.cat([ld, one], -1)

    def label_scores(self, lh, ld, heads):
        """Scores of every relation for the given head of each position."""
        chosen = lh.gather(1, heads[..., None].expand(-1, -1, lh.shape[-1]))
        return torch.einsum("bnkj,bnj->bnk", torch.einsum("bni,kij->bnkj", chosen, self.labels), ld)
