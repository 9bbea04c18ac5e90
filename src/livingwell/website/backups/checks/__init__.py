"""What is looked at once a backup has been put back, so that whoever did it need not hope."""
