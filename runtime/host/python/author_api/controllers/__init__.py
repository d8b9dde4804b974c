"""Ways to talk to a server's software."""
