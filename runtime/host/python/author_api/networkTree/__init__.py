"""The servers and who needs whom."""
