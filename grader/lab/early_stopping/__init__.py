"""What the lesson on early stopping shows: curves, rules of stopping, paths of descent."""
