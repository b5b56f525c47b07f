"""Random specs of sweeps, and the runs that a spec asks for."""

import numpy as np

from textbook import NAMES, Runs

DEFAULTS = dict(zip(NAMES, (7.0, 0.0, 0.0, 10.0, -11.0, -5.0, -13.0, 12.0, -6.0)))
# PyTorch's own, and the axes over them.
HYPER = {
    "gd": {},
    "momentum": {"momentum": 0.9},
    "nesterov": {"momentum": 0.9},
    "rmsprop": {"decay": 0.99, "epsilon": 1e-8},
    "adam": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
}
EPSILON = ([1e-12, 0.1], "log")
HYPER_AXES = {
    "gd": {},
    "momentum": {"momentum": ([0.0, 0.99], "linear")},
    "nesterov": {"momentum": ([0.0, 0.99], "linear")},
    "rmsprop": {"decay": ([0.5, 0.999], "linear"), "epsilon": EPSILON},
    "adam": {"beta1": ([0.0, 0.99], "linear"), "beta2": ([0.9, 0.9999], "linear"), "epsilon": EPSILON},
}


def drawn_spec(rng):
    """A random sweep of 192 runs: optimizer, axes and their scales, what is trained, weights, steps, threshold."""

    def between(low, high, digits=3):
        return round(float(rng.uniform(low, high)), digits)

    kind = str(rng.choice(["gd", "momentum", "nesterov", "rmsprop", "adam"]))
    adaptive = kind in ("rmsprop", "adam")
    rate = ([1e-3, 10.0] if adaptive else [1e-2, 300.0], "log")
    axes = {
        "start.x": ([between(-20, -2), between(2, 20)], "linear"),
        "start.y": ([between(-20, -2), between(2, 20)], "linear"),
        **HYPER_AXES[kind],
    }
    if rng.random() < 0.3:
        axes |= {"learningRate.w21": rate, "learningRate.w12": rate}
    else:
        axes["learningRate"] = rate if rng.random() < 0.7 else ([0.01, 5.0], "linear")
    x, y = (str(name) for name in rng.choice(list(axes), 2, replace=False))
    problem = {"id": "xor"}
    if rng.random() < 0.3:
        problem["trained"] = list(NAMES)
    # Weights at random, or the homework's own.
    if rng.random() < 0.7:
        problem["parameters"] = {name: between(-15, 15) for name in NAMES}
    return {
        "problem": problem,
        "optimizer": {"kind": kind, "learningRate": between(0.01, 1 if adaptive else 30), **HYPER[kind]},
        "start": [between(-10, 10), between(-10, 10)],
        "steps": int(rng.integers(50, 600)),
        "threshold": between(0.02, 0.5),
        "x": {"quantity": x, "range": axes[x][0], "scale": axes[x][1]},
        "y": {"quantity": y, "range": axes[y][0], "scale": axes[y][1]},
        "width": 16,
        "height": 12,
    }


def cell_centres(axis, count):
    """Where the pixels of an axis lie."""
    low, high = axis["range"]
    share = (np.arange(count) + 0.5) / count
    if axis["scale"] == "log":
        return low * (high / low) ** share
    return low + (high - low) * share


def runs_of(spec, components, x, y):
    """The runs of a spec, row by row from the bottom, of which `components` are trained, at axis values x and y."""
    width, height = spec["width"], spec["height"]
    count = width * height
    parameters = {**DEFAULTS, **spec["problem"].get("parameters", {})}
    theta = np.tile([[float(parameters[name])] for name in NAMES], (1, count))
    theta[NAMES.index("w21")], theta[NAMES.index("w12")] = spec["start"]
    trained = np.array([name in components for name in NAMES])
    optimizer = dict(spec["optimizer"])
    kind, rate = optimizer.pop("kind"), optimizer.pop("learningRate")
    rates = np.zeros((9, count))
    rates[trained] = rate
    hyper = {name: np.full(count, float(value)) for name, value in optimizer.items()}
    for axis, values in ((spec["x"], np.tile(x, height)), (spec["y"], np.repeat(y, width))):
        quantity = axis["quantity"]
        if quantity.startswith("start."):
            theta[NAMES.index("w21" if quantity == "start.x" else "w12")] = values
        elif quantity == "learningRate":
            rates[trained] = values
        elif quantity.startswith("learningRate."):
            rates[NAMES.index(quantity.split(".")[1])] = values
        else:
            hyper[quantity] = values
    return Runs(theta, trained, kind, rates, hyper, spec["steps"], spec["threshold"])
