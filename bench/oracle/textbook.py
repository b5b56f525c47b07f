"""The two-unit XOR network and its optimizers as a textbook has them: numpy, f64, vectorised over runs.

Written from the formulas, with nothing of src/. What depends on the run stands in arrays [parameter][run] or [run].
"""

from dataclasses import dataclass, replace

import numpy as np

NAMES = ("w11", "w12", "w21", "w22", "b1", "b2", "v1", "v2", "c")
SAMPLES = ((0, 0), (0, 1), (1, 0), (1, 1))
TARGETS = (0, 1, 1, 0)
NEVER = 2**32 - 1
SOLVED, STALLED, OSCILLATING, MOVING, DIVERGED = range(5)


@dataclass(frozen=True)
class Runs:
    """What is asked for: starts and learning rates [9][run], which of the nine are trained, hyper-parameters [run]."""

    theta: np.ndarray
    trained: np.ndarray
    kind: str
    rates: np.ndarray
    hyper: dict
    steps: int
    threshold: float

    def take(self, which):
        """The runs of these indices, which may repeat."""
        hyper = {name: values[which] for name, values in self.hyper.items()}
        return replace(self, theta=self.theta[:, which], rates=self.rates[:, which], hyper=hyper)


def exact(numbers):
    """In place of a rounding: none."""
    return numbers


def rounding(size, rng):
    """Changes every number up or down by a share `size` of it, at random."""

    def rounded(numbers):
        return numbers * ((1 - size) + 2 * size * rng.integers(0, 2, numbers.shape, dtype=np.uint8))

    return rounded


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss_and_gradient(theta, rounded=exact):
    """Mean cross-entropy [run] and its gradient [9][run], by the chain rule, sample by sample."""

    def sigma(z):
        return rounded(sigmoid(z))

    w11, w12, w21, w22, b1, b2, v1, v2, c = theta
    loss = np.zeros(theta.shape[1])
    gradient = np.zeros_like(theta)
    for (x1, x2), target in zip(SAMPLES, TARGETS):
        a1 = w11 * x1 + w12 * x2 + b1
        a2 = w21 * x1 + w22 * x2 + b2
        h1, h2 = sigma(a1), sigma(a2)
        z = v1 * h1 + v2 * h2 + c
        # -log of the output, or of 1 - output.
        loss += rounded(np.logaddexp(0, -z if target else z))
        # sigmoid(z) - target, without the cancellation at target 1.
        dz = -sigma(-z) if target else sigma(z)
        # sigmoid(-a) is 1 - h, of which nothing is left in f64 where h is nearly 1: RMSprop and Adam divide by the
        # gradient's size, and so see its relative error.
        d1 = dz * v1 * h1 * sigma(-a1)
        d2 = dz * v2 * h2 * sigma(-a2)
        for row, part in zip(gradient, (d1 * x1, d1 * x2, d2 * x1, d2 * x2, d1, d2, dz * h1, dz * h2, dz)):
            row += part
    return loss / 4, gradient / 4


class Gd:
    def __init__(self, runs, rounded):
        self.rates, self.rounded = runs.rates[runs.trained], rounded
        self.first, self.second = np.zeros_like(self.rates), np.zeros_like(self.rates)
        self.__dict__.update(runs.hyper)

    def step(self, g, t):
        """What is subtracted at step t = 1, 2, … for gradients g [trained][run]: definitions of torch.optim."""
        return self.rates * g

    def over(self, above, below):
        """Where there was no gradient yet and epsilon is 0, the weight stays."""
        return np.divide(above, below, out=np.zeros_like(above), where=below > 0)


class Momentum(Gd):
    def step(self, g, t):
        self.first = self.momentum * self.first + g
        return self.rates * self.first


class Nesterov(Gd):
    def step(self, g, t):
        self.first = self.momentum * self.first + g
        return self.rates * (g + self.momentum * self.first)


class Rmsprop(Gd):
    def step(self, g, t):
        self.second = self.decay * self.second + (1 - self.decay) * g * g
        return self.over(self.rates * g, np.sqrt(self.second) + self.epsilon)


class Adam(Gd):
    def step(self, g, t):
        self.first = self.beta1 * self.first + (1 - self.beta1) * g
        self.second = self.beta2 * self.second + (1 - self.beta2) * g * g
        m = self.first / (1 - self.rounded(self.beta1**t))
        v = self.second / (1 - self.rounded(self.beta2**t))
        return self.over(self.rates * m, np.sqrt(v) + self.epsilon)


OPTIMIZERS = {"gd": Gd, "momentum": Momentum, "nesterov": Nesterov, "rmsprop": Rmsprop, "adam": Adam}


def train(runs, rounded=exact, visit=lambda t, theta, loss: None):
    """What becomes of them: outcome, steps to the threshold and loss [run], point [9][run].

    `rounded` changes what two programs may round differently: the start, the weights after every step, every sigmoid
    and logarithm of every sample, every power. `visit` sees every iterate, from step 0 on.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        return _train(runs, rounded, visit)


def _train(runs, rounded, visit):
    trained, steps, threshold = runs.trained, runs.steps, runs.threshold
    theta = rounded(runs.theta.copy())
    loss, gradient = loss_and_gradient(theta, rounded)
    taken = np.where(loss <= threshold, 0, NEVER)
    rises = np.zeros(loss.shape, dtype=int)
    gone = ~np.isfinite(loss)
    optimizer = OPTIMIZERS[runs.kind](runs, rounded)
    visit(0, theta, loss)
    for t in range(1, steps + 1):
        delta = optimizer.step(gradient[trained], t)
        theta[trained] = np.where(gone, theta[trained], rounded(theta[trained] - delta))
        before = loss
        loss, gradient = loss_and_gradient(theta, rounded)
        visit(t, theta, loss)
        taken[(taken == NEVER) & (loss <= threshold) & ~gone] = t
        gone |= (np.abs(theta) > 1e6).any(axis=0) | ~np.isfinite(loss)
        if t > steps - 64:
            rises += loss > before + 1e-5 * np.maximum(1, before)
    steepest = np.abs(gradient[trained]).max(axis=0)
    outcome = np.where(rises >= min(64, steps) / 4, OSCILLATING, MOVING)
    outcome[steepest <= 1e-3] = STALLED
    outcome[loss <= threshold] = SOLVED
    outcome[gone] = DIVERGED
    return {"outcome": outcome, "steps": taken, "point": theta, "loss": loss}
