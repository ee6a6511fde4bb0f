"""Statistics over small arrays, knowing nothing of dealers: trailing windows, tails, joins."""
