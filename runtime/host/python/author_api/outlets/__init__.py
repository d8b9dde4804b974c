"""PDUs and their outlets."""
