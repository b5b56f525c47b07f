"""What a file holds: axes, fields on their grid, and what they are of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Mapping, Optional, Sequence

import numpy as np


class FileError(ValueError):
    """A file that is damaged, cut off, or none of Gradscape's."""


@dataclass(frozen=True)
class Axis:
    """A coordinate of the grid: its name and the centres of its cells, in f64."""

    name: str
    values: np.ndarray
    #: 'linear' or 'log'
    scale: str = "linear"


@dataclass(frozen=True)
class Field:
    """Numbers on the grid: (height, width), or (height, width, components) of a vector."""

    name: str
    values: np.ndarray
    components: Optional[Sequence[str]] = None
    #: Words for the codes 0, 1, 2, …
    labels: Optional[Sequence[str]] = None
    #: The value that stands for "none", as that of runs that never reached the threshold.
    none: Optional[int] = None
    unit: str = ""


@dataclass(frozen=True)
class Result:
    """A result: ``result['loss']`` is the array of a field, row 0 at the least y."""

    #: 'landscape', 'sweep', 'spectrum' or 'trajectories'
    kind: str
    #: What was asked for, with all that was left to its default.
    spec: Mapping[str, Any]
    #: Version, engine, adapter and precision besides.
    meta: Mapping[str, Any]
    x: Axis
    y: Axis
    fields: Mapping[str, Field]
    #: [row][column] of a problem that is fitted to data of its own.
    data: Optional[np.ndarray] = None
    #: Of a whole sweep's .npz the border's ``dimension`` by boxes (``solved``) and by ``pairs``; else empty.
    statistics: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> np.ndarray:
        return self.field(name).values

    @property
    def arrays(self) -> Mapping[str, np.ndarray]:
        """All fields by name, as arrays."""
        return {name: field.values for name, field in self.fields.items()}

    def field(self, name: str) -> Field:
        try:
            return self.fields[name]
        except KeyError:
            known = ", ".join(self.fields)
            raise KeyError(f'"{name}" is not one of {known}') from None

    def words(self, name: str = "outcome") -> np.ndarray:
        """A field of codes as an array of words."""
        field = self.field(name)
        if field.labels is None:
            raise ValueError(f'the values of "{name}" are no codes')
        return np.asarray(field.labels)[field.values]

    def masked(self, name: str) -> np.ma.MaskedArray:
        """A field in which "none" and what is not finite is masked."""
        field = self.field(name)
        values = field.values
        hidden = np.zeros(values.shape, dtype=bool)
        if field.none is not None:
            hidden |= values == field.none
        if values.dtype.kind == "f":
            hidden |= ~np.isfinite(values)
        return np.ma.masked_array(values, hidden)

    def to_xarray(self):
        """An xarray.Dataset: a variable for each field, units and the words of codes in its attributes (CF's names)."""
        try:
            import xarray
        except ImportError:
            raise ImportError("to_xarray needs xarray: pip install xarray") from None
        x, y = self.x.name or "x", self.y.name or "y"
        coordinates = {y: self.y.values, x: self.x.values}
        variables = {}
        for name, field in self.fields.items():
            dimensions = [y, x]
            if field.components is not None:
                dimensions.append(f"{name}_component")
                coordinates[f"{name}_component"] = list(field.components)
            attributes: dict = {"units": field.unit} if field.unit else {}
            if field.labels is not None:
                attributes["flag_values"] = list(range(len(field.labels)))
                attributes["flag_meanings"] = " ".join(field.labels)
            if field.none is not None:
                attributes["missing_value"] = field.none
            variables[name] = (dimensions, field.values, attributes)
        about = {key: str(self.meta[key]) for key in ("version", "engine", "adapter", "precision")}
        about["spec"] = json.dumps(self.spec)
        return xarray.Dataset(variables, coordinates, {"kind": self.kind, **about})
