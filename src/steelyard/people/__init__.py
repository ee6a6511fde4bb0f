"""Whether matters gather at one salesperson more than chance explains.

What is weighed is a number of flagged dealers against what other salespeople's dealers of
like region, tier and size lead one to expect. It says where to look; it finds nobody guilty.
"""

from __future__ import annotations

from steelyard.people.weigh import People, weigh_people

__all__ = ["People", "weigh_people"]
