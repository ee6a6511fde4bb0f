# Everything is done by make.py, so that Windows has the same: `py make.py demo`.
PYTHON ?= python3

.PHONY: help setup demo test lint docs bench assets lock
help setup demo test lint docs bench assets lock:
	@$(PYTHON) make.py $@
