"""Work done apart and united: packs, stations, two sides of a case."""
