"""Train one network: a teacher on the treebank, or a student on treebank and silver trees.

    python3 train.py --data DIR --out FILE --kind lstm|gated|student [--silver FILE...] [--minutes M | --steps N]

With --minutes the learning rate falls with the clock, so a run ends when it should on any machine; the number of
steps it made is printed and kept with the network."""
import argparse
import math
import time

import numpy as np
import torch

import evaluate
from corpus import Corpus, Data, parser_loss, seeded, spellings
from network import Parser


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("--data", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--kind", choices=("lstm", "gated", "student"), required=True)
    p.add_argument("--silver", nargs="*", default=[])
    p.add_argument("--gold-times", type=int, default=4, help="how often an epoch holds the treebank beside the silver")
    p.add_argument("--width", type=int, default=128)
    p.add_argument("--layers", type=int, default=4)
    p.add_argument("--hidden", type=int, default=64)
    p.add_argument("--label", type=int, default=32)
    p.add_argument("--dropout", type=float, default=0.1)
    p.add_argument("--tokens", type=int, default=16000, help="padded positions a batch")
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--word-rate", type=float, default=0.2, help="share of the rate that the word vectors get")
    p.add_argument("--minutes", type=float, default=0)
    p.add_argument("--steps", type=int, default=1000)
    p.add_argument("--round-from", type=float, default=0.6, help="share of the run after which the student rounds")
    p.add_argument("--start", help="go on from this network")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--name", default="")
    return p.parse_args()


def build(a, data):
    options = {k: getattr(a, k) for k in ("kind", "width", "layers", "hidden", "label", "dropout", "seed")}
    student = a.kind == "student"
    if student:
        options["input_dropout"] = 0.05
        data.limit_words(len(data.vocabulary["student"]))
    characters = 0 if student else data.vocabulary["characters"]
    net = Parser(options, data.vectors, data.trainwords, data.labels, characters).to(data.device)
    if a.start:
        state = torch.load(a.start, map_location=data.device)["state"]
        if student:
            state["word.weight"] = torch.load(a.start + ".words", map_location=data.device)
        net.load_state_dict({k: v.float() for k, v in state.items()}, strict=False)
    return net


def optimiser(net, a):
    words = [p for n, p in net.named_parameters() if n.startswith("word.") and p.requires_grad]
    tables = [p for n, p in net.named_parameters() if n.startswith("tables.")]
    known = {id(p) for p in words + tables}
    rest = [p for p in net.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": rest, "lr": a.rate, "weight_decay": 1e-4}, {"params": tables, "lr": a.rate, "weight_decay": 0}]
    if words:
        groups.append({"params": words, "lr": a.rate * a.word_rate, "weight_decay": 0})
    fused = {"fused": True} if net.root.is_cuda else {}
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), **fused)


def smooth(average, net, rate):
    """Move the running average of the weights towards the network."""
    source = [p.detach() for p in net.parameters()]
    torch._foreach_mul_(average, rate)
    torch._foreach_add_(average, source, alpha=1 - rate)


def save(net, path):
    """Half precision; a teacher's word vectors are not its own and stay out, a student's go to a file beside."""
    state = {k: v.half().cpu() for k, v in net.state_dict().items()}
    words = state.pop("word.weight")
    torch.save({"options": net.options, "state": state}, path)
    if net.options["kind"] == "student":
        torch.save(words, path + ".words")


def report(net, data, sets, title, limit=None):
    for name in sets:
        corpus = Corpus.gold(data, name)
        chosen = list(range(len(corpus.lengths)))[:limit]
        predicted = evaluate.predict([net], corpus, chosen)
        words = np.concatenate([np.arange(corpus.offsets[i], corpus.offsets[i] + corpus.lengths[i]) for i in chosen])
        s = evaluate.score({k: v[words] for k, v in evaluate.gold_of(data, name).items()},
                           {k: v[words] for k, v in predicted.items()}, data.labels)
        print(title, name, " ".join(f"{k} {v:.2f}" for k, v in s.items()), flush=True)


def main():
    a = arguments()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_num_threads(a.threads)
    torch.set_float32_matmul_precision("high")
    rng = seeded(a.seed)
    data = Data(a.data, device)
    net = build(a, data)
    corpus = Corpus.gold(data, "train")
    gold = len(corpus.lengths)
    if a.silver:
        from label import read_silver
        corpus = Corpus.join([corpus, read_silver(data, a.silver)])
    epoch = list(range(gold)) * (a.gold_times if a.silver else 1) + list(range(gold, len(corpus.lengths)))
    print(a.name, f"{sum(p.numel() for p in net.parameters()) / 1e6:.2f} M parameters, {len(epoch)} sentences an epoch",
          flush=True)

    opt = optimiser(net, a)
    rates = [g["lr"] for g in opt.param_groups]
    average = [p.detach().clone() for p in net.parameters()]
    start, step, queue, rounding, next_print = time.time(), 0, [], False, 0.25
    while True:
        done = (time.time() - start) / (60 * a.minutes) if a.minutes else step / a.steps
        if done >= 1:
            break
        if a.kind == "student" and done >= a.round_from and not rounding:
            rounding = True
            net.set_rounded(True)
        if not queue:
            queue = corpus.batches(a.tokens, epoch, rng)
        factor = min(1, (step + 1) / 200) * max(0.01, 0.5 * (1 + math.cos(math.pi * done)))
        for g, r in zip(opt.param_groups, rates):
            g["lr"] = r * factor
        sentences = queue.pop()
        loss = parser_loss(net, corpus.batch(sentences, spellings(len(sentences), rng)))
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        opt.step()
        step += 1
        smooth(average, net, min(0.998, step / (step + 10)))
        if done >= next_print:
            next_print += 0.25
            print(a.name, f"step {step} loss {loss.item():.3f} {time.time() - start:.0f} s", flush=True)
            report(net, data, ["dev"], a.name, 1000)
    with torch.no_grad():
        for p, smoothed in zip(net.parameters(), average):
            p.copy_(smoothed)
    print(a.name, f"{step} steps in {time.time() - start:.0f} s", flush=True)
    net.options["steps"] = net.options.get("steps", 0) + step
    save(net, a.out)
    report(net, data, ["dev", "test", "news-test", "extra-test"], a.name + " final")


if __name__ == "__main__":
    main()
