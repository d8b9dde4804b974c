"""Ways to test that a server works."""
