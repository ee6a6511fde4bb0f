"""Every kind of bad input that is promised to be handled by rule: never a false verdict."""
