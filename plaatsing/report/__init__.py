"""The report of a plan: one page, its figures and its files."""
