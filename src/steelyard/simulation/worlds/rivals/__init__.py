"""Honest circumstances that look like a lie, one file each; `rival` says what a file declares."""
