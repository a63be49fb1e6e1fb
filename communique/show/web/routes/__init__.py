"""What the site answers: pages and their twins, kept copies, decisions, what is handed in, the API told."""
