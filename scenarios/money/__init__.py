"""What staffing costs: by line and period, by scope and financial year, and the programme's lines."""
