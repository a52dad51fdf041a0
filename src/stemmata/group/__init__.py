"""Which articles report one event, and which events continue each other."""
