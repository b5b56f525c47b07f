"""Sweeps of the two-unit XOR network against a textbook in numpy, f64, vectorised over runs.

Random specs (optimizers, axes, scales, weights) are run by the command and by forward and back-propagation as any
textbook has them; told is the share of runs that agree on outcome, steps to the threshold, final point and loss. Runs
that do not are taken again by the textbook from starts that are changed by 1e-15 of their size (of the GPU 1e-7): one
whose own result changes with that is chaotic, any other is a finding, and makes the exit code 1.

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


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def loss_and_gradient(theta):
    """Mean cross-entropy of [run][9] weights and its gradient, by the chain rule, sample by sample."""
    w11, w12, w21, w22, b1, b2, v1, v2, c = theta.T
    loss = np.zeros(len(theta))
    gradient = np.zeros_like(theta)
    for (x1, x2), target in zip(SAMPLES, TARGETS):
        a1 = w11 * x1 + w12 * x2 + b1
        a2 = w21 * x1 + w22 * x2 + b2
        h1, h2 = sigmoid(a1), sigmoid(a2)
        z = v1 * h1 + v2 * h2 + c
        loss += np.logaddexp(0, z) - target * z
        # sigmoid(z) - target, without the cancellation at target 1.
        dz = sigmoid(z) if target == 0 else -sigmoid(-z)
        # sigmoid(-a) is 1 - h, of which nothing is left in f64 where h is nearly 1: RMSprop and Adam divide by the
        # gradient's size, and so see its relative error.
        d1 = dz * v1 * h1 * sigmoid(-a1)
        d2 = dz * v2 * h2 * sigmoid(-a2)
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


def runs(theta, trained, kind, rates, hyper, steps, threshold):
    """What becomes of runs from [run][9] weights; `trained` is a mask of the nine."""
    theta = theta.copy()
    loss, gradient = loss_and_gradient(theta)
    taken = np.where(loss <= threshold, 0, NEVER)
    rises = np.zeros(len(theta), dtype=int)
    gone = ~np.isfinite(loss)
    step = stepper(kind, rates, hyper, theta.shape)
    for t in range(1, steps + 1):
        delta = np.where(trained, step(np.where(trained, gradient, 0), t), 0)
        theta = np.where(gone[:, None], theta, theta - delta)
        before = loss
        loss, gradient = loss_and_gradient(theta)
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


def textbook(result, components, nudge=None):
    """The same sweep by the textbook; `nudge` [run][9] changes the starts by shares of their size, or of 1 below it."""
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
    if nudge is not None:
        theta += nudge * np.maximum(1, np.abs(theta))
    with np.errstate(over="ignore", invalid="ignore"):
        return runs(theta, trained, kind, rates, hyper, spec["steps"], spec["threshold"])


def same(one, other, tolerance, shown):
    """For each quantity whether each run agrees; numbers within tolerance·(1 + |number|)."""

    def near(a, b):
        close = np.abs(a - b) <= tolerance * (1 + np.abs(b))
        return close | (a == b) | (~np.isfinite(a) & ~np.isfinite(b))

    return {
        "outcome": one["outcome"] == other["outcome"],
        "steps": one["steps"] == other["steps"],
        "point": near(one["point"], other["point"])[:, shown].all(axis=1),
        "loss": near(one["loss"], other["loss"]),
    }


def compare(path, engine, rng):
    """Runs of a file, those that agree, and those that do not but are not chaotic, by quantity."""
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
    agree = same(found, expected, tolerance, shown)
    chaotic = {name: np.zeros(count, dtype=bool) for name in QUANTITIES}
    if not all(share.all() for share in agree.values()):
        for _ in range(4):
            other = textbook(result, components, size * rng.choice([-1, 1], (count, 9)))
            again = same(other, expected, tolerance, shown)
            for name in QUANTITIES:
                chaotic[name] |= ~again[name]
    return {
        name: {
            "runs": count,
            "agree": int(agree[name].sum()),
            "chaotic": int((~agree[name] & chaotic[name]).sum()),
            "unexplained": [int(k) for k in np.flatnonzero(~agree[name] & ~chaotic[name])],
        }
        for name in QUANTITIES
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", type=int, metavar="N", help="only N sweeps of the 316")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("cpu", "gpu"), default="cpu")
    parser.add_argument("--json", metavar="FILE", help="the figures as JSON too")
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    sweeps = options.quick or 316
    total = {name: {"runs": 0, "agree": 0, "chaotic": 0, "unexplained": 0} for name in QUANTITIES}
    findings = []
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for i in range(sweeps):
            flags = drawn_spec(rng)
            file = str(pathlib.Path(folder) / f"{i}.npz")
            command = ["node", str(ROOT / "scripts/cli.mjs"), "sweep", *flags]
            command += ["--engine", options.engine, "--quiet", "--json", "--out", file]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            for name, part in compare(file, options.engine, rng).items():
                for key in ("runs", "agree", "chaotic"):
                    total[name][key] += part[key]
                total[name]["unexplained"] += len(part["unexplained"])
                if part["unexplained"]:
                    findings.append({"flags": flags, "quantity": name, "runs": part["unexplained"]})
    print(f"{sweeps} sweeps, engine {options.engine}, seed {options.seed}, {time.monotonic() - started:.0f} s")
    for name, part in total.items():
        share = 100 * part["agree"] / part["runs"]
        print(
            f"{name:8} {share:8.4f} % of {part['runs']} runs agree; "
            f"of the rest {part['chaotic']} chaotic, {part['unexplained']} not"
        )
    for finding in findings:
        print("not chaotic:", finding["quantity"], finding["runs"][:8], " ".join(finding["flags"]))
    if options.json:
        about = {"sweeps": sweeps, "engine": options.engine, "seed": options.seed}
        pathlib.Path(options.json).write_text(json.dumps({**about, "total": total, "findings": findings}))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
