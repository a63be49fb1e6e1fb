"""Standing ties between sides, kind by kind."""
