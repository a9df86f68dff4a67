"""The terminal app of Caseload Planner, and the command line that opens it."""
