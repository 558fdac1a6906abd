"""What those who run the library look at: is it alive, is it ready, how much does it do."""
