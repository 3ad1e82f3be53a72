"""What tests and the corpus need: the marked-up articles, layout damage, the builder and the repair score."""
