"""The front door: somebody is introduced, read, reached and welcomed; receipts say what was promised."""
