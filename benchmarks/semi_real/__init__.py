"""Lies laid over real sales: `python -m benchmarks.semi_real`.

The month-to-month course of every dealer is that of a real store's purchases from one vendor
(State of Iowa, public); sizes, orders, stock, reports, scans, bills and lies are the
simulator's. So volatility and season are real and nothing was learned from them.
"""
