"""Run with GRADSCAPE_FILES naming a folder of files that the library made (tests/node/python.long.test.ts does that)."""

import json
import os
import pathlib
import sys
import tempfile
import unittest

import numpy as np

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent))
import gradscape  # noqa: E402
from gradscape._load import NEVER, from_columns  # noqa: E402

folder = pathlib.Path(os.environ.get("GRADSCAPE_FILES", ""))


@unittest.skipUnless(folder.name, "GRADSCAPE_FILES names no folder")
class Reader(unittest.TestCase):
    def test_a_sweep_has_the_values_that_were_written_with_their_names(self):
        expected = json.loads((folder / "expected.json").read_text())
        for name in ("sweep.npz", "sweep-compressed.npz"):
            sweep = gradscape.load(folder / name)
            self.assertEqual(sweep.kind, "sweep")
            self.assertEqual((sweep.x.name, sweep.x.scale), ("lr", "log"))
            self.assertEqual((sweep.y.name, sweep.y.scale), ("start.w12", "linear"))
            self.assertEqual(list(sweep["loss"].ravel()), expected["loss"])
            self.assertEqual(list(sweep.words().ravel()), expected["outcome"])
            self.assertEqual(sweep.field("point").components, ("w21", "w12"))
            self.assertEqual(sweep.field("loss").unit, "nats")
            steps = sweep.masked("stepsToThreshold")
            self.assertEqual(steps.mask.sum(), expected["never"])
            self.assertEqual(sweep.spec["steps"], 30)
            self.assertEqual(set(sweep.statistics["dimension"]), {"solved", "pairs"})

    def test_a_landscape_and_a_spectrum_have_theirs(self):
        landscape = gradscape.load(folder / "landscape.npz")
        self.assertEqual((landscape.x.name, landscape.y.name), ("w21", "w12"))
        self.assertEqual(landscape["gradient"].shape, (6, 8, 2))
        spectrum = gradscape.load(folder / "spectrum.npz")
        self.assertEqual(spectrum.x.name, "learningRate")
        self.assertEqual(spectrum.field("iterates").components[-1], "w12.30")

    def test_damaged_foreign_and_empty_files_are_refused_in_words(self):
        whole = (folder / "sweep-compressed.npz").read_bytes()
        foreign = pathlib.Path(tempfile.mkdtemp()) / "a.npz"
        np.savez(foreign, a=np.zeros(3))
        with self.assertRaisesRegex(gradscape.FileError, "carries no spec"):
            gradscape.load(foreign)
        flipped = bytearray(whole)
        flipped[len(whole) // 2] ^= 16
        for content, message in (
            (whole[:-40], "damaged or cut off"),
            (bytes(flipped), "damaged"),
            (b"", "an empty file"),
            (b"x,y\n1,2\n", "no .npz or .parquet"),
        ):
            foreign.write_bytes(content)
            with self.assertRaisesRegex(gradscape.FileError, message):
                gradscape.load(foreign)
        with self.assertRaisesRegex(KeyError, '"lost" is not one of point, loss'):
            gradscape.load(folder / "sweep.npz")["lost"]

    def test_columns_of_a_table_make_the_same_result_as_the_npz(self):
        sweep = gradscape.load(folder / "sweep.npz")
        height, width = sweep["loss"].shape
        steps = [None if v == NEVER else int(v) for v in sweep["stepsToThreshold"].ravel()]
        columns = [
            ("lr", list(np.tile(sweep.x.values, height))),
            ("start.w12", list(np.repeat(sweep.y.values, width))),
            ("point.w21", list(sweep["point"][..., 0].ravel())),
            ("point.w12", list(sweep["point"][..., 1].ravel())),
            ("loss", list(sweep["loss"].ravel())),
            ("stepsToThreshold", steps),
            ("outcome", list(sweep.words().ravel())),
        ]
        self.same(from_columns(sweep.meta, columns), sweep)

    def test_trust_comes_as_words_in_a_table_and_as_codes_in_a_result(self):
        sweep = gradscape.load(folder / "sweep.npz")
        height, width = sweep["loss"].shape
        words = ["trusted", "sensitive", "held"] * (height * width // 3)
        columns = [
            ("lr", list(np.tile(sweep.x.values, height))),
            ("start.w12", list(np.repeat(sweep.y.values, width))),
            ("trust", words),
        ]
        made = from_columns(sweep.meta, columns)
        self.assertEqual(made["trust"].dtype, np.uint8)
        self.assertEqual(list(made["trust"].ravel()[:3]), [0, 1, 2])
        self.assertEqual(list(made.words("trust").ravel()), words)

    def same(self, one, other):
        self.assertEqual(list(one.fields), list(other.fields))
        for name in one.fields:
            np.testing.assert_array_equal(one[name], other[name])
            self.assertEqual(one[name].dtype, other[name].dtype)
        self.assertEqual((one.x.name, one.y.name), (other.x.name, other.y.name))
        np.testing.assert_array_equal(one.y.values, other.y.values)

    def test_parquet_gives_what_the_npz_gives(self):
        try:
            import pyarrow  # noqa: F401
        except ImportError:
            with self.assertRaisesRegex(ImportError, "need pyarrow"):
                gradscape.load(folder / "sweep.parquet")
            self.skipTest("pyarrow is missing: .parquet was only refused")
        self.same(gradscape.load(folder / "sweep.parquet"), gradscape.load(folder / "sweep.npz"))

    def test_xarray_has_coordinates_units_and_the_words_of_outcomes(self):
        sweep = gradscape.load(folder / "sweep.npz")
        try:
            import xarray  # noqa: F401
        except ImportError:
            with self.assertRaisesRegex(ImportError, "needs xarray"):
                sweep.to_xarray()
            self.skipTest("xarray is missing: to_xarray was only refused")
        data = sweep.to_xarray()
        self.assertEqual(data["loss"].dims, ("start.w12", "lr"))
        self.assertEqual(data["loss"].attrs["units"], "nats")
        self.assertEqual(data["outcome"].attrs["flag_meanings"].split()[0], "solved")
        self.assertEqual(float(data["point"].sel(point_component="w12")[0, 0]), sweep["point"][0, 0, 1])

    def test_the_notebook_runs(self):
        """Its cells as a script, but for those that draw where matplotlib is missing."""
        notebook = json.loads((here.parent / "examples" / "basins.ipynb").read_text())
        self.assertEqual((notebook["nbformat"], notebook["nbformat_minor"]), (4, 5))
        try:
            import matplotlib

            matplotlib.use("agg")
            drawing = True
        except ImportError:
            drawing = False
        scope: dict = {}
        before = os.getcwd()
        os.chdir(folder)
        try:
            for cell in notebook["cells"]:
                if cell["cell_type"] != "code":
                    continue
                if drawing or "draws" not in cell["metadata"].get("tags", []):
                    exec("".join(cell["source"]), scope)
        finally:
            os.chdir(before)
        self.assertEqual(sum(scope["shares"].values()), scope["result"]["outcome"].size)


if __name__ == "__main__":
    unittest.main()
