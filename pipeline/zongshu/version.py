"""The version, told here alone: the package's metadata are made from it."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
