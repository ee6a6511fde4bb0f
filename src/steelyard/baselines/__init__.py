"""What was to be expected: the ordinary month of each dealer, computed once for all signals."""

from __future__ import annotations

from steelyard.baselines.channel import Channel

__all__ = ["Channel"]
