"""Two scenarios compared: which inputs differ, what that does to the figures, and why."""
