"""The command line. One file a command; words from the catalogues, in Chinese or English."""

from __future__ import annotations

from steelyard.cli.app import main

__all__ = ["main"]
