"""How many lies are found and how many honest dealers accused, on worlds nothing was learned from.

`python -m benchmarks.unseen` prints one row a family of worlds and a set of tables. The worlds
are made in memory and go through the product's own facts, signals and verdicts. Their seeds and
families are not those of `benchmarks.conviction`.
"""
