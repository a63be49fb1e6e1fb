"""Commands about the program itself: how it is set, whether it is well."""
