"""What a person may ask of us by right: asked in their words, followed by a team until it is answered."""
