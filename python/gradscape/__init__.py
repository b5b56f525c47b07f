"""Reads the result files of Gradscape: .npz and .parquet, into numpy and xarray."""

from ._load import load
from ._result import Axis, Field, FileError, Result

__all__ = ["Axis", "Field", "FileError", "Result", "load"]
__version__ = "0.1.0"
