"""From the outcome of the model to the tables of a plan."""
