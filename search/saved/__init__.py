"""Searches that people keep, and what is published that matches them."""
