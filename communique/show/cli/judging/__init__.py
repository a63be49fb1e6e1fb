"""Commands about what is right: review by persons, and what a language model proposes to them."""
