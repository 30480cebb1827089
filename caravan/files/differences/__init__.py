"""What two editions of a tour's files differ in, in the words of those who plan it."""
