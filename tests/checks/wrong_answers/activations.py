"""Wrong answers to chapter 07, written without a look at its named mistakes."""

import numpy as np

from tests.checks.wrong_answers import answers

ANSWERS = {}


def s(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.asarray(x, float)))


sigmoid = answers(ANSWERS, "sigmoid")
sigmoid["sign"] = lambda x: s(-x)
sigmoid["naive"] = lambda x: 1 / (1 + np.exp(-x))
sigmoid["exp over one plus exp"] = lambda x: np.exp(x) / (1 + np.exp(x))
sigmoid["tanh"] = lambda x: np.tanh(x)
sigmoid["two x"] = lambda x: s(2 * x)
sigmoid["two minus"] = lambda x: 2 * s(x) - 1
sigmoid["no one"] = lambda x: np.exp(-np.clip(x, -700, 700))
sigmoid["softmax"] = lambda x: np.exp(x - x.max()) / np.exp(x - x.max()).sum()
sigmoid["derivative"] = lambda x: s(x) * (1 - s(x))
sigmoid["minus"] = lambda x: 1 / (1 - np.exp(-np.clip(x, -500, 500)))
sigmoid["hard"] = lambda x: np.clip(0.2 * x + 0.5, 0, 1)
sigmoid["step"] = lambda x: (x > 0) * 1.0
sigmoid["half tanh"] = lambda x: 0.5 * np.tanh(x / 2)
sigmoid["clipped"] = lambda x: s(np.clip(x, -5, 5))
sigmoid["tanh half"] = lambda x: 0.5 * (1 + np.tanh(x))

tanh = answers(ANSWERS, "tanh")
tanh["naive"] = lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
tanh["sigmoid"] = lambda x: s(x)
tanh["minus"] = lambda x: -np.tanh(x)
tanh["sigmoid scaled"] = lambda x: 2 * s(x) - 1
tanh["two sigmoid"] = lambda x: 2 * s(2 * x)
tanh["inverted"] = lambda x: (np.exp(x) + np.exp(-x)) / (np.exp(x) - np.exp(-x))
tanh["square"] = lambda x: np.tanh(x) ** 2
tanh["slope"] = lambda x: 1 - np.tanh(x) ** 2
tanh["atan"] = lambda x: np.arctan(x)
tanh["tan"] = lambda x: np.tan(x)
tanh["half"] = lambda x: np.tanh(x / 2)
tanh["double"] = lambda x: np.tanh(2 * x)
tanh["softsign"] = lambda x: x / (1 + np.abs(x))
tanh["sigmoid minus half"] = lambda x: s(2 * x) - 0.5

relu = answers(ANSWERS, "relu")
relu["min"] = lambda x: np.minimum(0, x)
relu["abs"] = lambda x: np.abs(x)
relu["step"] = lambda x: (x > 0) * 1.0
relu["leaky"] = lambda x: np.where(x > 0, x, 0.1 * x)
relu["leaky hundredth"] = lambda x: np.where(x > 0, x, 0.01 * x)
relu["max of all"] = lambda x: max(0, x.max())
relu["relu6"] = lambda x: np.clip(x, 0, 6)
relu["clip one"] = lambda x: np.clip(x, 0, 1)
relu["minus"] = lambda x: np.maximum(0, -x)
relu["ones"] = lambda x: np.where(x > 0, 1.0, x)
relu["filter"] = lambda x: x[x > 0]
relu["identity"] = lambda x: x
relu["shifted"] = lambda x: np.maximum(1, x)
relu["softplus"] = lambda x: np.log1p(np.exp(x))


def in_place(x):
    x[x < 0] = 0
    return x


relu["in place"] = in_place

leaky = answers(ANSWERS, "leaky_relu")
leaky["relu"] = lambda x, slope=0.1: np.maximum(0, x)
leaky["slope on the right"] = lambda x, slope=0.1: np.where(x > 0, slope * x, x)
leaky["constant"] = lambda x, slope=0.1: np.where(x > 0, x, slope)
leaky["hundredth"] = lambda x, slope=0.1: np.where(x > 0, x, 0.01 * x)
leaky["fixed tenth"] = lambda x, slope=0.1: np.where(x > 0, x, 0.1 * x)
leaky["abs"] = lambda x, slope=0.1: np.where(x > 0, x, slope * np.abs(x))
leaky["minus"] = lambda x, slope=0.1: np.where(x > 0, x, -slope * x)
leaky["min"] = lambda x, slope=0.1: np.minimum(x, slope * x)
leaky["divided"] = lambda x, slope=0.1: np.where(x > 0, x, x / (slope + 1e-9))
leaky["added"] = lambda x, slope=0.1: np.where(x > 0, x, x + slope)
leaky["max with slope"] = lambda x, slope=0.1: np.maximum(slope, x)
leaky["elu"] = lambda x, slope=0.1: np.where(x > 0, x, slope * np.expm1(x))
leaky["both"] = lambda x, slope=0.1: slope * x
leaky["wrong default"] = lambda x, slope=0.01: np.where(x > 0, x, slope * x)

elu = answers(ANSWERS, "elu")
elu["no minus one"] = lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.exp(x))
elu["no alpha"] = lambda x, alpha=1.0: np.where(x > 0, x, np.exp(x) - 1)
elu["alpha inside"] = lambda x, alpha=1.0: np.where(x > 0, x, np.exp(alpha * x) - 1)
elu["brackets"] = lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.exp(x) - 1)
elu["exp minus x"] = lambda x, alpha=1.0: np.where(x > 0, x, alpha * (np.exp(-x) - 1))
elu["leaky"] = lambda x, alpha=1.0: np.where(x > 0, x, alpha * x)
elu["one minus"] = lambda x, alpha=1.0: np.where(x > 0, x, alpha * (1 - np.exp(x)))
elu["alpha on both"] = lambda x, alpha=1.0: alpha * np.where(x > 0, x, np.exp(x) - 1)
elu["relu"] = lambda x, alpha=1.0: np.maximum(0, x)
elu["swapped"] = lambda x, alpha=1.0: np.where(x < 0, x, alpha * (np.exp(x) - 1))
elu["selu"] = lambda x, alpha=1.0: 1.0507 * np.where(x > 0, x, 1.67326 * (np.exp(x) - 1))
elu["default"] = lambda x, alpha=0.1: np.where(x > 0, x, alpha * (np.exp(x) - 1))
elu["power of two"] = lambda x, alpha=1.0: np.where(x > 0, x, alpha * (2.0**x - 1))
elu["floor"] = lambda x, alpha=1.0: np.maximum(x, -alpha)

maxout = answers(ANSWERS, "maxout")
maxout["min"] = lambda x, w1, b1, w2, b2: np.minimum(x @ w1 + b1, x @ w2 + b2)
maxout["sum"] = lambda x, w1, b1, w2, b2: x @ w1 + b1 + x @ w2 + b2
maxout["no bias"] = lambda x, w1, b1, w2, b2: np.maximum(x @ w1, x @ w2)
maxout["relu"] = lambda x, w1, b1, w2, b2: np.maximum(0, np.maximum(x @ w1 + b1, x @ w2 + b2))
maxout["first only"] = lambda x, w1, b1, w2, b2: x @ w1 + b1
maxout["second only"] = lambda x, w1, b1, w2, b2: x @ w2 + b2
maxout["bias once"] = lambda x, w1, b1, w2, b2: np.maximum(x @ w1, x @ w2) + b1
maxout["one bias"] = lambda x, w1, b1, w2, b2: np.maximum(x @ w1 + b1, x @ w2 + b1)
maxout["biases swapped"] = lambda x, w1, b1, w2, b2: np.maximum(x @ w1 + b2, x @ w2 + b1)
maxout["mean"] = lambda x, w1, b1, w2, b2: (x @ w1 + b1 + x @ w2 + b2) / 2
maxout["largest of all"] = lambda x, w1, b1, w2, b2: np.maximum(x @ w1 + b1, x @ w2 + b2).max()
maxout["row max"] = lambda x, w1, b1, w2, b2: np.maximum(x @ w1 + b1, x @ w2 + b2).max(1)
maxout["transposed"] = lambda x, w1, b1, w2, b2: np.maximum(x @ w1 + b1, x @ w2 + b2).T
maxout["bias minus"] = lambda x, w1, b1, w2, b2: np.maximum(x @ w1 - b1, x @ w2 - b2)
maxout["larger in size"] = lambda x, w1, b1, w2, b2: np.where(
    np.abs(x @ w1 + b1) > np.abs(x @ w2 + b2), x @ w1 + b1, x @ w2 + b2
)

sg = answers(ANSWERS, "sigmoid_grad")
sg["sigmoid"] = lambda x: s(x)
sg["of y"] = lambda x: x * (1 - x)
sg["no product"] = lambda x: 1 - s(x)
sg["plus"] = lambda x: s(x) * (1 + s(x))
sg["square"] = lambda x: s(x) ** 2
sg["one minus square"] = lambda x: 1 - s(x) ** 2
sg["minus"] = lambda x: -s(x) * (1 - s(x))
sg["s minus one"] = lambda x: s(x) * (s(x) - 1)
sg["tanh"] = lambda x: 1 - np.tanh(x) ** 2
sg["exp"] = lambda x: np.exp(-x) / (1 + np.exp(-x))
sg["quarter"] = lambda x: 0.25 * np.ones_like(x)
sg["x in it"] = lambda x: s(x) * (1 - x)
sg["minus x"] = lambda x: np.exp(-x) * s(x)

tg = answers(ANSWERS, "tanh_grad")
tg["no square"] = lambda x: 1 - np.tanh(x)
tg["of y"] = lambda x: 1 - x**2
tg["plus"] = lambda x: 1 + np.tanh(x) ** 2
tg["tanh"] = lambda x: np.tanh(x)
tg["product"] = lambda x: np.tanh(x) * (1 - np.tanh(x))
tg["square of difference"] = lambda x: (1 - np.tanh(x)) ** 2
tg["sech"] = lambda x: 1 / np.cosh(x)
tg["square"] = lambda x: np.tanh(x) ** 2
tg["square minus one"] = lambda x: np.tanh(x) ** 2 - 1
tg["sigmoid"] = lambda x: s(x) * (1 - s(x))
tg["tan"] = lambda x: 1 / np.cos(x) ** 2
tg["minus sign"] = lambda x: -(1 - np.tanh(x) ** 2)
tg["half"] = lambda x: 1 - np.tanh(x / 2) ** 2

rg = answers(ANSWERS, "relu_grad")
rg["one at 0"] = lambda x: (x >= 0) * 1.0
rg["half at 0"] = lambda x: np.heaviside(x, 0.5)
rg["relu"] = lambda x: np.maximum(0, x)
rg["sign"] = lambda x: np.sign(x)
rg["negative"] = lambda x: (x < 0) * 1.0
rg["leaky"] = lambda x: np.where(x > 0, 1, 0.1)
rg["minus one"] = lambda x: np.where(x > 0, 1.0, -1.0)
rg["x"] = lambda x: np.where(x > 0, x, 0)
rg["ones"] = lambda x: np.ones_like(x)
rg["zeros"] = lambda x: np.zeros_like(x)
rg["above one"] = lambda x: (x > 1) * 1.0
rg["inverted"] = lambda x: np.where(x > 0, 0.0, 1.0)
rg["not zero"] = lambda x: (x != 0) * 1.0

lg = answers(ANSWERS, "leaky_relu_grad")
lg["one at 0"] = lambda x, slope=0.1: np.where(x >= 0, 1.0, slope)
lg["relu"] = lambda x, slope=0.1: (x > 0) * 1.0
lg["forward"] = lambda x, slope=0.1: np.where(x > 0, x, slope * x)
lg["minus slope"] = lambda x, slope=0.1: np.where(x > 0, 1.0, -slope)
lg["swapped"] = lambda x, slope=0.1: np.where(x > 0, slope, 1.0)
lg["fixed"] = lambda x, slope=0.1: np.where(x > 0, 1.0, 0.1)
lg["hundredth"] = lambda x, slope=0.1: np.where(x > 0, 1.0, 0.01)
lg["slope x"] = lambda x, slope=0.1: np.where(x > 0, 1.0, slope * x)
lg["zero at 0"] = lambda x, slope=0.1: np.where(x > 0, 1.0, np.where(x < 0, slope, 0.0))
lg["x"] = lambda x, slope=0.1: np.where(x > 0, x, slope)
lg["sign"] = lambda x, slope=0.1: slope * np.sign(x)
lg["wrong default"] = lambda x, slope=0.01: np.where(x > 0, 1.0, slope)
lg["all slope"] = lambda x, slope=0.1: np.full_like(x, slope)

eg = answers(ANSWERS, "elu_grad")
eg["one at 0"] = lambda x, alpha=1.0: np.where(x >= 0, 1.0, alpha * np.exp(x))
eg["minus one"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, alpha * (np.exp(x) - 1))
eg["no alpha"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, np.exp(x))
eg["forward"] = lambda x, alpha=1.0: np.where(x > 0, x, alpha * (np.exp(x) - 1))
eg["alpha"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, alpha)
eg["minus x"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, alpha * np.exp(-x))
eg["x"] = lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.exp(x))
eg["plus alpha"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, np.exp(x) + alpha)
eg["zero below"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, 0.0)
eg["minus"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, -alpha * np.exp(x))
eg["alpha x"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, np.exp(alpha * x))
eg["times x"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, alpha * x * np.exp(x))
eg["from the value"] = lambda x, alpha=1.0: np.where(x > 0, 1.0, alpha * np.exp(x) - alpha)

xavier = answers(ANSWERS, "xavier_std")
xavier["variance"] = lambda i, o: 2 / (i + o)
xavier["fan in"] = lambda i, o: np.sqrt(1 / i)
xavier["he"] = lambda i, o: np.sqrt(2 / i)
xavier["uniform"] = lambda i, o: np.sqrt(6 / (i + o))
xavier["one above"] = lambda i, o: np.sqrt(1 / (i + o))
xavier["no root below"] = lambda i, o: np.sqrt(2) / (i + o)
xavier["product"] = lambda i, o: np.sqrt(2 / (i * o))
xavier["outputs"] = lambda i, o: np.sqrt(2 / o)
xavier["inverse"] = lambda i, o: np.sqrt((i + o) / 2)
xavier["minus"] = lambda i, o: np.sqrt(2 / abs(i - o + 0.5))
xavier["precedence"] = lambda i, o: np.sqrt(2 / i + o)
xavier["two outside"] = lambda i, o: 2 / np.sqrt(i + o)
xavier["outputs only"] = lambda i, o: np.sqrt(1 / o)

he = answers(ANSWERS, "he_std")
he["variance"] = lambda i: 2 / i
he["xavier"] = lambda i: np.sqrt(1 / i)
he["inverse"] = lambda i: np.sqrt(i / 2)
he["two outside"] = lambda i: 2 / np.sqrt(i)
he["no root below"] = lambda i: np.sqrt(2) / i
he["six"] = lambda i: np.sqrt(6 / i)
he["three"] = lambda i: np.sqrt(3 / i)
he["half"] = lambda i: np.sqrt(0.5 / i)
he["integer"] = lambda i: np.sqrt(2 // i)
he["squared"] = lambda i: (2 / i) ** 2
he["two i"] = lambda i: np.sqrt(1 / (2 * i))
he["four"] = lambda i: np.sqrt(4 / i)

clip = answers(ANSWERS, "clip_by_norm")


def total(grads):
    return np.sqrt(sum((g**2).sum() for g in grads))


clip["each alone"] = lambda grads, m: [g * min(1, m / (np.linalg.norm(g) + 1e-12)) for g in grads]
clip["always"] = lambda grads, m: [g * m / total(grads) for g in grads]
clip["values"] = lambda grads, m: [np.clip(g, -m, m) for g in grads]
clip["no root"] = lambda grads, m: [g * min(1, m / (total(grads) ** 2 + 1e-12)) for g in grads]
clip["sum of norms"] = lambda grads, m: [
    g * min(1, m / (sum(np.linalg.norm(x) for x in grads) + 1e-12)) for g in grads
]
clip["inverse"] = lambda grads, m: [g * min(1, total(grads) / m) for g in grads]
clip["max norm"] = lambda grads, m: [
    g * min(1, m / (max(np.abs(x).max() for x in grads) + 1e-12)) for g in grads
]
clip["unit"] = lambda grads, m: [g / (total(grads) + 1e-12) for g in grads]
clip["unclipped"] = lambda grads, m: [g.copy() for g in grads]
clip["first alone"] = lambda grads, m: [
    grads[0] * min(1, m / (total(grads) + 1e-12)),
    *[g.copy() for g in grads[1:]],
]
clip["abs sum"] = lambda grads, m: [
    g * min(1, m / (sum(np.abs(x).sum() for x in grads) + 1e-12)) for g in grads
]
clip["by size"] = lambda grads, m: [
    g * min(1, m / (total(grads) / len(grads) + 1e-12)) for g in grads
]
clip["no max"] = lambda grads, m: [g * (1 / max(1, total(grads))) for g in grads]


@clip.add
def in_place_clip(grads, m):
    n = total(grads)
    if n > m:
        for g in grads:
            g *= m / n
    return grads
