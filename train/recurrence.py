"""What the networks of syntax and of relate have in common: a gated recurrence and what follows it."""
import math

import torch


def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))


def scan(keep, add):
    """h_t = keep_t h_{t-1} + add_t along dimension 1, in log2(n) steps."""
    n, step = keep.shape[1], 1
    while step < n:
        add = torch.cat([add[:, :step], add[:, step:] + keep[:, step:] * add[:, :-step]], 1)
        if step * 2 < n:
            keep = torch.cat([keep[:, :step], keep[:, step:] * keep[:, :-step]], 1)
        step *= 2
    return add
