"""WHAT LEAVES: readings chosen for an export, dossiers for a brief, alerts and whom they are told."""
