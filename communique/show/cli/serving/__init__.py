"""Commands that serve the archive to others."""
