"""How fast and how large: ratios to hand-written SQL, measured in one run.

`python -m benchmarks` prints the table; nothing here is part of the package.
"""
