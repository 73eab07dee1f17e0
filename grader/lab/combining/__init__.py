"""What the lesson on combining techniques shows."""
