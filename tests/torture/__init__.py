"""Harnesses that try to lose or spoil a manager's work: short runs among the tests, long ones by `make torture`.

Each is a module with `LONG`, how often the long run tries, and `run(tries, folder)`, which returns a Tally and leaves
whatever it needs in the folder.
"""
