"""What clients of the daemon use."""
