"""The deeds, one file each; see `deed` for what a file declares."""
