"""What people would rather look at than read: where encounters were, who deals with whom."""
