"""Sweeps of the two-unit XOR network against a textbook in numpy, f64.

Random specs (optimizers, axes, scales, weights) are run by the library and by forward and back-propagation as any
textbook has them (textbook.py). Told are the share of runs that agree on outcome, steps to the threshold, final point and
loss, the share that rounding alone moves as far, and findings: runs off by more than that (judge.py). Findings make the exit
code 1.

    python3 bench/oracle/oracle.py [--sweeps 10] [--seed 1] [--engine cpu] [--log FILE]
    python3 bench/oracle/oracle.py --self-test

With --log every sweep is a line of FILE once it is done, and one that is there is not run again.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from contextlib import closing

import numpy as np

from judge import BEYOND, QUANTITIES, Judge
from sweeps import cell_centres, drawn_spec, runs_of
from textbook import NAMES

HERE = pathlib.Path(__file__).resolve().parent
# What two programs round differently, and the size from which a run counts as sensitive.
SIZES = {"cpu": (1e-15, 1e-9), "gpu": (1e-7, 1e-3)}


def judged(path, engine, rng):
    """The figures of a file: for each quantity counts of runs, and the places of findings."""
    sys.path.insert(0, str(HERE.parents[1] / "python"))
    import gradscape

    result = gradscape.load(path)
    spec, components = result.spec, list(result.field("point").components)
    for axis, asked, count in ((result.x, spec["x"], spec["width"]), (result.y, spec["y"], spec["height"])):
        np.testing.assert_allclose(axis.values, cell_centres(asked, count), rtol=1e-13, atol=1e-13)
    runs = runs_of(spec, components, result.x.values, result.y.values)
    # What is not trained stays where it was.
    point = runs.theta.copy()
    point[[NAMES.index(name) for name in components]] = result["point"].reshape(-1, len(components)).T
    found = {
        "outcome": result["outcome"].ravel(),
        "steps": result["stepsToThreshold"].ravel().astype(np.int64),
        "point": point,
        "loss": result["loss"].ravel().astype(float),
    }
    size, tolerance = SIZES[engine]
    return {
        name: figures(part, tolerance if name in ("point", "loss") else 0)
        for name, part in Judge(runs, size, rng).judge(found).items()
    }


def figures(part, tolerance):
    """Counts of what agrees within a tolerance, of what rounding moves beyond it, and of what is both steady and agrees."""
    off, reach, finding = part["off"], part["reach"], part["finding"]
    agrees, steady = off <= tolerance, reach <= tolerance
    ratio = np.divide(off, reach, out=np.zeros(len(off)), where=(reach > 0) & ~finding)
    return {
        "runs": len(off),
        "agree": int(agrees.sum()),
        "sensitive": int((~steady).sum()),
        "steadyAgree": int((agrees & steady).sum()),
        "medianOff": float(np.median(off)),
        "medianReach": float(np.median(reach)),
        # How near to a finding the others were, of BEYOND.
        "largest": float(np.nanmax(np.where(np.isfinite(ratio), ratio, 0))),
        "findings": [int(k) for k in np.flatnonzero(finding)],
    }


class Program:
    """The library's engine in a process that is given specs and writes files."""

    def __init__(self, engine, folder):
        command = ["node", str(HERE / "engine.mjs"), engine]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.file = str(pathlib.Path(folder) / "sweep.npz")

    def sweep(self, spec):
        """The file of a sweep."""
        self.process.stdin.write(json.dumps({"spec": spec, "file": self.file}) + "\n")
        self.process.stdin.flush()
        if self.process.stdout.readline().strip() != self.file:
            raise RuntimeError(f"the engine ended at {json.dumps(spec)}")
        return self.file

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def logged(path, options):
    """The sweeps in a log, by number; a line that was cut off is none."""
    done = {}
    if not path or not path.exists():
        return done
    for line in path.read_text().splitlines():
        try:
            sweep = json.loads(line)
        except json.JSONDecodeError:
            continue
        if (sweep["seed"], sweep["engine"]) == (options.seed, options.engine):
            done[sweep["sweep"]] = sweep
    return done


def report(sweeps):
    """Prints the figures of all sweeps; whether there is a finding."""
    print(f"{'':8} {'runs':>8} {'agree':>10} {'sensitive':>10} {'others':>8} {'agree':>8} {'off':>6} {'findings':>8}")
    for name in QUANTITIES:
        parts = [sweep["parts"][name] for sweep in sweeps]
        runs, agree, sensitive, both = (
            sum(part[key] for part in parts) for key in ("runs", "agree", "sensitive", "steadyAgree")
        )
        largest, findings = max(part["largest"] for part in parts), sum(len(part["findings"]) for part in parts)
        print(
            f"{name:8} {runs:8} {100 * agree / runs:8.4f} % {100 * sensitive / runs:8.4f} % {runs - sensitive:8} {both:8} "
            f"{largest:6.2f} {findings:8}"
        )
    print(f"off: of runs that are no findings, the largest in units of what nudges move them by; {BEYOND} is a finding")
    wrong = [(sweep, name, part["findings"]) for sweep in sweeps for name, part in sweep["parts"].items()]
    wrong = [finding for finding in wrong if finding[2]]
    for sweep, name, pixels in wrong:
        print("finding:", name, "of runs", pixels[:8], "of sweep", sweep["sweep"], json.dumps(sweep["spec"]))
    return len(wrong) > 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sweeps", type=int, default=316, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=("cpu", "gpu"), default="cpu")
    parser.add_argument("--log", type=pathlib.Path, metavar="FILE", help="a JSON line per sweep; goes on where it ends")
    parser.add_argument("--self-test", action="store_true", help="whether errors put into the textbook are found")
    options = parser.parse_args()
    if options.self_test:
        from self_test import self_test

        return self_test()
    started = time.monotonic()
    sweeps = logged(options.log, options)
    with tempfile.TemporaryDirectory() as folder, closing(Program(options.engine, folder)) as program:
        for i in range(options.sweeps):
            if i in sweeps:
                continue
            # Drawn by their number alone, so that what is left of a log is the same.
            spec = drawn_spec(np.random.default_rng([options.seed, i]))
            nudges = np.random.default_rng([options.seed, i, 1])
            parts = judged(program.sweep(spec), options.engine, nudges)
            sweeps[i] = {"sweep": i, "seed": options.seed, "engine": options.engine, "spec": spec, "parts": parts}
            if options.log:
                with options.log.open("a") as log:
                    # In front, so that what comes after a line that was cut off is one of its own.
                    log.write("\n" + json.dumps(sweeps[i]))
    print(f"{options.sweeps} sweeps, engine {options.engine}, seed {options.seed}, {time.monotonic() - started:.0f} s")
    return 1 if report([sweeps[i] for i in range(options.sweeps)]) else 0


if __name__ == "__main__":
    sys.exit(main())
