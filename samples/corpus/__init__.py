"""Makes the sample corpus and its gold from the texts in samples/source/."""
