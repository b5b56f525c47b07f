"""From a command to numbers and pictures, with numpy alone.

The file beside this script was made by

    gradscape sweep --engine cpu --x lr=0.1:1000:log --y start.w12=-20:20 --steps 300 --size 48x32 --compress --out rates.npz

Each of its pixels is a training run of gradient descent on XOR: its learning rate from left to right, its start w12 from
bottom to top. The page saves the same files under Controls, Files. Run it whole,

    python3 read_results.py                  # rates.npz
    python3 read_results.py another.npz      # any sweep, .npz or .parquet (that needs pyarrow)

or cell by cell in an editor that knows "# %%". With matplotlib it draws FILE-map.png beside the file.
"""

# %% What is in the file
import json
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
path = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "rates.npz"

OUTCOMES = ["solved", "stalled", "oscillating", "moving", "diverged"]
NEVER = 2**32 - 1  # stepsToThreshold of a run that never came down to the threshold


def read_npz(path):
    """Arrays by name, [height][width] or [height][width][n], and what the file says of itself."""
    with np.load(path) as z:
        about = json.loads(z["spec.json"])
        names = json.loads(z["names.json"])
        fields = {field["name"]: z[field["name"]] for field in names["fields"]}
        return fields, (names["x"], z["x"]), (names["y"], z["y"]), about


def read_parquet(path):
    """The same of a table with a row for each pixel: the coordinates first, rows from the least y on."""
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    about = json.loads(table.schema.metadata[b"gradscape"])
    x, y = (about["spec"][axis] for axis in ("x", "y"))
    shape = (about["spec"]["height"], about["spec"]["width"])
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    x_name, y_name, *rest = table.column_names
    fields = {name: columns[name] for name in rest}
    fields["outcome"] = [OUTCOMES.index(word) for word in fields["outcome"]]
    fields["stepsToThreshold"] = [NEVER if k is None else k for k in fields["stepsToThreshold"]]
    fields = {name: np.array(values).reshape(shape) for name, values in fields.items()}
    across = np.array(columns[x_name][: shape[1]])
    up = np.array(columns[y_name][:: shape[1]])
    x_axis = {"name": x_name, "scale": x["scale"]}
    return fields, (x_axis, across), ({"name": y_name, "scale": y["scale"]}, up), about


read = read_parquet if path.suffix == ".parquet" else read_npz
fields, (x, x_values), (y, y_values), about = read(path)
spec = about["spec"]
if about["kind"] != "sweep":
    sys.exit(f"{path} holds a {about['kind']}; this script is for sweeps")
print(f"{path.name}: {about['kind']} by gradscape {about['version']}, {about['engine']}, {about['precision']}")
print(f"{x['name']} from {x_values[0]:.4g} to {x_values[-1]:.4g} ({x['scale']}), ", end="")
print(f"{y['name']} from {y_values[0]:.4g} to {y_values[-1]:.4g} ({y['scale']})")
for name, values in fields.items():
    print(f"  {name:18} {values.dtype} {values.shape}")

# %% How many runs of each outcome, and how long the solved ones took
outcome = fields["outcome"]
for code, word in enumerate(OUTCOMES):
    share = np.mean(outcome == code)
    print(f"{word:12} {np.sum(outcome == code):6} {100 * share:6.1f} %")
steps = np.ma.masked_equal(fields["stepsToThreshold"], NEVER)
if steps.count() > 0:
    print(f"median steps to the loss {spec['threshold']}: {np.ma.median(steps):.0f}, fewest {steps.min()}")

# %% Which value of x solves the most starts
solved = np.mean(outcome == 0, axis=0)
best = int(np.argmax(solved))
print(f"{x['name']} = {x_values[best]:.4g} solves {100 * solved[best]:.0f} % of the runs")

# %% The map in letters: row 0 is at the bottom. # solved, . stalled, o oscillating, m moving, x diverged
letters = np.array(list("#.omx"))
every = max(1, outcome.shape[1] // 64)
for row in outcome[:: -2 * every, ::every]:
    print("".join(letters[row]))

# %% The map in colours, where there is matplotlib
try:
    import matplotlib
except ImportError:
    print("no matplotlib here: no picture")
else:
    if "ipykernel" not in sys.modules:
        matplotlib.use("Agg")  # no window is needed to write a file
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5), sharey=True)
    colours = matplotlib.colors.ListedColormap(["#009e73", "#999999", "#e69f00", "#56b4e9", "#000000"])
    mesh = left.pcolormesh(x_values, y_values, outcome, cmap=colours, vmin=-0.5, vmax=4.5, shading="nearest")
    bar = figure.colorbar(mesh, ax=left, ticks=range(5))
    bar.ax.set_yticklabels(OUTCOMES)
    loss = np.ma.masked_invalid(fields["loss"])
    mesh = right.pcolormesh(x_values, y_values, loss, vmax=np.percentile(loss.compressed(), 95), shading="nearest")
    figure.colorbar(mesh, ax=right, label="loss at the end")
    for axes in (left, right):
        axes.set(xlabel=x["name"], xscale=x["scale"], yscale=y["scale"])
    left.set_ylabel(y["name"])
    figure.tight_layout()
    picture = path.with_name(f"{path.stem}-map.png")
    figure.savefig(picture, dpi=150)
    print(f"drawn: {picture.name}")
