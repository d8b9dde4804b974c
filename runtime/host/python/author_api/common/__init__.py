"""What Ockle's parts share."""
