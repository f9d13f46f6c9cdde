"""Who says a sentence, and on whose side: the sides, the people a paper names, its writers, its mails and speeches."""
