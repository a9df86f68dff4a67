"""The planning domain: plans, positions, projections and scenario files. No database, no terminal, no clock."""
