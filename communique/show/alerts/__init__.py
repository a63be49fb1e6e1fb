"""ALERTS in words: letters, webhooks and feeds of what `desk/outgoing/alerts.py` finds."""
