"""The commands on living news: feed, watch, status."""
