"""Questions to graphs."""
