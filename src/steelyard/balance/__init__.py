"""The balance: what went in, what is said to have gone out, and what the market saw.

It weighs the reports of a dealer against one another and against witnesses outside its books.
It knows the panel and no signal, no cause and no verdict.
"""

from __future__ import annotations

from steelyard.balance.balance import Balance

__all__ = ["Balance"]
