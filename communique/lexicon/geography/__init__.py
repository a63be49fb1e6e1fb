"""Where states lie."""
