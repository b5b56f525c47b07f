"""Whether errors would be found: a textbook with an error in it, judged as a program is.

Sizes of errors are about the smallest that nine runs in ten tell. A threshold's changes only the runs that cross it between
the two. The textbook itself, rounded otherwise or written otherwise, must not be found.
"""

from dataclasses import replace
from unittest.mock import patch

import numpy as np

import textbook
from judge import Judge
from sweeps import HYPER, cell_centres, runs_of
from textbook import NEVER, Adam, Momentum, Nesterov, Rmsprop, rounding, sigmoid, train

STEPS = 100


def sweep(kind):
    """12 × 8 runs with the homework's weights, none of them chaotic: starts across, learning rates upwards."""
    x = {"quantity": "start.x", "range": [-6, 6], "scale": "linear"}
    y = {"quantity": "learningRate", "range": [0.02, 0.5], "scale": "log"}
    epsilon = {"epsilon": 1e-3} if "epsilon" in HYPER[kind] else {}
    spec = {
        "problem": {},
        "optimizer": {"kind": kind, "learningRate": 1, **HYPER[kind], **epsilon},
        "start": [0, 3],
        "x": x,
        "y": y,
        "width": 12,
        "height": 8,
        "steps": STEPS,
        "threshold": 0.8,
    }
    return runs_of(spec, ("w21", "w12"), cell_centres(x, 12), cell_centres(y, 8))


class Dampened(Momentum):
    def step(self, g, t):
        self.first = self.momentum * self.first + (1 - self.momentum) * g
        return self.rates * self.first


class VelocityWithRate(Nesterov):
    """The same points by other sums: v ← μ·v + η·g, of which (1 + μ)·v − μ·v before is subtracted."""

    def step(self, g, t):
        before, self.first = self.first, self.momentum * self.first + self.rates * g
        return (1 + self.momentum) * self.first - self.momentum * before


class BeforeLookAhead(Nesterov):
    """The other variable of Nesterov's method, which ends where the next step has not looked ahead yet."""

    def step(self, g, t):
        delta = super().step(g, t)
        return delta - self.rates * self.momentum * self.first if t == STEPS else delta


class Uncorrected(Adam):
    def step(self, g, t):
        return super().step(g, np.inf)


class CorrectedLate(Adam):
    def step(self, g, t):
        return super().step(g, t + 1)


class EpsilonInsideRmsprop(Rmsprop):
    def step(self, g, t):
        self.second = self.decay * self.second + (1 - self.decay) * g * g
        return self.rates * g / np.sqrt(self.second + self.epsilon)


class EpsilonBeforeCorrection(Adam):
    """Epsilon added to √v instead of √v̂, as in the paper's second form without its ε̂."""

    def step(self, g, t):
        self.epsilon, before = self.epsilon / np.sqrt(1 - self.beta2**t), self.epsilon
        delta = super().step(g, t)
        self.epsilon = before
        return delta


def scaled(name, share):
    """The runs with one of their numbers off by a share: a hyper-parameter, or a field of them."""

    def change(runs):
        if name in runs.hyper:
            return train(replace(runs, hyper={**runs.hyper, name: runs.hyper[name] * (1 + share)}))
        return train(replace(runs, **{name: getattr(runs, name) * (1 + share)}))

    return f"{name} off by {share:g}", change


def written(name, wrong, kind):
    """Another step of an optimizer."""

    def change(runs):
        with patch.dict(textbook.OPTIMIZERS, {kind: wrong}):
            return train(runs)

    return name, change


def other(name, of, value):
    """Something else of the textbook."""

    def change(runs):
        with patch.object(textbook, of, value):
            return train(runs)

    return name, change


def one_late(runs):
    found = train(runs)
    return {**found, "steps": np.where(found["steps"] == NEVER, NEVER, found["steps"] + 1)}


def rounded_otherwise(runs):
    """As f64 rounds: by half a unit in the last place."""
    return train(runs, rounding(2**-53, np.random.default_rng(2)))


ERRORS = {
    "gd": [
        scaled("rates", 1e-11),
        scaled("theta", 1e-13),
        scaled("threshold", 0.1),
        ("steps counted one late", one_late),
        other("sigmoid off by 1e-12", "sigmoid", lambda z: sigmoid(z) * (1 + 1e-12)),
        other("a target flipped", "TARGETS", (0, 1, 1, 1)),
    ],
    "momentum": [
        scaled("momentum", 1e-12),
        written("dampening", Dampened, "momentum"),
        written("Nesterov's step", Nesterov, "momentum"),
    ],
    "nesterov": [
        scaled("momentum", 1e-12),
        written("before looking ahead", BeforeLookAhead, "nesterov"),
    ],
    "rmsprop": [
        scaled("decay", 1e-12),
        scaled("epsilon", 1e-10),
        written("epsilon inside the root", EpsilonInsideRmsprop, "rmsprop"),
    ],
    "adam": [
        scaled("beta1", -1e-12),
        scaled("beta2", -1e-12),
        scaled("epsilon", 1e-9),
        written("no bias correction", Uncorrected, "adam"),
        written("bias correction one step late", CorrectedLate, "adam"),
        written("epsilon before the correction", EpsilonBeforeCorrection, "adam"),
    ],
}
ALIKE = {kind: [("the textbook", train), ("rounded otherwise", rounded_otherwise)] for kind in HYPER}
ALIKE["nesterov"].append(written("the rate in the velocity", VelocityWithRate, "nesterov"))


def self_test():
    """Prints in how many of the runs each error is found; 1 where one is not, or where there was none."""
    failed = 0
    for kind in HYPER:
        runs = sweep(kind)
        judge = Judge(runs, 1e-15, np.random.default_rng(1))
        for cases, wanted in ((ALIKE, False), (ERRORS, True)):
            for name, change in cases[kind]:
                findings = [part["finding"] for part in judge.judge(change(runs)).values()]
                count = int(np.any(findings, axis=0).sum())
                wrong = (count > 0) != wanted
                failed |= wrong
                print(f"{kind:9} {name:30} found in {count:2} of {len(findings[0])} runs{' WRONG' * wrong}")
    return int(failed)
