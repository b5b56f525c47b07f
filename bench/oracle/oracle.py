"""Sweeps of the two-unit XOR network against a textbook in numpy, f64, vectorised over runs.

Random specs (optimizers, axes, scales, weights) are run by the command and by forward and back-propagation as any
textbook has them; told is the share of runs that agree on outcome, steps to the threshold, final point and loss.

Runs that do not are taken again by the textbook, 16 times, with every weight of the start and every sigmoid of every
sample at every step changed up or down by 1e-15 of its size (of the GPU 1e-7), as rounding changes them. The start alone
would not do: a run that is sensitive for a while in its middle is moved there by the gradients' rounding, more than by what
is left of the start's. Nor would the gradients: where samples cancel, a sum is off by more than its own size tells, and Adam and
RMSprop divide by that size. A run is sensitive where its own result changes with that: outcome and steps to another, point and loss by at
least a quarter of what the two programs differ by; where 16 nudges do not do it, 512 more are tried. So a difference that rounding is too small for is none, however
chaotic the run, and one just beyond the tolerance is not left to whether a nudge gets beyond it, too. All others are findings,
and make the exit code 1.

    python3 bench/oracle/oracle.py [--quick 10] [--seed 1] [--engine cpu] [--json FILE]
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "python"))
import gradscape  # noqa: E402

NAMES = ("w11", "w12", "w21", "w22", "b1", "b2", "v1", "v2", "c")
SAMPLES = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
TARGETS = np.array([0.0, 1.0, 1.0, 0.0])
NEVER = 2**32 - 1
SOLVED, STALLED, OSCILLATING, MOVING, DIVERGED = range(5)
QUANTITIES = ("outcome", "steps", "point", "loss")
# How often a run that disagrees is nudged, and how many times the largest change of these may be what it is off by: the
# difference of two programs is one draw, and the largest of 16 draws like it falls short of it now and then. A chaotic run
# may end elsewhere for one nudge in thirty only, so what is left is nudged more often.
NUDGES = 16
MORE_NUDGES = 512
BEYOND = 4


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss_and_gradient(theta, rounded=lambda numbers: numbers):
    """Mean cross-entropy of [run][9] weights and its gradient, by the chain rule, sample by sample.

    `rounded` changes the sigmoids' values.
    """

    def sigma(z):
        return rounded(sigmoid(z))

    w11, w12, w21, w22, b1, b2, v1, v2, c = theta.T
    loss = np.zeros(len(theta))
    gradient = np.zeros_like(theta)
    for (x1, x2), target in zip(SAMPLES, TARGETS):
        a1 = w11 * x1 + w12 * x2 + b1
        a2 = w21 * x1 + w22 * x2 + b2
        h1, h2 = sigma(a1), sigma(a2)
        z = v1 * h1 + v2 * h2 + c
        loss += np.logaddexp(0, z) - target * z
        # sigmoid(z) - target, without the cancellation at target 1.
        dz = sigma(z) if target == 0 else -sigma(-z)
        # sigmoid(-a) is 1 - h, of which nothing is left in f64 where h is nearly 1: RMSprop and Adam divide by the
        # gradient's size, and so see its relative error.
        d1 = dz * v1 * h1 * sigma(-a1)
        d2 = dz * v2 * h2 * sigma(-a2)
        gradient += np.stack([d1 * x1, d1 * x2, d2 * x1, d2 * x2, d1, d2, dz * h1, dz * h2, dz], 1)
    return loss / 4, gradient / 4


def stepper(kind, rates, hyper, shape):
    """A function of gradient and step number (from 1) that gives what is subtracted: PyTorch's definitions."""
    first, second = np.zeros(shape), np.zeros(shape)
    column = {name: np.asarray(value, dtype=float).reshape(-1, 1) for name, value in hyper.items()}

    def quotient(above, below):
        return np.divide(above, below, out=np.zeros(shape), where=below > 0)

    def step(g, t):
        nonlocal first, second
        if kind == "gd":
            return rates * g
        if kind in ("momentum", "nesterov"):
            first = column["momentum"] * first + g
            return rates * (first if kind == "momentum" else g + column["momentum"] * first)
        if kind == "rmsprop":
            second = column["decay"] * second + (1 - column["decay"]) * g * g
            return quotient(rates * g, np.sqrt(second) + column["epsilon"])
        first = column["beta1"] * first + (1 - column["beta1"]) * g
        second = column["beta2"] * second + (1 - column["beta2"]) * g * g
        m, v = first / (1 - column["beta1"] ** t), second / (1 - column["beta2"] ** t)
        return quotient(rates * m, np.sqrt(v) + column["epsilon"])

    return step


def runs(theta, trained, kind, rates, hyper, steps, threshold, rounding=None):
    """What becomes of runs from [run][9] weights; `trained` is a mask of the nine, `rounding` changes an array's numbers."""
    rounded = rounding or (lambda numbers: numbers)
    theta = rounded(theta.copy())
    loss, gradient = loss_and_gradient(theta, rounded)
    taken = np.where(loss <= threshold, 0, NEVER)
    rises = np.zeros(len(theta), dtype=int)
    gone = ~np.isfinite(loss)
    step = stepper(kind, rates, hyper, theta.shape)
    for t in range(1, steps + 1):
        delta = np.where(trained, step(np.where(trained, gradient, 0), t), 0)
        theta = np.where(gone[:, None], theta, theta - delta)
        before = loss
        loss, gradient = loss_and_gradient(theta, rounded)
        taken[(taken == NEVER) & (loss <= threshold) & ~gone] = t
        gone |= (np.abs(theta) > 1e6).any(axis=1) | ~np.isfinite(loss)
        if t > steps - 64:
            rises += loss > before + 1e-5 * np.maximum(1, before)
    steepest = np.abs(np.where(trained, gradient, 0)).max(axis=1)
    outcome = np.where(rises >= min(64, steps) / 4, OSCILLATING, MOVING)
    outcome[steepest <= 1e-3] = STALLED
    outcome[loss <= threshold] = SOLVED
    outcome[gone] = DIVERGED
    return {"outcome": outcome, "steps": taken, "point": theta, "loss": loss}


def drawn_spec(rng):
    """Flags of a random sweep."""
    kind = str(rng.choice(["gd", "momentum", "nesterov", "rmsprop", "adam"]))
    nine = rng.random() < 0.3
    values = dict(zip(NAMES, np.round(rng.uniform(-15, 15, 9), 3)))
    adaptive = kind in ("rmsprop", "adam")
    rate_axis = f"{1e-3 if adaptive else 1e-2:g}:{10 if adaptive else 300}:log"
    axes = {
        "start.w21": f"{-rng.integers(2, 21)}:{rng.integers(2, 21)}",
        "start.w12": f"{-rng.integers(2, 21)}:{rng.integers(2, 21)}",
        "lr": rate_axis if rng.random() < 0.7 else "0.01:5",
    }
    if rng.random() < 0.3:
        del axes["lr"]
        axes |= {"lr.w21": rate_axis, "lr.w12": rate_axis}
    axes |= {"momentum": "0:0.99"} if kind in ("momentum", "nesterov") else {}
    axes |= {"decay": "0.5:0.999"} if kind == "rmsprop" else {}
    axes |= {"beta1": "0:0.99", "beta2": "0.9:0.9999"} if kind == "adam" else {}
    axes |= {"epsilon": "1e-12:0.1:log"} if adaptive else {}
    x, y = rng.choice(list(axes), 2, replace=False)
    flags = ["--optimizer", kind, "--x", f"{x}={axes[x]}", "--y", f"{y}={axes[y]}"]
    flags += ["--start", f"{rng.uniform(-10, 10):.3f},{rng.uniform(-10, 10):.3f}"]
    flags += ["--lr", f"{10 ** rng.uniform(-2, 0 if adaptive else 1.5):.4g}"]
    flags += ["--steps", str(rng.integers(50, 600)), "--threshold", f"{rng.uniform(0.02, 0.5):.3g}"]
    # The homework's own weights, or others.
    if rng.random() < 0.7:
        for name in NAMES if nine else [n for n in NAMES if n not in ("w21", "w12")]:
            flags += ["--param", f"{name}={values[name]}"]
    return flags + (["--train", ",".join(NAMES)] if nine else []) + ["--size", "24x18"]


DEFAULTS = dict(zip(NAMES, (7.0, 0.0, 0.0, 10.0, -11.0, -5.0, -13.0, 12.0, -6.0)))


def textbook(result, components, only=slice(None), rounding=None):
    """The same sweep by the textbook, or its runs `only`."""
    spec = result.spec
    width, height = spec["width"], spec["height"]
    across = np.tile(result.x.values, height)
    upwards = np.repeat(result.y.values, width)
    count = width * height
    parameters = {**DEFAULTS, **spec["problem"].get("parameters", {})}
    theta = np.tile([float(parameters[name]) for name in NAMES], (count, 1))
    for axis, value in zip(("w21", "w12"), spec["start"]):
        theta[:, NAMES.index(axis)] = value
    trained = np.array([name in components for name in NAMES])
    optimizer = dict(spec["optimizer"])
    kind, rate = optimizer.pop("kind"), optimizer.pop("learningRate")
    rates = np.zeros((count, 9))
    each = dict(zip(components, rate)) if isinstance(rate, list) else dict.fromkeys(components, rate)
    for name, value in each.items():
        rates[:, NAMES.index(name)] = value
    hyper = {name: np.full(count, value) for name, value in optimizer.items()}
    for axis, values in ((spec["x"], across), (spec["y"], upwards)):
        quantity = axis["quantity"]
        if quantity.startswith("start."):
            theta[:, NAMES.index("w21" if quantity == "start.x" else "w12")] = values
        elif quantity == "learningRate":
            rates[:, trained] = values[:, None]
        elif quantity.startswith("learningRate."):
            rates[:, NAMES.index(quantity.split(".")[1])] = values
        else:
            hyper[quantity] = values
    hyper = {name: values[only] for name, values in hyper.items()}
    ends = spec["steps"], spec["threshold"]
    with np.errstate(over="ignore", invalid="ignore"):
        return runs(theta[only], trained, kind, rates[only], hyper, *ends, rounding)


def differences(one, other, shown):
    """For each quantity by how much each run is off: 0 or 1, and for numbers |a − b|/(1 + |b|), infinite where one is."""

    def off(a, b):
        with np.errstate(invalid="ignore"):
            by = np.abs(a - b) / (1 + np.abs(b))
        alike = (a == b) | (~np.isfinite(a) & ~np.isfinite(b))
        return np.where(alike, 0, np.where(np.isfinite(by), by, np.inf))

    return {
        "outcome": (one["outcome"] != other["outcome"]).astype(float),
        "steps": (one["steps"] != other["steps"]).astype(float),
        "point": off(one["point"], other["point"])[:, shown].max(axis=1),
        "loss": off(one["loss"], other["loss"]),
    }


def most_moved(result, components, expected, only, size, rng, shown, nudges):
    """By how much at most the runs `only` are off after changes of starts and sigmoids by shares `size`."""

    def rounding(numbers):
        return numbers * (1 + size * (2 * rng.integers(0, 2, numbers.shape) - 1))

    each = np.repeat(only, nudges)
    own = {name: values[each] for name, values in expected.items()}
    again = differences(textbook(result, components, each, rounding), own, shown)
    return {name: by.reshape(len(only), nudges).max(axis=1) for name, by in again.items()}


def is_explained(name, off, reach):
    return (reach >= 1) if name in ("outcome", "steps") else (off <= BEYOND * reach)


def compare(path, engine, rng):
    """Runs of a file, those that agree, and those that do not and are not sensitive, by quantity."""
    result = gradscape.load(path)
    components = list(result.field("point").components)
    shown = [NAMES.index(name) for name in components]
    count = result["loss"].size
    point = np.zeros((count, 9))
    point[:, shown] = result["point"].reshape(count, -1)
    found = {
        "outcome": result["outcome"].ravel(),
        "steps": result["stepsToThreshold"].ravel().astype(np.int64),
        "point": point,
        "loss": result["loss"].ravel().astype(float),
    }
    tolerance, size = (1e-9, 1e-15) if engine == "cpu" else (1e-3, 1e-7)
    expected = textbook(result, components)
    off = differences(found, expected, shown)
    differ = {name: by > (0 if name in ("outcome", "steps") else tolerance) for name, by in off.items()}
    some = np.flatnonzero(np.any(list(differ.values()), axis=0))
    moved = most_moved(result, components, expected, some, size, rng, shown, NUDGES)
    left = [differ[name][some] & ~is_explained(name, off[name][some], moved[name]) for name in QUANTITIES]
    rest = np.flatnonzero(np.any(left, axis=0))
    again = most_moved(result, components, expected, some[rest], size, rng, shown, MORE_NUDGES)
    for name in QUANTITIES:
        moved[name][rest] = np.maximum(moved[name][rest], again[name])
    parts = {}
    for name in QUANTITIES:
        here = differ[name][some]
        by, reach = off[name][some][here], moved[name][here]
        explained = is_explained(name, by, reach)
        ratio = np.divide(by, reach, out=np.full(len(by), np.inf), where=reach > 0)
        parts[name] = {
            "runs": count,
            "agree": int(count - here.sum()),
            "sensitive": int(explained.sum()),
            # The largest difference in units of what nudges change: how far from being a finding the others were.
            "largest": float(np.nanmax(ratio[explained & np.isfinite(by)], initial=0)),
            "unexplained": [int(k) for k in some[here][~explained]],
        }
    return parts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", type=int, metavar="N", help="only N sweeps of the 316")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("cpu", "gpu"), default="cpu")
    parser.add_argument("--json", metavar="FILE", help="the figures as JSON too")
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    sweeps = options.quick or 316
    keys = ("runs", "agree", "sensitive", "largest", "unexplained")
    total = {name: dict.fromkeys(keys, 0) for name in QUANTITIES}
    findings = []
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for i in range(sweeps):
            flags = drawn_spec(rng)
            file = str(pathlib.Path(folder) / f"{i}.npz")
            command = ["node", str(ROOT / "scripts/cli.mjs"), "sweep", *flags]
            command += ["--engine", options.engine, "--quiet", "--json", "--out", file]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            # Of its own, so that what is drawn next does not hang on what was found.
            nudges = np.random.default_rng([options.seed, i])
            for name, part in compare(file, options.engine, nudges).items():
                for key in ("runs", "agree", "sensitive"):
                    total[name][key] += part[key]
                total[name]["largest"] = max(total[name]["largest"], part["largest"])
                total[name]["unexplained"] += len(part["unexplained"])
                if part["unexplained"]:
                    findings.append({"flags": flags, "quantity": name, "runs": part["unexplained"]})
    print(f"{sweeps} sweeps, engine {options.engine}, seed {options.seed}, {time.monotonic() - started:.0f} s")
    for name, part in total.items():
        share = 100 * part["agree"] / part["runs"]
        print(
            f"{name:8} {share:8.4f} % of {part['runs']} runs agree; "
            f"of the rest {part['sensitive']} sensitive, off by at most {part['largest']:.2g} times the nudges' change, "
            f"{part['unexplained']} not"
        )
    for finding in findings:
        print("not sensitive:", finding["quantity"], finding["runs"][:8], " ".join(finding["flags"]))
    if options.json:
        about = {"sweeps": sweeps, "engine": options.engine, "seed": options.seed}
        pathlib.Path(options.json).write_text(json.dumps({**about, "total": total, "findings": findings}))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
