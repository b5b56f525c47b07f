"""Tells which runs of a program are off by more than rounding moves them.

Another program's result of a run is one draw more of what comes of it when everything is rounded otherwise. So the textbook
trains every run again NUDGES times, each with all that two programs may round differently changed at random
(textbook.rounding), and `reach` is the most that this moved the run at any of its steps. At its end alone would not do: RMSprop's steps
grow where a run rests, until rounding throws it off for a while, and when that is hangs on how small the rounding was. No tolerance is
chosen: where runs contract, reach is about 3e-14; in chaos it is as large as the result itself, and nothing can be told. A
finding is

- a point or a loss off by more than BEYOND times its reach. One draw more exceeds the largest of 16 in one run of 17, but
  not by so much, unless one rounding in a hundred makes the run jump.
- an outcome or a number of steps that is another where no nudge made it another, nor threw the run off by CALM.

What is left is nudged up to ROUNDS times MORE_NUDGES times: one rounding in a thousand may make a chaotic run end at rest.
Every other round nudges by a tenth, so that in f64 half of the numbers go down by a unit in the last place and half stay: when
a run of Adam leaves a plateau hangs on how small the noise was that it grew from, and larger noise hides the other times.
"""

import numpy as np

from textbook import rounding, train

QUANTITIES = ("outcome", "steps", "point", "loss")
NUDGES = 16
MORE_NUDGES = 512
ROUNDS = 16
# A program that is wrong is off in more runs of a sweep than these, and is told without more nudges.
MOST = 20
BEYOND = 4
CALM = 1e-6


def apart(a, b):
    """By how much numbers are off: |a − b|/(1 + |b|), inf where one of them alone is undefined."""
    with np.errstate(invalid="ignore", over="ignore"):
        by = np.abs(a - b) / (1 + np.abs(b))
    alike = (a == b) | (~np.isfinite(a) & ~np.isfinite(b))
    return np.where(alike, 0, np.where(np.isfinite(by), by, np.inf))


def differences(one, other):
    """For each quantity by how much each run is off: 0 or 1, of points their largest component."""
    return {
        "outcome": (one["outcome"] != other["outcome"]).astype(float),
        "steps": (one["steps"] != other["steps"]).astype(float),
        "point": apart(one["point"], other["point"]).max(axis=0),
        "loss": apart(one["loss"], other["loss"]),
    }


class Judge:
    """The textbook's results of runs, and how far rounding by shares `size` moves them."""

    def __init__(self, runs, size, rng):
        self.runs, self.size, self.rng = runs, size, rng
        # [step] of points [9][run] and losses [run].
        self.way = []
        self.expected = train(runs, visit=lambda t, theta, loss: self.way.append((theta.copy(), loss)))
        self.reach = self._reach(np.arange(runs.theta.shape[1]), NUDGES, size)

    def judge(self, found):
        """`off` [run], `reach` [run] and `finding` (a mask of the runs) of each quantity."""
        off = differences(found, self.expected)
        reach = {name: values.copy() for name, values in self.reach.items()}

        def beyond():
            calm = reach["point"] <= CALM
            told = {name: off[name] > BEYOND * reach[name] for name in QUANTITIES}
            return {**told, "outcome": told["outcome"] & calm, "steps": told["steps"] & calm}

        for turn in range(ROUNDS):
            left = np.flatnonzero(np.any(list(beyond().values()), axis=0))
            if not 0 < len(left) <= MOST:
                break
            for name, more in self._reach(left, MORE_NUDGES, self.size / 10 ** (turn % 2)).items():
                reach[name][left] = np.maximum(reach[name][left], more)
        finding = beyond()
        return {
            name: {"off": off[name], "reach": reach[name], "finding": finding[name]} for name in QUANTITIES
        }

    def _reach(self, which, nudges, size):
        each = np.repeat(which, nudges)
        furthest = {"point": np.zeros(len(each)), "loss": np.zeros(len(each))}

        def visit(t, theta, loss):
            there, its = self.way[t]
            furthest["point"] = np.maximum(furthest["point"], apart(theta, there[:, each]).max(axis=0))
            furthest["loss"] = np.maximum(furthest["loss"], apart(loss, its[each]))

        again = train(self.runs.take(each), rounding(size, self.rng), visit)
        own = {name: values[..., each] for name, values in self.expected.items()}
        moved = {**differences(again, own), **furthest}
        return {name: by.reshape(-1, nudges).max(axis=1) for name, by in moved.items()}
