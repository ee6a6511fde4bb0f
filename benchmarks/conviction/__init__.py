"""Learning the joining step of the verdicts on made worlds: `python -m benchmarks.conviction`.

It grows trees on worlds of the family `trained`, with tables left out in turn, sets
each cause's bound on other worlds of that family, and writes `verdicts/conviction.json`. It
never sees a world of a family that is published.
"""
