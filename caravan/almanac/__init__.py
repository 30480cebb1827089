"""What is known of countries and days: holidays, week-ends, Ramadan, the sun, clocks, zones."""
