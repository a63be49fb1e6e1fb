"""What waits for a person, one finding, and what a person may change of it."""
