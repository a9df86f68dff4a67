"""The tables of the workspace: which rows and columns each shows, and what in a plan each cell is."""
