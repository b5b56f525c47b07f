"""Which format a file is of, and its arrays with their names."""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from typing import Any, Mapping, Optional, Union

import numpy as np

from ._result import Axis, Field, FileError, Result

OUTCOMES = ("solved", "stalled", "oscillating", "moving", "diverged")
TRUST = ("trusted", "sensitive", "held")
NEVER = 2**32 - 1
_LABELS = {"outcome": OUTCOMES, "trust": TRUST}
_TYPES = {"f32": np.float32, "f64": np.float64}


def load(path: Union[str, "os.PathLike[str]"]) -> Result:
    """Reads a .npz or .parquet file of Gradscape; which of them, its first bytes say.

    Raises FileError, which says what is wrong, for files that are damaged or of another program, ImportError for a
    .parquet without pyarrow, and OSError for a file that cannot be read.
    """
    with open(path, "rb") as file:
        start = file.read(8)
    name = os.fspath(path)
    if start.startswith(b"PK\x03\x04"):
        return _load_npz(name)
    if start.startswith(b"PAR1"):
        return _load_parquet(name)
    what = "an empty file" if not start else "no .npz or .parquet file"
    raise FileError(f'"{name}" is {what}: only these two are read')


def _meta(name: str, text: Union[str, bytes, None]) -> dict:
    try:
        meta = json.loads(text or "")
    except ValueError:
        meta = None
    if not isinstance(meta, dict) or meta.get("program") != "gradscape" or "spec" not in meta:
        raise FileError(f'"{name}" carries no spec of gradscape')
    return meta


def _load_npz(name: str) -> Result:
    try:
        with zipfile.ZipFile(name) as archive:
            members = {member: archive.read(member) for member in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise FileError(f'"{name}" is damaged or cut off: {error}') from error
    meta = _meta(name, members.pop("spec.json", None))
    names = json.loads(members.pop("names.json", b"{}"))
    statistics = json.loads(members.pop("statistics.json", b"{}"))
    arrays = {}
    for member, content in members.items():
        try:
            array = np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)
        except ValueError as error:
            raise FileError(f'"{name}": its member {member} is damaged: {error}') from error
        arrays[member[: -len(".npy")]] = array
    if "x" not in arrays or "y" not in arrays:
        raise FileError(f'"{name}" has no coordinates x and y')
    x, y, data = arrays.pop("x"), arrays.pop("y"), arrays.pop("data", None)
    about = {field["name"]: field for field in names.get("fields", [])}
    fields = {}
    for field, values in arrays.items():
        if values.shape[:2] != (len(y), len(x)):
            raise FileError(f'"{name}": {field} has shape {values.shape}, not ({len(y)}, {len(x)})')
        fields[field] = _field(field, values, about.get(field))
    axes = [names.get(axis, {"name": axis}) for axis in ("x", "y")]
    return Result(
        kind=meta["kind"],
        spec=meta["spec"],
        meta=meta,
        x=Axis(axes[0]["name"], x, axes[0].get("scale", "linear")),
        y=Axis(axes[1]["name"], y, axes[1].get("scale", "linear")),
        fields=fields,
        data=data,
        statistics=statistics,
    )


def _field(name: str, values: np.ndarray, about: Optional[Mapping[str, Any]]) -> Field:
    if about is None:
        # Files before names.json: what a name means was the same.
        about = {"labels": _LABELS[name]} if name in _LABELS else {}
        about = {"none": NEVER} if name in ("stepsToThreshold", "divergedAt") else about
    labels, components = about.get("labels"), about.get("components")
    return Field(
        name,
        values,
        None if components is None else tuple(components),
        None if labels is None else tuple(labels),
        about.get("none"),
        about.get("unit", ""),
    )


def _load_parquet(name: str) -> Result:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ImportError(".parquet files need pyarrow: pip install pyarrow") from None
    try:
        table = pyarrow.parquet.read_table(name)
    except pyarrow.ArrowInvalid as error:
        raise FileError(f'"{name}" is damaged or cut off: {error}') from error
    meta = _meta(name, (table.schema.metadata or {}).get(b"gradscape"))
    columns = [(column, table.column(column)) for column in table.column_names]
    return from_columns(meta, [(column, data.to_pylist()) for column, data in columns])


def from_columns(meta: Mapping[str, Any], columns: list) -> Result:
    """A result from the columns of a table, in order, each a name and its values, None where there is none."""
    spec = meta["spec"]
    (x_name, xs), (y_name, ys), *rest = columns
    # Cells come row by row: a row is as long as y stays what it is.
    width = next((i for i, y in enumerate(ys) if y != ys[0]), len(ys)) or 1
    height = len(xs) // width
    if height * width != len(xs):
        raise FileError(f"{len(xs)} rows are no grid {width} wide")
    parts: dict = {}
    for column, values in rest:
        field, _, component = column.partition(".")
        parts.setdefault(field, []).append((component, _array(field, values, meta)))
    fields = {}
    for field, arrays in parts.items():
        shaped = [array.reshape(height, width) for _, array in arrays]
        names = tuple(component for component, _ in arrays)
        vector = names != ("",)
        about = _field(field, np.stack(shaped, axis=-1) if vector else shaped[0], None)
        fields[field] = Field(
            field, about.values, names if vector else None, about.labels, about.none
        )
    scales = ["linear", "linear"]
    if meta["kind"] == "sweep":
        scales = [spec[axis]["scale"] for axis in ("x", "y")]
    elif meta["kind"] == "spectrum":
        scales[0] = spec["rate"]["scale"]
    return Result(
        kind=meta["kind"],
        spec=spec,
        meta=meta,
        x=Axis(x_name, np.asarray(xs[:width], dtype=np.float64), scales[0]),
        y=Axis(y_name, np.asarray(ys[::width], dtype=np.float64), scales[1]),
        fields=fields,
    )


def _array(field: str, values: list, meta: Mapping[str, Any]) -> np.ndarray:
    if field in _LABELS:
        return np.array([_LABELS[field].index(word) for word in values], dtype=np.uint8)
    if field == "period":
        return np.array(values, dtype=np.uint8)
    if field in ("stepsToThreshold", "divergedAt"):
        return np.array([NEVER if v is None else v & NEVER for v in values], dtype=np.uint32)
    reference = field in ("sharpness", "leastEigenvalue")
    return np.array(values, dtype=np.float64 if reference else _TYPES[meta["precision"]])
