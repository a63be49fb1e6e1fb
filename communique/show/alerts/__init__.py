"""ALERTS in words: letters, webhooks and feeds of what `desk/alerts.py` finds."""
