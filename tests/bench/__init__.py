"""Speed, memory, start and endurance, each beside a yardstick of the same run."""
