"""Other projects' test suites for Chinese numerals, and how many of their cases `find_mentions` reads alike."""
