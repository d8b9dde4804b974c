"""Kinds of graphs."""
