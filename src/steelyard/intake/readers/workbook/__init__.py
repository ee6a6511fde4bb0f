"""Workbooks: safe to open, and their cells as text."""
