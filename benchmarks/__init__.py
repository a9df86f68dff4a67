"""Timings of the planner against what people use instead. Never tests: `python -m benchmarks` prints a table."""
