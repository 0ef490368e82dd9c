"""The network of relate: words with their roles through a bidirectional gated recurrence, pooled into 16 logits.

    network.py pretrain DATA.npz OUT.pt             masked words over news text
    network.py train DATA.npz START.pt OUT FOLD SEED   FOLD -1: all rows; writes OUT/FOLD-SEED.npz (and .pt for -1)
"""
import math
import os
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))  # behind its own folder, which has a network.py, too
from recurrence import gelu, scan  # noqa: E402

WIDTH, LAYERS, HEADS, HIDDEN = 192, 3, 4, 128
ROLES, UPOS, RELATIONS, TYPES = 3, 18, 64, 16
UNKNOWN, MASK, FIRST = 0, 1, 2
MOST = 120                               # words of a window that training looks at
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.inner = nn.Linear(3 * WIDTH, 3 * WIDTH)
        self.outer = nn.Linear(WIDTH, WIDTH)

    def forward(self, x, there, drop):
        e = self.norm(x) * there
        window = torch.cat([F.pad(e, (0, 0, 1, 0))[:, :-1], e, F.pad(e, (0, 0, 0, 1))[:, 1:]], -1)
        z, v, g = self.inner(drop(window)).split(WIDTH, -1)
        z = torch.sigmoid(z) * there
        keep, add, half = 1 - z, z * v, WIDTH // 2
        keep = torch.cat([keep[..., :half], keep[..., half:].flip(1)], -1)
        add = torch.cat([add[..., :half], add[..., half:].flip(1)], -1)
        h = scan(keep, add)
        h = torch.cat([h[..., :half], h[..., half:].flip(1)], -1)
        return x + drop(self.outer(h * F.silu(g)))


class Network(nn.Module):
    def __init__(self, table, dropout=0.1):
        super().__init__()
        self.table = nn.Embedding.from_pretrained(torch.tensor(table, dtype=torch.float32), freeze=False)
        self.input = nn.Linear(table.shape[1], WIDTH)
        self.role = nn.Embedding(ROLES * 2, WIDTH)          # role + 3 * on_path
        self.upos = nn.Embedding(UPOS, WIDTH)
        self.relation = nn.Embedding(RELATIONS, WIDTH)
        for e in (self.role, self.upos, self.relation):
            nn.init.normal_(e.weight, std=0.02)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.final = nn.LayerNorm(WIDTH)
        self.attention = nn.Linear(WIDTH, HEADS)
        self.hidden = nn.Linear((HEADS + 3) * WIDTH, HIDDEN)
        self.out = nn.Linear(HIDDEN, TYPES)
        self.guess = nn.Linear(WIDTH, table.shape[1])       # masked words only
        self.guess_bias = nn.Parameter(torch.zeros(table.shape[0]))
        self.drop = nn.Dropout(dropout)

    def encode(self, words, there, extra=None):
        x = self.input(self.drop(self.table(words)))
        if extra is not None:
            role, path, upos, relation = extra
            x = x + self.role(role + 3 * path) + self.upos(upos) + self.relation(relation)
        there = there[..., None].float()
        for layer in self.layers:
            x = layer(x, there, self.drop)
        return self.final(x)

    def forward(self, words, there, extra):
        f = self.drop(self.encode(words, there, extra))
        share = torch.softmax(self.attention(f).masked_fill(~there[..., None], -1e9), 1)
        pooled = [torch.einsum("bnk,bnw->bkw", share, f).flatten(1)]
        for chosen in (extra[0] == 1, extra[0] == 2, extra[1] == 1):
            m = (chosen & there)[..., None].float()
            pooled.append((f * m).sum(1) / m.sum(1).clamp(min=1))
        return self.out(self.drop(gelu(self.hidden(self.drop(torch.cat(pooled, -1))))))


# --- masked words ----------------------------------------------------------------------------

def pretrain(data, out, seconds=75, tokens=16384, guessed=15000):
    torch.manual_seed(1)
    random = np.random.RandomState(1)
    text, ends = data["text"].astype(np.int64), data["text_ends"]
    starts = np.concatenate([[0], ends[:-1]])
    length = np.minimum(ends - starts, 64)
    net = Network(data["table"]).to(DEVICE)
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, betas=(0.9, 0.98), weight_decay=0.01)
    began, step, losses = time.time(), 0, []
    text = torch.tensor(text, device=DEVICE)
    while time.time() - began < seconds:
        order = np.argsort(length + random.rand(len(length)) * 4, kind="stable")
        cut = np.cumsum(length[order]) // tokens
        batches = np.split(order, np.nonzero(np.diff(cut))[0] + 1)
        random.shuffle(batches)
        for batch in batches:
            share = (time.time() - began) / seconds
            if share >= 1:
                break
            for group in optimiser.param_groups:
                group["lr"] = 2e-3 * min(1, (step + 1) / 200) * max(0.02, 1 - share)
            n = int(length[batch].max())
            at = torch.tensor(starts[batch], device=DEVICE)[:, None] + torch.arange(n, device=DEVICE)
            there = torch.arange(n, device=DEVICE) < torch.tensor(length[batch], device=DEVICE)[:, None]
            words = text[at.clamp(max=len(text) - 1)] * there
            hidden = (torch.rand(words.shape, device=DEVICE) < 0.2) & there
            shown = torch.where(hidden, torch.full_like(words, MASK), words)
            asked = hidden & (words >= FIRST) & (words < guessed)
            with torch.autocast(DEVICE, dtype=torch.bfloat16, enabled=DEVICE == "cuda"):
                f = net.encode(shown, there)
                logits = net.guess(f[asked]) @ net.table.weight[:guessed].t() + net.guess_bias[:guessed]
            loss = F.cross_entropy(logits.float(), words[asked])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            losses.append(loss.detach())
            if step % 200 == 0:
                print("step %d loss %.3f %.0fs" % (step, torch.stack(losses[-200:]).mean().item(), time.time() - began), flush=True)
    torch.save({k: v.cpu().half() for k, v in net.state_dict().items()}, out)


# --- the types -------------------------------------------------------------------------------

def batch_of(data, rows, device):
    start, end = data["row_start"], data["row_end"]
    n = min(MOST, max(1, max(int(end[r] - start[r]) for r in rows)))
    shape = (len(rows), n)
    arrays = {k: np.zeros(shape, np.int64) for k in ("word", "role", "path", "upos", "relation")}
    there = np.zeros(shape, bool)
    for i, r in enumerate(rows):
        m = min(n, int(end[r] - start[r]))
        for k in arrays:
            arrays[k][i, :m] = data[k][start[r]:start[r] + m]
        there[i, :m] = True
    move = lambda x: torch.tensor(x, device=device)
    return move(arrays["word"]), move(there), tuple(move(arrays[k]) for k in ("role", "path", "upos", "relation"))


def blank(words, extra, there, probability):
    """Hide all words of a party now and then, so that who they are counts for less, and single words."""
    words = words.clone()
    for role in (1, 2):
        chosen = (torch.rand(len(words), 1, device=words.device) < probability) & (extra[0] == role)
        words[chosen] = UNKNOWN
    words[(torch.rand(words.shape, device=words.device) < 0.05) & there] = UNKNOWN
    return words


def train(data, start, out, fold, seed, epochs=20, batch=48, device=DEVICE):
    torch.manual_seed(seed)
    random = np.random.RandomState(seed)
    net = Network(data["table"], 0.3)
    if start:
        net.load_state_dict(torch.load(start, map_location="cpu"))
    net.table.weight.requires_grad = False
    net.to(device)
    fresh = ("attention", "hidden", "out", "role", "upos", "relation")
    groups = [{"params": [p for n, p in net.named_parameters() if n.split(".")[0] in fresh], "top": 1e-3},
              {"params": [p for n, p in net.named_parameters() if n.split(".")[0] not in fresh and p.requires_grad], "top": 3e-4 if start else 1e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.02, betas=(0.9, 0.98))
    folds, right, weight = data["fold"], data["right"], data["weight"]
    chosen = np.nonzero((folds != fold) | (fold < 0))[0]
    size = data["row_end"] - data["row_start"]
    steps, step = epochs * (len(chosen) // batch), 0
    average = {k: v.detach().clone() for k, v in net.state_dict().items() if v.dtype.is_floating_point}
    for epoch in range(epochs):
        order = chosen[np.argsort(size[chosen] // 8 + random.rand(len(chosen)) * 3)]
        batches = [order[i:i + batch] for i in range(0, len(order), batch)]
        random.shuffle(batches)
        for rows in batches:
            part = min(1.0, step / max(1, steps))
            for g in optimiser.param_groups:
                g["lr"] = g["top"] * min(1, (step + 1) / 100) * max(0.02, 0.5 * (1 + math.cos(math.pi * part)))
            words, there, extra = batch_of(data, rows, device)
            words = blank(words, extra, there, 0.25)
            log_p = torch.log_softmax(net(words, there, extra), -1)
            ok = torch.tensor(right[rows], device=device)
            w = torch.tensor(weight[rows], device=device)
            nll = -torch.logsumexp(log_p.masked_fill(~ok, -1e9), -1)
            loss = ((0.92 * nll - 0.08 * log_p.mean(-1)) * w).sum() / w.sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            step += 1
            decay = min(0.99, (step + 1) / (step + 10))
            with torch.no_grad():
                now = net.state_dict()
                for k, v in average.items():
                    if not k.startswith(("table", "guess")):
                        v.mul_(decay).add_(now[k], alpha=1 - decay)
    state = net.state_dict()
    state.update(average)
    net.load_state_dict(state)
    net.eval()
    rows = np.nonzero(data["gold"])[0]
    logits = np.zeros((len(rows), TYPES), np.float32)
    with torch.no_grad():
        for i in range(0, len(rows), 64):
            logits[i:i + 64] = net(*batch_of(data, rows[i:i + 64], device)).cpu().numpy()
    np.savez("%s/%d-%d.npz" % (out, fold, seed), logits=logits)
    test = folds[rows] == fold
    if test.any():
        guess = logits[test].argmax(-1)
        print("fold %d seed %d: %.4f" % (fold, seed, data["right"][rows][test][np.arange(test.sum()), guess].mean()), flush=True)
    if fold < 0:
        torch.save({k: v.cpu().half() for k, v in net.state_dict().items() if not k.startswith(("guess", "table"))}, "%s/all-%d.pt" % (out, seed))


def main():
    torch.set_num_threads(1)
    data = dict(np.load(sys.argv[2]))
    data["table"] = data["table"].astype(np.float32)
    if sys.argv[1] == "pretrain":
        pretrain(data, sys.argv[3], float(sys.argv[4]) if len(sys.argv) > 4 else 75)
    else:
        began = time.time()
        train(data, sys.argv[3] if sys.argv[3] != "-" else None, sys.argv[4], int(sys.argv[5]), int(sys.argv[6]))
        print("%s %s: %.0f s" % (sys.argv[5], sys.argv[6], time.time() - began), flush=True)


if __name__ == "__main__":
    main()
